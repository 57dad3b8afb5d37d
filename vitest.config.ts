import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,edge,origin,worker,local,tests,bench,verify}/**/*.test.ts'],
    exclude: ['**/*.{deep,browser}.test.ts', 'bench/peers/**', '**/node_modules/**'],
    // Real parts start in hooks: a Redis, a Worker runtime, a whole stack.
    hookTimeout: 120_000,
    testTimeout: 30_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // Files share what they import, which is most of their time: nothing mocks a module or keeps state in one.
    isolate: false,
    // Two cores: more files at once only make each other slow.
    maxWorkers: 2,
  },
})
