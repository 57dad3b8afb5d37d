import { writeFileSync } from 'node:fs'
import { targetingGuide } from '../../shared/guide/targeting-guide.ts'

writeFileSync(new URL('../../docs/targeting.md', import.meta.url), targetingGuide())
