import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from './io.ts';

/** A rule's page as it is written, without the marks the generator needs. Throws what the disk throws. */
export function rulePage(name: string, io: Io): string {
  const page = readFileSync(join(io.programFolder, 'rules', `${name}.md`), 'utf8');
  return page.replace(/^<!-- generated:(?:begin|end) -->\n/gm, '');
}

/** The page up to its examples, without its heading; undefined where there is no page. */
export function rulePageIntroduction(name: string, io: Io): string | undefined {
  try {
    const page = rulePage(name, io);
    const examples = page.search(/^## /m);
    return (examples < 0 ? page : page.slice(0, examples)).replace(/^# .*\n/, '').trim();
  } catch {
    return undefined;
  }
}
