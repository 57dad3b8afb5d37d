import { defineConfig } from 'vitest/config'

/** What takes minutes: the same properties and comparisons as in `npm test`, over many more cases. */
export default defineConfig({
  test: {
    include: ['**/*.deep.test.ts'],
    exclude: ['bench/peers/**', '**/node_modules/**'],
    hookTimeout: 120_000,
    testTimeout: 600_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // Two cores: more files at once only make each other slow.
    maxWorkers: 2,
  },
})
