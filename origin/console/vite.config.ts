import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where the console lies in a browser, and its built files in the project. */
const BASE = '/console/'
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  base: BASE,
  plugins: [react()],
  build: {
    outDir: here('../../dist/console'),
    emptyOutDir: true,
    target: 'es2023',
    // A font or an icon as a data: URL would be refused by the policy of the page.
    assetsInlineLimit: 0,
    manifest: true,
    // What a browser does with one that is missing is an inline script.
    modulePreload: { polyfill: false },
  },
})
