import { relative, resolve } from 'node:path';
import { fileUri } from '../base/uri.ts';
import type { Io } from './io.ts';
import { shownPath } from './targets.ts';

/** Where GitHub's and GitLab's runners say that the repository is checked out. */
const checkouts = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR'] as const;

/**
 * A path of a report, relative to the working folder, as annotations need it: from the top of the repository. A job
 * may well run in a folder below; GitHub and GitLab would look for the file at the top, and show nothing.
 */
export function pathInRepository(file: string, { cwd, env }: Pick<Io, 'cwd' | 'env'>): string {
  const top = checkouts.map((name) => env[name]).find((path) => path);
  if (top === undefined) return file;
  const absolute = resolve(cwd, file);
  return relative(top, absolute).startsWith('..') ? file : shownPath(fileUri(absolute), top);
}
