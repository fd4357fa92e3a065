import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** One window at a time: each is a VS Code, its extension host, a language server and a browser. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '../../..'),
  test: {
    include: ['test/vscode/ui/*.ui.ts'],
    globalSetup: ['test/vscode/ui/package.ts'],
    fileParallelism: false,
    // A window is pictured as it failed, before its editors are closed.
    sequence: { hooks: 'list' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
