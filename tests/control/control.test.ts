import { describeControlPlane } from './control.suite.ts'

describeControlPlane({ operations: 70, least: 40, seed: 5 })
