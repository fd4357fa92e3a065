import { createHash } from 'node:crypto';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { LintFlags } from './lintOptions.ts';

/** Where results of runs are kept, and whose they are. */
export class ResultCache {
  readonly #folder: string;
  /** The program whose results these are. */
  readonly tool: string;

  /** `program` is the path of the running program: what another build of it found is worth nothing. */
  constructor(folder: string, version: string, program: string | undefined) {
    this.#folder = folder;
    this.tool = `${version} ${programDigest(program)}`;
  }

  /** The file of the cache for what is told apart by `name`. */
  file(kind: 'run' | 'book', name: string): string {
    return join(this.#folder, `${kind}-${digestOf(name).slice(0, 16)}.json`);
  }
}

/** Where results are kept, whether they are or not: an absolute path. */
export function cacheFolder({ cacheLocation }: LintFlags, cwd: string): string {
  return resolve(cwd, cacheLocation ?? '.handbook-cache');
}

function programDigest(program: string | undefined): string {
  if (program === undefined) return '';
  try {
    // The program itself is small and seldom another; what it loads is not.
    const files = [program, join(dirname(realpathSync(program)), 'cli.cjs')].filter((file) => existsSync(file));
    const stats = files.map((file) => statSync(file)).map(({ size, mtimeMs }) => `${size} ${mtimeMs}`);
    return digestOf(stats.join(' ')).slice(0, 16);
  } catch {
    return '';
  }
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
