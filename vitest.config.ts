import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/vscode/**', 'test/fixtures/**', 'node_modules/**'],
    // Nothing in the core has state of its own, so files may share what they import: half the time goes into importing.
    isolate: false,
    // Only what hangs is ended by them: other stages, and other people's work, run beside.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
