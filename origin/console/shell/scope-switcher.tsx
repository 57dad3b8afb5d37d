import { Group, Select } from '@mantine/core'
import { useLocation } from 'wouter'
import { m } from '../i18n/compiled/messages.js'
import classes from './scope-switcher.module.css'
import { useScope } from './scope.ts'

/** Which project and which environment the screens are about; another environment shows the same screen. */
export function ScopeSwitcher() {
  const { caller, project, environment, environments } = useScope()
  const [path, navigate] = useLocation()
  const screen = path.split('/').slice(3).join('/') || 'flags'
  return (
    <Group gap={6} wrap="nowrap" miw={0}>
      {caller.projects.length > 1 && (
        <Select
          size="xs"
          className={classes['project']}
          aria-label={m.shell_project()}
          data={caller.projects.map(({ key, name }) => ({ value: key, label: name }))}
          value={project}
          allowDeselect={false}
          comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
          onChange={(value) => value !== null && navigate(`/${value}`)}
        />
      )}
      <Select
        size="xs"
        className={classes['environment']}
        aria-label={m.shell_environment()}
        data={environments.map(({ key, name }) => ({ value: key, label: name }))}
        value={environment}
        allowDeselect={false}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        onChange={(value) =>
          value !== null && navigate(`/${project}/${value}/${screen}${location.search}${location.hash}`)
        }
      />
    </Group>
  )
}
