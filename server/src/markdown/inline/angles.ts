import { autolinkEnd, commentEnd, specialEnd } from './atoms.ts';
import { addLink, cut, hole, pushBracket, type Scan } from './state.ts';
import { tagEnd } from './tagEnd.ts';
import { readInlineTail } from './tails.ts';

/** At `<`: a comment, an autolink, a tag, LFM's code import, or a plain character. Returns where to go on. */
export function readAngle(scan: Scan, at: number): number {
  const text = scan.text;
  const next = text.charCodeAt(at + 1);
  if (next === 0x21 && text.startsWith('<!--', at)) {
    const end = commentEnd(text, at, scan);
    if (end < 0) return at + 4;
    scan.comments ??= [];
    scan.comments.push({ start: at, end });
    return hole(scan, at, end, '');
  }
  if (next === 0x21 || next === 0x3f) {
    const end = specialEnd(text, at, scan);
    return end < 0 ? at + 2 : hole(scan, at, end, '');
  }
  if (next === 0x3c && scan.context.dialect === 'lfm') return readCodeImport(scan, at);
  const linkEnd = scan.context.htmlOnly ? -1 : autolinkEnd(text, at);
  if (linkEnd > 0) {
    const inside = { start: at + 1, end: linkEnd - 1 };
    cut(scan, at, at + 1);
    cut(scan, linkEnd - 1, linkEnd);
    addLink(scan, at, 'autolink', inside, { end: linkEnd, destination: inside });
    scan.last = { start: at, end: linkEnd, kind: 'link' };
    return linkEnd;
  }
  const end = tagEnd(text, at);
  if (end < 0) return at + 1;
  const closing = next === 0x2f;
  const name = /^[A-Za-z0-9-]+/.exec(text.slice(at + (closing ? 2 : 1), end))?.[0] ?? '';
  scan.tags ??= [];
  scan.tags.push({ start: at, end, name: name.toLowerCase(), closing });
  return hole(scan, at, end, '');
}

/** LFM's `<<[title](code/x.rb)` and `<<(code/x.rb)`, alone at a line's start. */
function readCodeImport(scan: Scan, at: number): number {
  if (at > 0 && scan.text.charCodeAt(at - 1) !== 0x0a) return at + 2;
  const next = scan.text.charCodeAt(at + 2);
  if (next === 0x5b) {
    pushBracket(scan, at, 'code');
    return at + 3;
  }
  const tail = next === 0x28 ? readInlineTail(scan.text, at + 2, true) : undefined;
  if (!tail) return at + 2;
  addLink(scan, at, 'code', { start: at + 2, end: at + 2 }, tail);
  return hole(scan, at, tail.end, '');
}
