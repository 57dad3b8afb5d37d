import { defineConfig } from 'vitest/config'

/** The console in a real browser, against the real stack; needs Chromium on the machine. */
export default defineConfig({
  test: {
    include: ['tests/console/**/*.browser.test.ts'],
    hookTimeout: 180_000,
    // Looking at a screen is eight pictures and eight audits.
    testTimeout: 300_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // A stack and a browser fill two cores.
    maxWorkers: 1,
  },
})
