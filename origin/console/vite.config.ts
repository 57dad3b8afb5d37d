import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where the console lies in a browser, and its built files in the project. */
const BASE = '/console/'
/** So many screens make a part a common one. */
const SHARED_BY = 4
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
    // What is sent is bounded by the build itself.
    chunkSizeWarningLimit: 1_000,
    // What a browser does with one that is missing is an inline script.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // A browser asks for six files at once, and each takes its turn: what comes first is one file, what most screens
        // share is another, instead of dozens with a component each.
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 2 },
            { name: 'common', minShareCount: SHARED_BY, priority: 1 },
          ],
        },
      },
    },
  },
})
