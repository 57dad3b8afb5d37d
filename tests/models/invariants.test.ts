import { describeInvariants } from './invariants.suite.ts'

describeInvariants({ runs: 30, seed: 4 })
