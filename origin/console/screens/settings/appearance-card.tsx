import { type MantineColorScheme, Select, SimpleGrid, useMantineColorScheme } from '@mantine/core'
import { m } from '../../i18n/compiled/messages.js'
import { chooseLocale, currentLocale } from '../../i18n/locale.ts'
import { LANGUAGES } from '../../i18n/languages.ts'
import { Card } from './card.tsx'

const SCHEMES: readonly (readonly [MantineColorScheme, () => string])[] = [
  ['auto', m.shell_auto],
  ['light', m.shell_light],
  ['dark', m.shell_dark],
]

/** Of this browser alone. */
export function AppearanceCard() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Card title={m.shell_appearance()} hint={m.settings_appearance_hint()}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label={m.shell_language()}
          data={LANGUAGES.map(([locale, name]) => ({ value: locale, label: name }))}
          value={currentLocale()}
          allowDeselect={false}
          onChange={(locale) => locale !== null && locale !== currentLocale() && chooseLocale(locale)}
        />
        <Select
          label={m.settings_theme()}
          data={SCHEMES.map(([scheme, name]) => ({ value: scheme, label: name() }))}
          value={colorScheme}
          allowDeselect={false}
          onChange={(scheme) => scheme !== null && setColorScheme(scheme)}
        />
      </SimpleGrid>
    </Card>
  )
}
