import { Link } from 'wouter'
import { m } from '../i18n/compiled/messages.js'
import classes from './flag-sections.module.css'

const SECTIONS = [
  ['targeting', '', m.blocks_flag_targeting],
  ['usage', '/usage', m.blocks_flag_usage],
  ['history', '/history', m.blocks_flag_history],
  ['settings', '/settings', m.blocks_flag_settings],
] as const

export interface FlagSectionsProps {
  readonly flag: string
  readonly here: (typeof SECTIONS)[number][0]
}

/** What there is to see of one flag in the environment of the address. */
export function FlagSections({ flag, here }: FlagSectionsProps) {
  const base = `/flags/${encodeURIComponent(flag)}`
  return (
    <nav aria-label={m.blocks_flag_sections()}>
      <ul className={classes['list']}>
        {SECTIONS.map(([name, path, title]) => (
          <li key={name}>
            <Link href={base + path} className={classes['link']} aria-current={name === here ? 'page' : undefined}>
              {title()}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
