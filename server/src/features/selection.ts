import { containsSpan, type Span } from '../base/span.ts';
import { sections } from '../handbook/sections.ts';
import type { Chapter } from '../markdown/chapter.ts';

/**
 * What "expand selection" goes through from an offset, innermost first, each wholly inside the next
 * (`textDocument/selectionRange`): word, name, link, line, block, boxes, section, chapter of the book, file.
 */
export function selectionSteps(chapter: Chapter, offset: number): Span[] {
  const { facts, lines, text } = chapter;
  const at: Span = { start: offset, end: offset };
  const candidates: Span[] = [{ start: 0, end: text.length }, lines.line(lines.lineAt(offset)), wordAt(text, offset)];
  for (const link of facts.links) candidates.push(link.destinationSpan, link.textSpan, link.span);
  for (const resource of facts.resources) candidates.push(resource.destinationSpan, resource.altSpan, resource.span);
  for (const list of facts.attributeLists) {
    candidates.push(list.span, ...list.attributes.flatMap((one) => [one.keySpan, one.valueSpan ?? one.span, one.span]));
  }
  for (const heading of facts.headings) candidates.push(heading.titleSpan, heading.span);
  for (const block of facts.blocks) candidates.push(block.span);
  for (const section of sections(chapter)) candidates.push(section.span);

  const around = candidates.filter((span) => containsSpan(span, at) && span.end > span.start);
  around.sort((a, b) => a.end - a.start - (b.end - b.start));
  const steps: Span[] = [];
  for (const span of around) {
    const last = steps.at(-1);
    if (!last || (containsSpan(span, last) && span.end - span.start > last.end - last.start)) steps.push(span);
  }
  return steps.length > 0 ? steps : [at];
}

function wordAt(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && isWord(text[start - 1]!)) start--;
  while (end < text.length && isWord(text[end]!)) end++;
  return { start, end };
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}_\uD800-\uDFFF]/u.test(character);
}
