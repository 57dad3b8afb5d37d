import { AppShell, Burger, Group, ScrollArea } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { type ReactNode, lazy, useEffect } from 'react'
import { Link, useLocation } from 'wouter'
import { Icon } from '../blocks/icon.tsx'
import { m } from '../i18n/compiled/messages.js'
import classes from './layout.module.css'
import { Navigation } from './navigation.tsx'
import { ScopeSwitcher } from './scope-switcher.tsx'
import { SearchButton } from './search-button.tsx'
import { useGoShortcuts } from './use-go-shortcuts.ts'
import { WhenSettled } from './when-settled.tsx'

const AccountMenu = lazy(async () => ({ default: (await import('./account-menu.tsx')).AccountMenu }))
const CommandPalette = lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette }))
const ShortcutList = lazy(async () => ({ default: (await import('./shortcut-list.tsx')).ShortcutList }))

const HEADER_PX = 52
const NAVIGATION_PX = 224
const MAIN_ID = 'main'

/** What stands around every screen. */
export function Layout({ children }: { readonly children: ReactNode }) {
  const [isOpen, { toggle, close }] = useDisclosure()
  const [path] = useLocation()
  useEffect(close, [path, close])
  const [isListOpen, list] = useDisclosure()
  useHotkeys([['shift + ?', list.open]])
  useGoShortcuts()
  return (
    <AppShell
      header={{ height: HEADER_PX }}
      navbar={{ width: NAVIGATION_PX, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
    >
      <a href={`#${MAIN_ID}`} className={classes['skip']}>
        {m.shell_skip_to_content()}
      </a>
      <AppShell.Header className={classes['bar']}>
        <Group h="100%" px="md" gap="sm" wrap="nowrap" justify="space-between">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={isOpen ? m.shell_close_navigation() : m.shell_open_navigation()}
              aria-expanded={isOpen}
            />
            <Link href="/" className={classes['brand']} aria-label="ToggleMaster">
              <Mark />
              <span className={classes['name']}>ToggleMaster</span>
            </Link>
            <ScopeSwitcher />
          </Group>
          <Group gap="xs" wrap="nowrap">
            <SearchButton />
            <WhenSettled fallback={<span className={classes['account']} />}>
              <AccountMenu />
            </WhenSettled>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes['bar']} aria-label={m.shell_navigation()}>
        <AppShell.Section grow component={ScrollArea} p="xs">
          <Navigation />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id={MAIN_ID} tabIndex={-1} className={classes['main']}>
        {children}
      </AppShell.Main>
      <WhenSettled>
        <CommandPalette />
        <ShortcutList opened={isListOpen} onClose={list.close} />
      </WhenSettled>
    </AppShell>
  )
}

/** A switch that is on. */
function Mark() {
  return (
    <span className={classes['mark']}>
      <Icon d="M8 6h8a6 6 0 0 1 0 12H8A6 6 0 0 1 8 6ZM16 10.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Z" size={24} />
    </span>
  )
}
