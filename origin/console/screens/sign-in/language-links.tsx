import { Button, Group } from '@mantine/core'
import { type Locale, chooseLocale, currentLocale } from '../../i18n/locale.ts'

const LANGUAGES: readonly (readonly [Locale, string])[] = [
  ['en', 'English'],
  ['pt-BR', 'Português'],
]

export function LanguageLinks() {
  return (
    <Group gap={4}>
      {LANGUAGES.map(([locale, name]) => (
        <Button
          key={locale}
          variant="subtle"
          color="gray"
          size="compact-sm"
          lang={locale}
          aria-pressed={locale === currentLocale()}
          onClick={() => chooseLocale(locale)}
        >
          {name}
        </Button>
      ))}
    </Group>
  )
}
