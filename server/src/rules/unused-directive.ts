import { didYouMean, nearest } from '../base/nearest.ts';
import type { Span } from '../base/span.ts';
import type { Chapter, Suppression } from '../markdown/chapter.ts';
import type { Edit, Fix } from './finding.ts';
import { chapterRule, type Report, type SuppressionContext } from './rule.ts';
import { removalOf } from './support/lines.ts';

type Case = 'unused' | 'unknown' | 'misspelt';

export default chapterRule<Case>({
  meta: {
    name: 'unused-directive',
    summary: 'A handbook-disable comment that silences nothing, or names a rule that does not exist',
    group: 'linter',
    severity: 'warning',
    fix: 'safe',
    cases: {
      unused: {
        message: 'This comment silences {what}, but there is nothing to silence.',
        help: 'What it was for is gone, or it stands in the wrong place. Left here, it would hide the next fault of the kind. Remove it.',
      },
      unknown: {
        message: 'There is no rule named "{name}".{suggestion}',
        help: 'The comment does not do what it was written for. `handbook-lint rules` lists the names.',
      },
      misspelt: {
        message: '"{written}" is not an instruction to Handbook Lint.{suggestion}',
        help: 'The comment does nothing. It can be handbook-disable-next-line, handbook-disable, handbook-enable or handbook-disable-file, followed by the names of rules.',
      },
    },
    options: {},
    since: '1.0.0',
    readsSuppressions: true,
  },
  *check({ chapter, suppressions }) {
    if (!suppressions) return;
    const dead = deadNames(chapter, suppressions);
    for (const suppression of chapter.suppressions) {
      if (dead.get(suppression)?.has(-1)) yield unusedReport(chapter, suppression, -1, true);
      const all = suppression.rules.every((_, index) => dead.get(suppression)?.has(index));
      for (const [index, { name }] of suppression.rules.entries()) {
        if (!suppressions.names.includes(name)) yield unknownReport(chapter, suppression, index, suppressions, all);
        else if (dead.get(suppression)?.has(index)) yield unusedReport(chapter, suppression, index, all);
      }
    }
    yield* misspelt(chapter);
  },
});

/** By comment, the names in it that do nothing and have nothing they could be meant for; -1 for a comment without names. */
function deadNames(chapter: Chapter, context: SuppressionContext): Map<Suppression, Set<number>> {
  const dead = new Map<Suppression, Set<number>>();
  for (const suppression of chapter.suppressions) {
    const names = new Set<number>();
    for (const [index, { name }] of suppression.rules.entries()) {
      if (!context.names.includes(name) && nearest(name, context.names).length === 0) names.add(index);
    }
    dead.set(suppression, names);
  }
  for (const { suppression, rule } of context.unused) {
    const name = suppression.rules[rule]?.name;
    // A rule that is off, or that looks at the book as a whole, may have its reasons elsewhere.
    if (name === undefined || context.isActive(name)) dead.get(suppression)?.add(rule);
  }
  return dead;
}

function unusedReport(chapter: Chapter, suppression: Suppression, rule: number, all: boolean): Report<Case> {
  const named = suppression.rules[rule];
  return {
    case: 'unused',
    span: named?.span ?? suppression.span,
    data: { what: named?.name ?? 'every rule', name: named?.name },
    fixes: [removal(chapter, suppression, rule, all)],
    tags: ['unnecessary'],
  };
}

function unknownReport(
  chapter: Chapter,
  suppression: Suppression,
  rule: number,
  { names }: SuppressionContext,
  all: boolean,
): Report<Case> {
  const { name, span } = suppression.rules[rule]!;
  const [near] = nearest(name, names);
  const isThere = near !== undefined && suppression.rules.some((other) => other.name === near);
  const removed = removal(chapter, suppression, rule, all);
  const choices = near !== undefined && !isThere ? [change(chapter, span, near), removed] : [removed];
  // A comment that ends a silence brings back what it hid, once it is understood: the author is to see that first.
  const endsSilence = suppression.kind === 'enable' && near !== undefined;
  const fixes = endsSilence ? choices.map((fix): Fix => ({ ...fix, safety: 'unsafe' })) : choices;
  return { case: 'unknown', span, data: { name, suggestion: didYouMean(near) }, fixes };
}

function change(chapter: Chapter, span: Span, text: string): Fix {
  return { title: `Change to "${text}"`, safety: 'safe', edits: [{ uri: chapter.uri, span, text }] };
}

/** The whole comment where nothing in it is of use: one that names no rule would silence them all. */
function removal(chapter: Chapter, suppression: Suppression, rule: number, all: boolean): Fix {
  const { uri } = chapter;
  const named = suppression.rules[rule];
  if (!named || all || suppression.rules.length === 1) {
    const edit: Edit = { uri, span: removalOf(chapter, suppression.span), text: '' };
    return { title: 'Remove the comment', safety: 'safe', edits: [edit] };
  }
  const next = suppression.rules[rule + 1];
  const span = next
    ? { start: named.span.start, end: next.span.start }
    : { start: suppression.rules[rule - 1]!.span.end, end: named.span.end };
  return { title: `Remove "${named.name}"`, safety: 'safe', edits: [{ uri, span, text: '' }] };
}

const DIRECTIVES = ['handbook-disable-next-line', 'handbook-disable-file', 'handbook-disable', 'handbook-enable'];

/** `handbook-disabel`, `handbook-lint-disable`, `handbook-disable-line`: meant for us, and not understood. */
function* misspelt(chapter: Chapter): Generator<Report<'misspelt'>> {
  for (const { content, span } of chapter.facts.comments) {
    if (chapter.suppressions.some((suppression) => suppression.span.start === span.start)) continue;
    const text = chapter.text.slice(content.start, content.end);
    const written = /^\s*(handbook[-_](?:lint[-_])?(?:[dD]is|[eE]n)[a-zA-Z]{2,6}(?:[-_][a-zA-Z]+)*)(?![\w])/.exec(
      text,
    )?.[1];
    if (written === undefined) continue;
    const start = content.start + text.indexOf(written);
    const where = { start, end: start + written.length };
    const plain = written.replaceAll('_', '-').replace('lint-', '').toLowerCase();
    const near = DIRECTIVES.includes(plain) ? plain : nearest(plain, DIRECTIVES)[0];
    const fix = near === undefined ? [] : [{ ...change(chapter, where, near), safety: 'unsafe' as const }];
    yield { case: 'misspelt', span: where, data: { written, suggestion: didYouMean(near) }, fixes: fix };
  }
}
