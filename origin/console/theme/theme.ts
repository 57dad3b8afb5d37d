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

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 7 },
  colors: { accent },
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
})
