import type { Chapter } from '../../markdown/chapter.ts';
import type { AttributeList } from '../../markdown/facts.ts';
import type { Edit } from '../finding.ts';
import { removalOf } from './lines.ts';

/** Takes the attribute at an index out of its list, with its comma; with the list and its line where it is the only one. */
export function removeAttribute(chapter: Chapter, list: AttributeList, at: number): Edit {
  const { uri } = chapter;
  const own = list.attributes[at]!;
  const before = list.attributes[at - 1];
  const after = list.attributes[at + 1];
  if (before) return { uri, span: { start: before.span.end, end: own.span.end }, text: '' };
  if (after) return { uri, span: { start: own.span.start, end: after.span.start }, text: '' };
  const isBlock = list.place === 'block' || list.place === 'detached';
  if (isBlock) return { uri, span: removalOf(chapter, list.span), text: '' };
  let { start } = list.span;
  while (list.place === 'tail' && /[ \t]/.test(chapter.text[start - 1] ?? '')) start--;
  return { uri, span: { start, end: list.span.end }, text: '' };
}
