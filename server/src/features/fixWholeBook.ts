import { type CancellationToken, throwIfCancelled } from '../base/cancellation.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { BookWorkspace } from '../handbook/workspace.ts';
import type { Finding } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import { lintChapter, lintWholeBook } from '../rules/run.ts';
import { type Fixed, fixInRounds } from './fixRounds.ts';

export interface FixBookOptions {
  readonly rules: readonly Rule[];
  /** Only this rule's findings. */
  readonly rule?: string;
  /** Called between chapters: lets others have a turn. */
  readonly breathe: () => Promise<void> | undefined;
}

/** Applies the safe fixes of a whole book. `workspace` is a fork. */
export function fixWholeBook(
  workspace: BookWorkspace,
  { rules, rule, breathe }: FixBookOptions,
  token?: CancellationToken,
): Promise<Fixed> {
  const needed = rulesFor(rules, rule);
  return fixInRounds(
    workspace,
    async (book) => {
      const all = await findings(book, needed, breathe, token);
      return { all, wanted: all.filter((finding) => rule === undefined || finding.rule === rule) };
    },
    token,
  );
}

/** One rule looks for itself, unless it asks what the others were kept from saying. */
function rulesFor(rules: readonly Rule[], name: string | undefined): readonly Rule[] {
  const own = rules.find(({ meta }) => meta.name === name);
  return !own || own.meta.readsSuppressions ? rules : [own];
}

async function findings(
  book: Handbook,
  rules: readonly Rule[],
  breathe: FixBookOptions['breathe'],
  token: CancellationToken | undefined,
): Promise<Finding[]> {
  const found: Finding[] = [...lintWholeBook(book, rules).findings];
  for (const uri of book.order) {
    await breathe();
    throwIfCancelled(token);
    found.push(...lintChapter(book, uri, rules).findings);
  }
  return found;
}
