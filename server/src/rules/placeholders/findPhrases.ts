import {
  lineEndMarks,
  type MarkerLanguage,
  type PhrasePlace,
  phraseRows,
  type StatementRow,
  statementRows,
  statementRowsCjk,
} from '../data/markerPhrases.ts';
import { bare, type MarkerMatch, type MarkerText } from './markerText.ts';
import { Sign } from './signs.ts';

interface PhraseUse {
  readonly language: MarkerLanguage;
  readonly places: readonly PhrasePlace[];
}

const longestPhrase = 48;

/**
 * "Coming soon", "[to be written]", "（待补充）", "This chapter is under construction": text that says of itself that it is
 * not there yet. A phrase counts alone in its paragraph or bracket; within a sentence only a statement about the
 * chapter, section or book does, because products, stories and logs say the same words for other ends.
 */
export function findPhrases(marked: MarkerText): MarkerMatch[] {
  const alone = phraseAlone(marked);
  if (alone) return [alone];
  return [...inBrackets(marked), ...statements(marked), ...atLineEnd(marked)];
}

function phraseAlone(marked: MarkerText): MarkerMatch | undefined {
  const { text, place } = marked;
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  if (place === 'alt' || end - start > longestPhrase + 12) return undefined;
  const content = bare(text);
  const isAlone = isPhrase(content, place, marked) || isPhrase(bare(content.replace(authorsLabel, '')), place, marked);
  return isAlone ? { start, end, case: 'unwritten' } : undefined;
}

/** "AUTHOR NOTE: Coming soon…" */
const authorsLabel = /^(?:author['’]?s? note|note|nota|anmerkung|remarque) ?[:：] /;

function* inBrackets(marked: MarkerText): Iterable<MarkerMatch> {
  for (const { start, end, inner } of marked.brackets) {
    // In "TBD (to be determined)" the bracket explains the abbreviation.
    const isExplained = /\b[A-Z]{2,5} $/.test(marked.text.slice(Math.max(0, start - 7), start));
    if (inner.length > 160 || isExplained || marked.isQuoted(start, end)) continue;
    // "[to be written: the history]" says what will come; "to be written to a log" goes on.
    const head = inner.split(/[:：,，;；–—]| - /, 1)[0]!;
    const isTag = marked.place === 'heading' && bare(inner) === 'wip' && !/work.in.progress/i.test(marked.text);
    const isSquare = '[【［'.includes(marked.text[start]!);
    const phrase = bare(head);
    if (isTag || isPhrase(phrase, 'bracket', marked) || (isSquare && isPhrase(phrase, 'square', marked)))
      yield { start, end, case: 'unwritten' };
  }
}

function isPhrase(content: string, place: PhrasePlace, { languages }: MarkerText): boolean {
  if (content.length > longestPhrase) return false;
  return phrases.get(content)?.some((use) => languages.has(use.language) && use.places.includes(place)) ?? false;
}

function* statements(marked: MarkerText): Iterable<MarkerMatch> {
  const { text, languages } = marked;
  if (!marked.mayHold(Sign.subject)) return;
  for (const { language, subject, pattern } of statementPatterns) {
    if (!languages.has(language) || !subject.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (/^[a-zà-ɏ]{2}/i.test(text.slice(Math.max(0, start - 1), start + 1)) && start > 0) continue;
      // "…, as this book is being written" dates what is said; it is no news of the book.
      if (isClause.test(text.slice(Math.max(0, start - 12), start))) continue;
      if (!marked.isQuoted(start, end)) yield { start, end, case: 'unwritten' };
    }
  }
}

const isClause =
  /(?:^|\s)(?:as|while|when|whilst|before|after|until|since|if|als|während|wenn|bis|bevor|alors que|quand|mientras|cuando|enquanto|quando|mentre) $/i;

function* atLineEnd(marked: MarkerText): Iterable<MarkerMatch> {
  // In a cell it may be said of the row's subject ("生态较新，待完善"): only the whole cell is a mark.
  if (!marked.mayHold(Sign.foreign) || !marked.languages.has('zh') || marked.place === 'cell') return;
  for (const match of marked.text.matchAll(lineEndPattern)) {
    const [whole, , mark = ''] = match;
    const start = match.index + whole.length - mark.length;
    if (!marked.isQuoted(start, start + mark.length)) yield { start, end: start + mark.length, case: 'unwritten' };
  }
}

const phrases: ReadonlyMap<string, readonly PhraseUse[]> = indexPhrases();

function indexPhrases(): Map<string, PhraseUse[]> {
  const index = new Map<string, PhraseUse[]>();
  for (const { language, places, phrases: row } of phraseRows) {
    for (const phrase of row.split(';').map((text) => text.trim().replace(/\s+/g, ' ')))
      index.set(phrase, [...(index.get(phrase) ?? []), { language, places }]);
  }
  return index;
}

const sentenceEnd = '(?=[\\s*_)\\]]*(?:[.!?…,;:–—-]|$| (?:and|but|so|und|aber|et|mais|y|pero|e|mas|ma)\\b))';

interface Statement {
  readonly language: MarkerLanguage;
  /** What it begins with. */
  readonly subject: RegExp;
  readonly pattern: RegExp;
}

const statementPatterns: readonly Statement[] = [
  ...statementRows.map((row) => statement(row, `(?:${row.pointers}) (?:${row.nouns}) `, sentenceEnd)),
  ...statementRowsCjk.map((row) => statement(row, row.subject, '')),
];

function statement(
  { language, predicate }: Pick<StatementRow, 'language' | 'predicate'>,
  subject: string,
  after: string,
): Statement {
  return {
    language,
    subject: new RegExp(subject, 'i'),
    pattern: new RegExp(`${subject}(?:${predicate})${after}`, 'gi'),
  };
}

const lineEndPattern = new RegExp(
  `(^|[\\s，,。.；;：:、])(${lineEndMarks.join('|')})(?=[：:]|[。.！!]?[ \\t]*(?:\\n|$))`,
  'g',
);
