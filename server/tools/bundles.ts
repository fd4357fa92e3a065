import path from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';

const common = {
  bundle: true,
  // Native class fields: emulated ones cost markdown-heavy code a quarter of its time.
  target: 'node20',
  minify: true,
  keepNames: false,
  // Of the library we only read entities; to write them it sets up a table as large again.
  alias: { entities: 'entities/lib/decode.js' },
  legalComments: 'none',
  logLevel: 'warning',
} satisfies BuildOptions;

const forNode = { ...common, platform: 'node', format: 'cjs', mainFields: ['module', 'main'] } satisfies BuildOptions;

/**
 * The extension, the server and the command line where there is Node: on the desktop, in a remote extension host, in a
 * terminal. They are in files that are loaded when they are needed: reading all of the program as one took as long as
 * starting Node, and activating the extension ten times as long. The files must stay beside each other.
 */
export function desktopBundles(root: string, dist: string): BuildOptions[] {
  const base = {
    ...forNode,
    absWorkingDir: root,
    external: ['vscode'],
    // Loaded by `require`, which every VS Code's extension host knows.
    supported: { 'dynamic-import': false },
    plugins: [filesBeside()],
  };
  return [
    { ...base, entryPoints: ['client/src/extension.ts'], outfile: path.join(dist, 'extension.cjs') },
    {
      ...base,
      entryPoints: ['server/src/main.ts'],
      outfile: path.join(dist, 'server.cjs'),
      banner: { js: '#!/usr/bin/env node' },
    },
    ...[...BESIDE].map(([module, file]) => ({ ...base, entryPoints: [module], outfile: path.join(dist, file) })),
  ];
}

/** By module, the file of its own that it is bundled into. */
const BESIDE: ReadonlyMap<string, string> = new Map([
  ['client/src/serverProcess.ts', 'serverProcess.cjs'],
  ['server/src/cli/main.ts', 'cli.cjs'],
  ['server/src/lsp/main.ts', 'lsp.cjs'],
  ['server/src/lsp/serveHere.ts', 'lspServer.cjs'],
  ['node_modules/vscode-languageserver/lib/node/main.js', 'languageServer.cjs'],
  ['node_modules/undici/index.js', 'undici.cjs'],
]);

/** Modules that a file of another module's has in it, and hands on. */
const PARTS: ReadonlyMap<string, string> = new Map([
  ['node_modules/vscode-languageserver/lib/common/api.js', 'languageServer.cjs'],
]);

/** Leaves imports of what has a file of its own to be loaded from there. */
function filesBeside(): Plugin {
  return {
    name: 'files-beside',
    setup({ onResolve, resolve }) {
      onResolve(
        { filter: /^undici$|^vscode-languageserver(?:\/node)?$|\/(?:main|serverProcess|serveHere)\.ts$/ },
        async ({ path: name, kind, pluginData, ...from }) => {
          if (kind === 'entry-point' || pluginData === ASKED) return undefined;
          const found = await resolve(name, { ...from, kind, pluginData: ASKED });
          // By the end of its path: node_modules may lie elsewhere, behind a link.
          const isFound = ([module]: readonly [string, string]) =>
            found.path.replaceAll(path.sep, '/').endsWith(`/${module}`);
          const [, file] = [...BESIDE, ...PARTS].find(isFound) ?? [];
          return file === undefined ? found : { path: `./${file}`, external: true };
        },
      );
    },
  };
}

const ASKED = 'asked by filesBeside';

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
