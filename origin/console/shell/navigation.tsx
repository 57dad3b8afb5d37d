import { NavLink, Text } from '@mantine/core'
import { Link, useRoute } from 'wouter'
import { Icon } from '../blocks/icon.tsx'
import { m } from '../i18n/compiled/messages.js'
import classes from './navigation.module.css'
import { useScope } from './scope.ts'
import { type ListedScreen, listedScreens } from './screens.ts'

const SECTIONS = [
  ['work', m.shell_section_work],
  ['review', m.shell_section_review],
  ['manage', m.shell_section_manage],
] as const

export function Navigation() {
  return SECTIONS.map(([section, title]) => {
    const screens = listedScreens.filter(({ navigation }) => navigation.section === section)
    if (screens.length === 0) return null
    return (
      <div key={section} className={classes['section']}>
        <Text size="xs" c="dimmed" fw={600} px="xs" mb={4} id={`navigation-${section}`}>
          {title()}
        </Text>
        <ul className={classes['list']} aria-labelledby={`navigation-${section}`}>
          {screens.map((screen) => (
            <NavigationItem key={screen.path} screen={screen} />
          ))}
        </ul>
      </div>
    )
  })
}

function NavigationItem({ screen }: { readonly screen: ListedScreen }) {
  const { project, environment } = useScope()
  const [isHere] = useRoute(`/:project/:environment${screen.path}/*?`)
  return (
    <li>
      <NavLink
        component={Link}
        href={`/${project}/${environment}${screen.path}`}
        label={screen.title()}
        leftSection={<Icon d={screen.navigation.icon} />}
        active={isHere}
        aria-current={isHere ? 'page' : undefined}
        className={classes['item']}
        onPointerEnter={() => void screen.load()}
      />
    </li>
  )
}
