import { describeDamagedRulesets } from './damaged-rulesets.suite.ts'

describeDamagedRulesets(10_000, 5)
