import { describeInvariants } from './invariants.suite.ts'

describeInvariants({ runs: 500, seed: 5 })
