import path from 'node:path';
import type { BuildOptions } from 'esbuild';

const common = {
  bundle: true,
  // Native class fields: emulated ones cost markdown-heavy code a quarter of its time.
  target: 'node20',
  minify: true,
  keepNames: false,
  legalComments: 'none',
  logLevel: 'warning',
} satisfies BuildOptions;

const forNode = { ...common, platform: 'node', format: 'cjs', mainFields: ['module', 'main'] } satisfies BuildOptions;

/** The extension and the server where there is Node: on the desktop, in a remote extension host, on the command line. */
export function desktopBundles(root: string, dist: string): BuildOptions[] {
  const base = { ...forNode, absWorkingDir: root };
  return [
    {
      ...base,
      entryPoints: ['client/src/extension.ts'],
      outfile: path.join(dist, 'extension.cjs'),
      external: ['vscode'],
    },
    {
      ...base,
      entryPoints: ['server/src/main.ts'],
      outfile: path.join(dist, 'server.cjs'),
      banner: { js: '#!/usr/bin/env node' },
    },
  ];
}

/** The same for the browser. What imports anything of Node's cannot be bundled, and stops the build. */
export function webBundles(root: string, dist: string): BuildOptions[] {
  const base = {
    ...common,
    absWorkingDir: root,
    platform: 'browser',
    target: 'es2022',
    mainFields: ['browser', 'module', 'main'],
  } satisfies BuildOptions;
  return [
    {
      ...base,
      format: 'cjs',
      entryPoints: ['client/src/extension.web.ts'],
      outfile: path.join(dist, 'extension.web.cjs'),
      external: ['vscode'],
    },
    {
      ...base,
      format: 'iife',
      entryPoints: ['server/src/browserMain.ts'],
      outfile: path.join(dist, 'server.web.js'),
    },
  ];
}
