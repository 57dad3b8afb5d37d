import { describeControlPlane } from './control.suite.ts'

describeControlPlane({ operations: 60, least: 30, seed: 5 })
