import type { LineIndex } from '../base/lines.ts';
import type { Span } from '../base/span.ts';
import type { Chapter, Suppression } from '../markdown/chapter.ts';
import type { Block, BlockKind } from '../markdown/facts.ts';
import type { Edit } from '../rules/finding.ts';

/**
 * The edits that silence `rule` at `offset` with a comment (RULES.md, "Telling the linter to be quiet"). The comment is
 * a block of its own, so it never stands inside one: where the line is not the first of its block, or an attribute list
 * stands between, a pair of comments goes around the block.
 */
export function ignoreOnLine(chapter: Chapter, offset: number, rule: string): Edit[] {
  const { uri, text, lines } = chapter;
  const line = lines.lineAt(offset);
  const standing = chapter.suppressions.find((one) => one.rules.length > 0 && nextLine(chapter, one) === line);
  if (standing) return [{ uri, span: emptyAt(standing.rules.at(-1)!.span.end), text: `, ${rule}` }];

  const { first, last, prefix } = placeAround(chapter, offset);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const above = (comment: string): Edit => ({
    uri,
    span: emptyAt(lines.start(first)),
    text: `${prefix}<!-- ${comment} -->${lineBreak}`,
  });
  if (first === line) return [above(`handbook-disable-next-line ${rule}`)];
  const below = `${lineBreak}${prefix}<!-- handbook-enable ${rule} -->`;
  return [above(`handbook-disable ${rule}`), { uri, span: emptyAt(lines.end(last)), text: below }];
}

interface Place {
  /** The first and last line of the block, attribute lists above it included. */
  readonly first: number;
  readonly last: number;
  /** What a line of its own has to begin with there: indentation and container prefixes. */
  readonly prefix: string;
}

function placeAround(chapter: Chapter, offset: number): Place {
  const { text, lines, facts } = chapter;
  const list = facts.attributeLists.find(({ span, place }) => place === 'block' && holds(span, offset));
  const at = list?.targetStart ?? offset;
  let block = innermost(facts.blocks, at);
  if (!block) return { first: lines.lineAt(at), last: lines.lineAt(at), prefix: indentation(lineText(chapter, at)) };
  for (;;) {
    const before = text.slice(lines.start(lines.lineAt(block.span.start)), block.span.start);
    const previous = block.kind === 'item' ? previousItem(facts.blocks, block) : undefined;
    if (previous) return placeBelowItem(chapter, block, previous);
    const parent = enclosing(facts.blocks, block);
    // A first item's own place is that of its list; a prefix like `- ` would begin another item.
    if (!parent || (block.kind !== 'item' && isRepeatable(before))) return placeAtBlock(chapter, block, before);
    block = parent;
  }
}

function placeAtBlock(chapter: Chapter, block: Block, before: string): Place {
  const { lines } = chapter;
  return {
    first: firstLineOf(chapter, block),
    last: lines.lineAt(block.span.end),
    prefix: isRepeatable(before) ? before : indentation(before),
  };
}

/** A comment between two items would end the list: it goes to the end of the item above. */
function placeBelowItem(chapter: Chapter, item: Block, previous: Block): Place {
  const { text, lines } = chapter;
  const before = text.slice(lines.start(lines.lineAt(item.span.start)), item.span.start);
  const marker = /^(?:[-*+]|\d{1,9}[.)])[ \t]*/.exec(text.slice(previous.span.start, previous.span.start + 20));
  return {
    first: lines.lineAt(item.span.start),
    last: lines.lineAt(item.span.end),
    prefix: indentation(before, true) + ' '.repeat(marker?.[0].length ?? 2),
  };
}

function firstLineOf({ lines, facts }: Chapter, block: Block): number {
  let first = lines.lineAt(block.span.start);
  for (const { place, targetStart, span } of facts.attributeLists) {
    if (place === 'block' && targetStart === block.span.start) first = Math.min(first, lines.lineAt(span.start));
  }
  return first;
}

function innermost(blocks: readonly Block[], offset: number): Block | undefined {
  let found: Block | undefined;
  for (const block of blocks) {
    if (holds(block.span, offset) && block.kind !== 'comment' && (!found || block.depth > found.depth)) found = block;
  }
  return found;
}

function enclosing(blocks: readonly Block[], inner: Block): Block | undefined {
  return blocks.find(({ depth, span }) => depth === inner.depth - 1 && holds(span, inner.span.start));
}

function previousItem(blocks: readonly Block[], item: Block): Block | undefined {
  const list = enclosing(blocks, item);
  return blocks.findLast(
    ({ kind, depth, span }) =>
      kind === ITEM && depth === item.depth && span.end <= item.span.start && span.start >= (list?.span.start ?? 0),
  );
}

const ITEM: BlockKind = 'item';

/** The line (from 0) that a `disable-next-line` comment speaks of; -1 for any other comment. */
function nextLine({ text, lines }: Chapter, { kind, span }: Suppression): number {
  if (kind !== 'disable-next-line') return -1;
  let line = lines.lineAt(span.end) + 1;
  while (line < lines.count && text.slice(lines.start(line), lines.end(line)).trim() === '') line++;
  return line;
}

/** True for what may stand before any line of a container: blanks, `>`, `A>`. */
function isRepeatable(prefix: string): boolean {
  return /^(?:[ \t]|[A-Z]?>)*$/.test(prefix);
}

function indentation(before: string, withPrefixes = false): string {
  return (withPrefixes ? /^(?:[ \t]|[A-Z]?>)*/ : /^[ \t]*/).exec(before)![0];
}

function lineText({ text, lines }: { text: string; lines: LineIndex }, offset: number): string {
  const line = lines.lineAt(offset);
  return text.slice(lines.start(line), lines.end(line));
}

function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

function emptyAt(offset: number): Span {
  return { start: offset, end: offset };
}
