/**
 * Bundles the extension and the server into `dist/`, or the folder that `--outdir` names: `npm run build`, with
 * `--watch` to build again at every change.
 */
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';
import { desktopBundles, webBundles } from './bundles.ts';
import { writeNotices } from './notices.ts';

const { outdir, watch } = parseArgs({
  options: { outdir: { type: 'string', default: 'dist' }, watch: { type: 'boolean', default: false } },
}).values;

const root = path.resolve(import.meta.dirname, '../..');
const dist = path.resolve(root, outdir);

const bundles = [...desktopBundles(root, dist), ...webBundles(root, dist)];

if (watch) {
  copyPages();
  for (const options of bundles) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
  rmSync(dist, { recursive: true, force: true });
  const built = await Promise.all(bundles.map((options) => build({ ...options, metafile: true })));
  writeNotices(
    path.join(dist, 'THIRD-PARTY-NOTICES.txt'),
    root,
    built.map(({ metafile }) => metafile),
  );
  copyPages();
}

/** The rules' pages: `explain` prints them and the editor opens them from a diagnostic. */
function copyPages(): void {
  const rules = path.join(root, 'server/src/rules');
  mkdirSync(path.join(dist, 'rules'), { recursive: true });
  for (const name of readdirSync(rules)) {
    if (name.endsWith('.md')) cpSync(path.join(rules, name), path.join(dist, 'rules', name));
  }
}
