import { type Locale, baseLocale, locales, overwriteGetLocale } from './compiled/runtime.js'

export type { Locale }

const STORED_AS = 'togglemaster.locale'

const current: Locale = rememberedLocale() ?? browserLocale()

/** What a person chose, else what their browser prefers. */
export function startLocale(): void {
  overwriteGetLocale(() => current)
  document.documentElement.lang = current
}

export function currentLocale(): Locale {
  return current
}

/** Remembers the choice, and shows the page anew in it: a page with unsaved work asks first. */
export function chooseLocale(locale: Locale): void {
  localStorage.setItem(STORED_AS, locale)
  location.reload()
}

function rememberedLocale(): Locale | undefined {
  return locales.find((locale) => locale === localStorage.getItem(STORED_AS))
}

/** Whoever reads another Portuguese reads this one sooner than English. */
function browserLocale(): Locale {
  for (const language of navigator.languages) {
    const found = locales.find((locale) => locale.slice(0, 2) === language.slice(0, 2).toLowerCase())
    if (found !== undefined) return found
  }
  return baseLocale
}
