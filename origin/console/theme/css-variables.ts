import type { CSSVariablesResolver } from '@mantine/core'

/** Mantine's own greys for what is dimmed miss AA on tinted grounds. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5b6472',
    '--mantine-color-placeholder': '#6b7483',
    '--mantine-color-error': '#c92a2a',
    '--tm-ground': '#f7f8fa',
    '--tm-surface': '#ffffff',
    '--tm-line': '#e3e6eb',
    '--tm-on': '#1b7f4d',
    '--tm-warning': '#9a4a00',
    '--tm-bar': '#4f7ee0',
  },
  dark: {
    '--mantine-color-body': '#15181d',
    '--mantine-color-dimmed': '#a2abb8',
    '--mantine-color-placeholder': '#8d97a5',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-anchor': '#8caced',
    '--tm-ground': '#101317',
    '--tm-surface': '#181c22',
    '--tm-line': '#2b313a',
    '--tm-on': '#4cc38a',
    '--tm-warning': '#ffb366',
    '--tm-bar': '#6a93e8',
  },
})
