import path from 'node:path';
import { buildSync } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/** Bundles the program into one file, but for what `external` names, which it will not find when it runs. */
export function bundleProgram(outfile: string, external: readonly string[] = []): void {
  buildSync({
    entryPoints: [path.join(root, 'server/src/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    absWorkingDir: root,
    external: [...external],
    logLevel: 'error',
  });
}
