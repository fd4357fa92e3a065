import { chmodSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/** What the test run starts; absolute paths. */
export interface TestBundle {
  /** The module VS Code calls `run()` of. */
  readonly suite: string;
  /** An executable that takes the place of desktop VS Code. */
  readonly codeHeadless: string;
}

/** Bundles the suite and the stand-in for `code` into dist/test-vscode. */
export async function buildTests(root: string): Promise<TestBundle> {
  const outdir = path.join(root, 'dist', 'test-vscode');
  const suite = path.join(root, 'test', 'vscode', 'suite');
  const tests = readdirSync(suite).filter((name) => name.endsWith('.suite.ts'));
  const common = {
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    outdir,
    sourcemap: 'inline',
    external: ['vscode', 'mocha', 'playwright-core'],
    logLevel: 'warning',
  } satisfies BuildOptions;
  await build({ ...common, entryPoints: ['index.ts', ...tests].map((name) => path.join(suite, name)) });
  await build({
    ...common,
    entryPoints: [path.join(root, 'test/vscode/host/codeHeadless.ts')],
    banner: { js: '#!/usr/bin/env node' },
  });
  const codeHeadless = path.join(outdir, 'codeHeadless.cjs');
  chmodSync(codeHeadless, 0o755);
  return { suite: path.join(outdir, 'index.cjs'), codeHeadless };
}
