import { describeControlPlane } from './control.suite.ts'

describeControlPlane({ operations: 1_500, least: 1_000, seed: 6 })
