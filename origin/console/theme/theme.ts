import { type MantineColorsTuple, createTheme } from '@mantine/core'

/** The one accent; its shade 7 on white and its shade 4 on the dark ground keep 4.5 : 1. */
const accent: MantineColorsTuple = [
  '#eef3ff',
  '#dbe5fb',
  '#b5c9f4',
  '#8caced',
  '#6a93e8',
  '#4f7ee0',
  '#3a6dd8',
  '#2b5cc4',
  '#234ea9',
  '#1b3f8c',
]

/** Blue-greys, so that what is raised belongs to the ground it stands on. */
const dark: MantineColorsTuple = [
  '#d5dae2',
  '#bcc4cf',
  '#98a2b0',
  '#6f7a89',
  '#363e4a',
  '#2a313b',
  '#20262e',
  '#181c22',
  '#13161b',
  '#0e1115',
]

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 7 },
  colors: { accent, dark },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSmoothing: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1.125rem' }, h3: { fontSize: '1rem' } },
  },
  respectReducedMotion: true,
  components: {
    // The head of a dialog is no second banner of the page.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
  },
})
