import { type Span, touches } from '../base/span.ts';
import { englishTexts, type Texts } from '../base/texts.ts';
import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Edit, Finding } from '../rules/finding.ts';
import { FIX_ALL } from './announced.ts';
import { ignoreOnLine } from './ignoreOnLine.ts';

/** What an editor offers at a place; `textDocument/codeAction`, with offsets in place of positions. */
export interface Action {
  readonly title: string;
  readonly kind: 'quickfix' | typeof FIX_ALL;
  /** What it mends or silences. */
  readonly findings: readonly Finding[];
  readonly isPreferred: boolean;
  /** It says nothing is to be mended; whatever else there is stands before it. */
  readonly isSilencer?: boolean;
  readonly change: { readonly edits: readonly Edit[] } | FixAll;
}

/** Fixes that are worked out when they are chosen: all safe ones of a file, or those of one rule, in the whole book even. */
export interface FixAll {
  readonly fixAll: Uri;
  readonly rule?: string;
  /** Not only the file: the book it is in. */
  readonly inBook?: boolean;
}

export interface ActionRequest {
  readonly uri: Uri;
  readonly span: Span;
  /** The kinds wanted, each standing for the kinds below it (`source` for `source.fixAll.handbook`); all if undefined. */
  readonly only?: readonly string[];
  /** How many findings of a rule in the whole book have a safe fix, as far as is known. */
  readonly fixableInBook: (rule: string) => number;
}

/**
 * What can be done about `findings`, which are those of the file. For each finding at the place its fixes, the preferred
 * one first, and after them the fix for all of the kind; for all of them, last, the ways to silence them.
 */
export function codeActions(
  book: Handbook,
  findings: readonly Finding[],
  { uri, span, only, fixableInBook }: ActionRequest,
  texts: Texts = englishTexts,
): Action[] {
  const fixes: Action[] = [];
  const silencers: Action[] = [];
  const rules = new Set<string>();
  if (isWanted('quickfix', only)) {
    for (const finding of findings.filter((one) => touches(one.span, span))) {
      fixes.push(...fixesOf(finding));
      if (!rules.has(finding.rule)) fixes.push(...fixOfKind(uri, finding, findings, fixableInBook, texts));
      const silencer = rules.has(finding.rule) ? undefined : ignore(book, finding, texts);
      if (silencer) silencers.push(silencer);
      rules.add(finding.rule);
    }
  }
  const fixable = findings.filter(isSafelyFixable);
  if (fixable.length > 0 && isWanted(FIX_ALL, only)) {
    fixes.push({
      title: texts.t('Fix all problems in this file that can be fixed safely'),
      kind: FIX_ALL,
      findings: fixable,
      isPreferred: false,
      change: { fixAll: uri },
    });
  }
  return [...unique(fixes), ...silencers];
}

function fixesOf(finding: Finding): Action[] {
  return finding.fixes.map(({ title, safety, edits }, index) => ({
    title,
    kind: 'quickfix',
    findings: [finding],
    isPreferred: index === 0 && safety === 'safe',
    change: { edits },
  }));
}

/** One that can be fixed and stands alone in its file and book needs no more than its own fix. */
function fixOfKind(
  uri: Uri,
  { rule }: Finding,
  findings: readonly Finding[],
  fixableInBook: ActionRequest['fixableInBook'],
  { t }: Texts,
): Action[] {
  const same = findings.filter((one) => one.rule === rule && isSafelyFixable(one));
  if (same.length === 0) return [];
  const action = (title: string, change: FixAll): Action => ({
    title,
    kind: 'quickfix',
    findings: same,
    isPreferred: false,
    change,
  });
  const inFile = action(t('Fix all {0} of {1} in this file', same.length, rule), { fixAll: uri, rule });
  const total = fixableInBook(rule);
  const inBook = action(t('Fix all {0} of {1} in the book', total, rule), { fixAll: uri, rule, inBook: true });
  return [...(same.length > 1 ? [inFile] : []), ...(total > same.length ? [inBook] : [])];
}

function ignore(book: Handbook, finding: Finding, { t }: Texts): Action | undefined {
  const chapter = book.chapter(finding.uri);
  if (!chapter) return undefined;
  return {
    title: t('Ignore {0} on this line', finding.rule),
    kind: 'quickfix',
    findings: [finding],
    isPreferred: false,
    isSilencer: true,
    change: { edits: ignoreOnLine(chapter, finding.span.start, finding.rule) },
  };
}

export function isSafelyFixable({ fixes }: Finding): boolean {
  return fixes[0]?.safety === 'safe';
}

function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return !only || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

/** Two findings at one place may bring the same fix. */
function unique(actions: readonly Action[]): Action[] {
  const seen = new Set<string>();
  return actions.filter(({ title, change }) => {
    const key = JSON.stringify([title, change]);
    return !seen.has(key) && seen.add(key);
  });
}
