import type { Handbook } from '../handbook/handbook.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { AttributeList, BlockKind } from '../markdown/facts.ts';
import { choosing } from '../markdown/parts/chosenFacts.ts';
import type { Part } from '../markdown/parts/part.ts';
import { structuralKeys } from './data/attributeKeys.ts';
import { allOf } from './factReads.ts';
import type { Fix } from './finding.ts';
import { chapterRule } from './rule.ts';
import { isBlankLine } from './support/lines.ts';

export default chapterRule({
  meta: {
    name: 'detached-id',
    summary: 'An id that a blank line separates from what it should name, so that it is lost',
    about: ['ids'],
    touchedBy: { facts: allOf('ids', 'attributeLists', 'headings'), also: kindsOfBlocks },
    group: 'anchors',
    severity: { markua: 'error', lfm: 'error', markdown: 'off' },
    fix: 'safe',
    cases: {
      'blank-line': {
        message: 'The id "{id}" is lost: a blank line separates it from the {what} below.',
        help: 'An attribute list belongs to the block directly below it. With a blank line between, Leanpub drops the list, and no crosslink can lead to "{id}". Remove the blank line.',
      },
      'nothing-below': {
        message: 'The id "{id}" is lost: nothing follows that it could name.',
        help: 'An attribute list belongs to the block directly below it. Put it on the line above the heading, picture or paragraph that it is to name.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ chapter, book }) {
    for (const { fact } of lostIds(chapter)) {
      const { id, list: index } = fact;
      const list = chapter.facts.attributeLists[index];
      if (!list || book.excluded(chapter.uri, list.span.start)) continue;
      const below = blockBelow(chapter, list);
      if (!below) {
        yield { case: 'nothing-below', span: list.span, data: { id } };
        continue;
      }
      yield {
        case: 'blank-line',
        span: list.span,
        data: { id, what: NAMES[below.kind] },
        fixes: [closeGap(chapter, book, id, list, below)],
      };
    }
  },
});

const lostIds = choosing('ids', ({ lost }) => lost);

function kindsOfBlocks({ facts }: Part): string {
  return facts.blocks.map(({ kind, form }) => `${kind} ${form}`).join();
}

interface Below {
  readonly kind: keyof typeof NAMES;
  /** The line (from 0) on which the block, with the lists it has already, begins. */
  readonly line: number;
  /** It has an id of its own. */
  readonly isNamed: boolean;
}

/** The blocks that an id can name, as their author calls them (Markua 0.31, "Defining an id on a block element"). */
const NAMES = {
  paragraph: 'paragraph',
  heading: 'heading',
  list: 'list',
  quote: 'quote',
  aside: 'aside',
  blurb: 'box',
  center: 'centred text',
  code: 'code',
  verbatim: 'text',
  math: 'formula',
  table: 'table',
  image: 'picture',
  'definition-list': 'list',
} as const satisfies Partial<Record<BlockKind, string>>;

/** The first block after the list, where blank lines and nothing else part the two. */
function blockBelow(chapter: Chapter, list: AttributeList): Below | undefined {
  const { lines, facts } = chapter;
  const next = lines.lineAt(list.span.end) + 1;
  let line = next;
  while (line < lines.count && isBlankLine(chapter, line)) line++;
  // Directly below and yet not its own: the list is the last thing in an item or a quote.
  if (line >= lines.count || line === next) return undefined;
  const isHere = (start: number) => lines.lineAt(start) === line;
  const stacked = facts.attributeLists.find(({ span }) => isHere(span.start));
  if (stacked && stacked.place !== 'block') return undefined;
  const start = stacked ? stacked.targetStart : undefined;
  const target = facts.blocks.find(({ span }) => (start === undefined ? isHere(span.start) : span.start === start));
  if (!target || !Object.hasOwn(NAMES, target.kind)) return undefined;
  const kind = target.kind as Below['kind'];
  if (kind === 'code' && target.form === 'indented') return undefined;
  if (target.form === 'braces') return undefined;
  const isNamed = facts.ids.some(
    (id) =>
      !id.lost && (facts.headings[id.heading]?.span.start === target.span.start || isAbove(chapter, id.list, target)),
  );
  return { kind, line, isNamed };
}

function isAbove({ facts }: Chapter, list: number, target: { readonly span: { readonly start: number } }): boolean {
  return facts.attributeLists[list]?.targetStart === target.span.start;
}

function closeGap(chapter: Chapter, book: Handbook, id: string, list: AttributeList, below: Below): Fix {
  const { lines } = chapter;
  const span = { start: lines.start(lines.lineAt(list.span.end) + 1), end: lines.start(below.line) };
  // What comes alive must not clash: with the block's own id, with one of the name elsewhere, with another lost one.
  const isAlone = book.definitions(id).length === 0 && book.lostDefinitions(id).length === 1;
  const isStructural = below.kind === 'heading' && list.attributes.some(({ key }) => structuralKeys.has(key));
  return {
    title: span.end - span.start > 2 ? 'Remove the blank lines' : 'Remove the blank line',
    safety: isAlone && !below.isNamed && !isStructural ? 'safe' : 'unsafe',
    edits: [{ uri: chapter.uri, span, text: '' }],
  };
}
