import { currentLocale } from '../i18n/locale.ts'

/** What begins a sentence, or stands by itself. */
export function capitalized(text: string): string {
  const [first = ''] = text
  return first.toLocaleUpperCase(currentLocale()) + text.slice(first.length)
}
