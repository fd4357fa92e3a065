import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import { webBundles } from '../../server/tools/bundles.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Bytes that a browser downloads before the first finding; raise it only for something that is worth the wait. */
const MOST_CLIENT = 600_000;
const MOST_SERVER = 1_000_000;

it('are made without anything of Node, and stay small', async () => {
  const sizes = await Promise.all(
    webBundles(root, '/nowhere').map(async (options) => {
      const { outputFiles, metafile } = await build({ ...options, write: false, metafile: true, logLevel: 'silent' });
      expect(Object.keys(metafile.inputs).filter((input) => /nodeHost|fetcher|undici|[/]node[/]/.test(input))).toEqual(
        [],
      );
      return outputFiles[0]!.contents.length;
    }),
  );
  expect(sizes[0]).toBeLessThan(MOST_CLIENT);
  expect(sizes[1]).toBeLessThan(MOST_SERVER);
});

it('cannot be made of what imports from Node', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'handbook-web-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const entry = path.join(folder, 'planted.ts');
  writeFileSync(
    entry,
    `import { NodeHost } from '${root}/server/src/host/nodeHost.ts';\nexport const host = new NodeHost();\n`,
  );
  const [, server] = webBundles(root, folder);
  await expect(build({ ...server!, entryPoints: [entry], write: false, logLevel: 'silent' })).rejects.toThrow(
    /node:fs/,
  );
});
