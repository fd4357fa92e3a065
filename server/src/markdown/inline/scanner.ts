import { readAngle } from './angles.ts';
import { closingBackticks, readEntity, runEnd } from './atoms.ts';
import { closeBracket, openBracket, pair } from './brackets.ts';
import { readDelimiter } from './emphasis.ts';
import type { InlineScan, Mark, Range, ScanContext, ScannedLink, ScannedTag } from './scan.ts';
import { readBrace, settledLists } from './spanLists.ts';
import { cut, hole, newScan, objectReplacement, pushBracket, type Scan } from './state.ts';
import { findBareUrls } from './urls.ts';

/** GitHub's set of characters that a back-slash escapes. */
const escapable = /[!"#$%&'()*+,./:;<=>?@[\\\]^_`{|}~-]/;

/**
 * Reads a block's inline content in one pass, as CommonMark does, with Markua's additions, keeping offsets rather
 * than tokens. Never fails, and takes time linear in the text.
 */
export function scanInline(text: string, context: ScanContext): InlineScan {
  const scan = newScan(text, context);
  const special = context.htmlOnly ? /[<&]/g : /[\\`<[\]!{*_~&]/g;
  while (special.test(text)) {
    const at = special.lastIndex - 1;
    special.lastIndex = step(scan, at, text.charCodeAt(at));
  }
  if (scan.delimiters) pair(scan, scan.delimiters);
  const lists = settledLists(scan);
  const marks = sortRanges(scan.marks);
  const links = scan.links ? sortRanges(scan.links) : none;
  return {
    text,
    marks,
    links,
    bare: context.urls ? bareUrls(scan, marks, links) : none,
    notes: scan.notes ?? none,
    tags: scan.tags ?? none,
    comments: scan.comments ?? none,
    lists,
  };
}

const none: readonly never[] = [];

function step(scan: Scan, at: number, code: number): number {
  switch (code) {
    case 0x5c:
      return readEscape(scan, at);
    case 0x60:
      return readCode(scan, at);
    case 0x3c:
      return readAngle(scan, at);
    case 0x21:
      if (scan.text.charCodeAt(at + 1) !== 0x5b) return at + 1;
      pushBracket(scan, at, 'image');
      scan.lastBracket = at;
      return at + 2;
    case 0x5b:
      return openBracket(scan, at);
    case 0x5d:
      return closeBracket(scan, at);
    case 0x7b:
      return readBrace(scan, at);
    case 0x26:
      return readReference(scan, at);
    default:
      return readEmphasis(scan, at, code);
  }
}

function readEscape(scan: Scan, at: number): number {
  const next = scan.text[at + 1];
  if (next === undefined) return at + 1;
  if (next === '\n') cut(scan, at, at + 1);
  else if (escapable.test(next)) cut(scan, at, at + 1);
  else return at + 1;
  return at + 2;
}

function readCode(scan: Scan, at: number): number {
  const open = { start: at, end: runEnd(scan.text, at) };
  const close = closingBackticks(scan.text, open, scan);
  if (!close) return open.end;
  const written = scan.text.slice(open.end, close.start);
  const inside = written.includes('\n') ? written.replace(/\n/g, ' ') : written;
  const read =
    inside.length > 2 && inside.startsWith(' ') && inside.endsWith(' ') && inside.trim() !== ''
      ? inside.slice(1, -1)
      : inside;
  const sigil = scan.text.charCodeAt(close.end);
  const maths = scan.context.dialect === 'markua' && (sigil === 0x24 || sigil === 0x40);
  const end = close.end + (maths ? 1 : 0);
  hole(scan, at, end, read);
  scan.last = { start: at, end, kind: 'code-span' };
  return end;
}

function readReference(scan: Scan, at: number): number {
  const entity = readEntity(scan.text, at);
  if (!entity) return at + 1;
  return hole(scan, at, entity.end, entity.read);
}

function readEmphasis(scan: Scan, at: number, code: number): number {
  const delimiter = readDelimiter(scan.text, at);
  if (code !== 0x7e || delimiter.length === 2) {
    if (scan.delimiters) scan.delimiters.push(delimiter);
    else scan.delimiters = [delimiter];
  }
  return delimiter.end;
}

/** Web addresses outside links, pictures and every hole, and outside what an HTML link encloses. */
function bareUrls(scan: Scan, marks: readonly Mark[], links: readonly ScannedLink[]): Range[] {
  const taken: Range[] = [...links, ...anchors(scan)];
  for (const mark of marks) if (mark.gap === objectReplacement) taken.push(mark);
  return findBareUrls(scan.text, sortRanges(taken));
}

function anchors(scan: Scan): Range[] {
  const anchors: Range[] = [];
  let open: ScannedTag | undefined;
  for (const tag of scan.tags ?? []) {
    if (tag.name !== 'a') continue;
    if (!tag.closing) open = tag;
    else if (open) {
      anchors.push({ start: open.start, end: tag.end });
      open = undefined;
    }
  }
  return anchors;
}

/** Mostly they are in order already, so that is looked at first. */
function sortRanges<T extends Range>(ranges: T[]): T[] {
  for (let i = 1; i < ranges.length; i++) {
    if (byStart(ranges[i - 1]!, ranges[i]!) > 0) return ranges.sort(byStart);
  }
  return ranges;
}

function byStart(a: Range, b: Range): number {
  return a.start - b.start || b.end - a.end;
}
