import type { Span } from '../../base/span.ts';
import type { Chapter } from '../../markdown/chapter.ts';
import type { Prose } from '../../markdown/facts.ts';
import { type FillerMatch, findFiller, hasAttribution, speaksOfFiller } from './findFiller.ts';
import type { ReaderProse } from './readerProse.ts';
import { mayHoldFiller } from './signs.ts';
import { wordsOf } from './words.ts';

/** Filler that stands together: one finding, however many paragraphs it has. */
export interface FillerRun {
  /** Offsets into the chapter, from the first filler character to the last. */
  readonly span: Span;
  /** The stretch in which it begins. */
  readonly first: ReaderProse;
  /** Every stretch it touches is filler from end to end. */
  readonly whole: boolean;
  readonly paragraphs: number;
  readonly words: number;
}

interface OpenRun {
  matches: { readonly at: number; readonly match: FillerMatch }[];
  span: Span;
}

/** The runs of filler in a chapter's prose, in order. */
export function fillerRuns(stretches: readonly ReaderProse[], chapter: Chapter): FillerRun[] {
  const source = chapter.text;
  const runs: FillerRun[] = [];
  const speech = new Map<string, Speech>();
  const matches = stretches.map((stretch) =>
    mayHoldFiller(stretch.signs) && !isGlossed(stretch) ? findFiller(stretch.text, placeOf(stretch)) : [],
  );
  let open: OpenRun | undefined;
  const close = () => {
    if (open && isLeftover(open, { stretches, matches }, chapter, (text) => speechOf(text, speech)))
      runs.push(toRun(open, stretches));
    open = undefined;
  };
  stretches.forEach((stretch, at) => {
    for (const match of matches[at]!) {
      const span = match.whole ? trimmed(stretch.prose.span, source) : stretch.span(match.start, match.end);
      if (open && joins(stretches[open.matches.at(-1)!.at]!, stretch, source.slice(open.span.end, span.start))) {
        open.matches.push({ at, match });
        open.span = { start: open.span.start, end: Math.max(open.span.end, span.end) };
      } else {
        close();
        open = { matches: [{ at, match }], span };
      }
    }
  });
  close();
  return runs;
}

/** "Lorem ipsum" as the term of a glossary, and "see placeholder text" as what is said of it. */
function isGlossed({ prose: { container, pieces } }: ReaderProse): boolean {
  return container === 'definition-list' && pieces.at(-1)!.end - pieces[0]!.start < MOST_GLOSSED;
}

/** Longer than such a term, shorter than filler that was to show what a definition will look like. */
const MOST_GLOSSED = 24;

function placeOf({ prose }: ReaderProse): 'paragraph' | 'heading' | 'short' {
  if (prose.kind === 'heading') return 'heading';
  return prose.kind === 'paragraph' && prose.container !== 'item' ? 'paragraph' : 'short';
}

/** Only blanks, list markers and container prefixes may lie between the parts of a run. */
function joins(before: ReaderProse, after: ReaderProse, gap: string): boolean {
  const [a, b] = [before.prose, after.prose];
  if (a.kind === 'heading' || a.kind !== b.kind || boxOf(a) !== boxOf(b)) return false;
  return a.section === b.section && /^(?:[\s\d>|*+\-.):]|[A-Z]>)*$/.test(gap);
}

/** A list or block quote goes with the paragraphs around it; an aside or a footnote is a place of its own. */
function boxOf({ container }: Prose): Prose['container'] {
  return container === 'item' || container === 'list' || container === 'quote' ? 'none' : container;
}

/**
 * Whether a run is filler somebody forgot, rather than filler somebody writes about. Text that only may be filler needs
 * sure filler in the same run; two words with dots need that nobody nearby speaks of filler; a block quote is a
 * quotation where the text around it speaks of filler; and beside Cicero's name even the whole passage is.
 */
function isLeftover(
  { matches }: OpenRun,
  searched: Searched,
  { facts }: Chapter,
  speech: (text: string) => Speech,
): boolean {
  const certainties = matches.map(({ match }) => match.certainty);
  if (certainties.every((certainty) => certainty === 'likely')) return false;
  const first = matches[0]!.at;
  const { stretches } = searched;
  // Filler beside filler says nothing of it.
  const around = [first - 1, matches.at(-1)!.at + 1]
    .filter((at) => !searched.matches[at]?.some(({ whole, certainty }) => whole && certainty !== 'brief'))
    .map((at) => stretches[at])
    .filter((stretch) => stretch !== undefined);
  if (around.some(({ text }) => speech(text).cites)) return false;
  const isBrief = !certainties.includes('sure');
  if (isBrief && stretches[first]!.prose.kind === 'heading') return false;
  if (matches.some(({ at, match }) => match.certainty === 'sure' && !stretches[at]!.prose.quoted)) return true;
  const title = facts.headings[stretches[first]!.prose.section]?.title ?? '';
  return ![title, ...around.map(({ text }) => text)].some((text) => speech(text).speaks);
}

interface Searched {
  readonly stretches: readonly ReaderProse[];
  /** What was found in each of them. */
  readonly matches: readonly (readonly FillerMatch[])[];
}

/** What the text beside filler says of it; asked once a text, as much filler may stand beside one. */
interface Speech {
  readonly cites: boolean;
  readonly speaks: boolean;
}

function speechOf(text: string, known: Map<string, Speech>): Speech {
  let speech = known.get(text);
  if (!speech) {
    const words = wordsOf(text);
    speech = { cites: hasAttribution(text, words), speaks: speaksOfFiller(text, words) || /lorem/i.test(text) };
    known.set(text, speech);
  }
  return speech;
}

function toRun({ matches, span }: OpenRun, stretches: readonly ReaderProse[]): FillerRun {
  return {
    span,
    first: stretches[matches[0]!.at]!,
    whole: matches.every(({ match }) => match.whole),
    paragraphs: new Set(matches.map(({ at }) => at)).size,
    words: matches.reduce((sum, { match }) => sum + match.words, 0),
  };
}

function trimmed({ start, end }: Span, source: string): Span {
  const text = source.slice(start, end);
  return { start: start + text.length - text.trimStart().length, end: start + text.trimEnd().length };
}
