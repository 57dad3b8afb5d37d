import { describeDamagedRulesets } from './damaged-rulesets.suite.ts'

describeDamagedRulesets(500, 4)
