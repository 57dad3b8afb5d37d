import { ActionIcon, Button, Kbd } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { Icon } from '../blocks/icon.tsx'
import { m } from '../i18n/compiled/messages.js'
import classes from './search-button.module.css'

const LENS = 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5L20 20'

export function SearchButton() {
  return (
    <>
      <Button
        variant="default"
        size="xs"
        className={classes['wide']}
        leftSection={<Icon d={LENS} size={15} />}
        rightSection={<Kbd size="xs">{isApple() ? '⌘K' : 'Ctrl K'}</Kbd>}
        onClick={spotlight.open}
      >
        {m.shell_search()}
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        className={classes['narrow']}
        aria-label={m.shell_search()}
        onClick={spotlight.open}
      >
        <Icon d={LENS} />
      </ActionIcon>
    </>
  )
}

function isApple(): boolean {
  return navigator.userAgent.includes('Mac')
}
