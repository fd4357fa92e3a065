import type Token from 'markdown-it/lib/token.mjs';
import type { ListReading } from '../attributeList.ts';
import { addAttributeResources, addList, idOf, readAngle, readLine } from './attributes.ts';
import { meta, type Reading } from './reading.ts';

/** The lists on a line of their own: they wait for the block below, or are a directive. */
export function readLists(reading: Reading, token: Token): void {
  const { start = 0, end = start, name } = meta(token);
  const draft = reading.draft;
  const text = draft.source.normal;
  const angle = name === 'angle';
  const lists = angle ? [readAngle(text, start, end)] : readLine(text, start, end);
  const isDirective = lists.length === 1 && isBareWord(lists[0]!);
  const added: number[] = [];
  let from = start;
  for (const list of lists) {
    const index = addList(draft, list, text.indexOf(angle ? '<' : '{', from), (a, b) => draft.span(a, b), {
      place: isDirective ? 'directive' : 'block',
      ...(angle ? { form: 'angle' } : {}),
    });
    from = list.end;
    const id = idOf(draft, index, angle ? 'angle' : 'block');
    if (id) draft.addId(id);
    addAttributeResources(draft, index);
    added.push(index);
  }
  draft.lastEnd = Math.max(draft.lastEnd, end);
  if (isDirective) {
    reading.waiting.flush();
    draft.directives.push({ name: lists[0]!.attributes[0]!.key, span: draft.span(start, end) });
  } else {
    reading.waiting.add(added, token.map![0]);
  }
}

function isBareWord(list: ListReading): boolean {
  if (list.attributes.length === 0 || list.problems.length > 0) return false;
  return list.attributes.every((attribute) => attribute.form === 'bare');
}
