import { type ListReading, readCertainList } from '../attributeList.ts';
import {
  autolinkEnd,
  closingBackticks,
  commentEnd,
  endOf,
  type Memory,
  readEntity,
  readNote,
  runEnd,
  specialEnd,
  tagEnd,
} from './atoms.ts';
import { type Delimiter, pairDelimiters, readDelimiter, wordStart } from './emphasis.ts';
import type {
  InlineScan,
  LinkTail,
  Mark,
  Range,
  ScanContext,
  ScannedLink,
  ScannedList,
  ScannedNote,
  ScannedTag,
} from './scan.ts';
import { readInlineTail, readLabel } from './tails.ts';
import { findBareUrls, mayHoldUrl } from './urls.ts';

const hole = '\uFFFC';
/** Without one of these a block is plain prose. `:` and `.` stand for bare web addresses. */
const interesting = /[[<{`\\&*_~]|:\/\/|[wW]{3}\./;
/** GitHub's set of characters that a back-slash escapes. */
const escapable = /[!"#$%&'()*+,./:;<=>?@[\\\]^_`{|}~-]/;

const textSpecial = codeTable('\\`<[]!{*_~&');
const htmlSpecial = codeTable('<&');

/** Whether a block's content holds anything a scan would find. */
export function needsScan(text: string): boolean {
  return interesting.test(text);
}

/**
 * Reads a block's inline content in one pass, as CommonMark does, with Markua's additions, keeping offsets rather
 * than tokens. Never fails, and takes time linear in the text.
 */
export function scanInline(text: string, context: ScanContext): InlineScan {
  return new Scanner(text, context).scan();
}

interface Bracket {
  readonly start: number;
  readonly kind: 'link' | 'image' | 'code';
  readonly delimiters: number;
}

/** The state of a scan: one object made at once, which matters when there are a million small contents. */
interface State {
  readonly marks: Mark[];
  readonly links: ScannedLink[];
  readonly notes: ScannedNote[];
  readonly tags: ScannedTag[];
  readonly comments: Range[];
  readonly lists: ScannedList[];
  readonly brackets: Bracket[];
  readonly delimiters: Delimiter[];
  /** By their end: where emphasised spans begin. */
  spans: Map<number, number> | undefined;
  readonly memory: Memory;
  lastBrace: number | undefined;
  /** The last `[` or `]` that was no part of a link: a label holds none. */
  lastBracket: number;
  /** Link openers below this height of `brackets` hold a link already, and links do not nest. */
  spent: number;
  /** The construct that ends where the scan stands. */
  last: (Range & { kind: 'image' | 'link' | 'code-span' | 'brackets' }) | undefined;
}

class Scanner {
  readonly #text: string;
  readonly #context: ScanContext;
  readonly #state: State;

  constructor(text: string, context: ScanContext) {
    this.#text = text;
    this.#context = context;
    this.#state = {
      marks: [],
      links: [],
      notes: [],
      tags: [],
      comments: [],
      lists: [],
      brackets: [],
      delimiters: [],
      spans: undefined,
      memory: { backticks: undefined, backticksKnown: false, missing: undefined },
      lastBrace: undefined,
      lastBracket: -1,
      spent: 0,
      last: undefined,
    };
  }

  scan(): InlineScan {
    const special = this.#context.htmlOnly ? htmlSpecial : textSpecial;
    const text = this.#text;
    for (let pos = 0; pos < text.length; ) {
      const code = text.charCodeAt(pos);
      pos = code < 0x80 && special[code] === 1 ? this.#step(pos, code) : pos + 1;
    }
    this.#pair(this.#state.delimiters);
    const marks = sortRanges(this.#state.marks);
    const links = sortRanges(this.#state.links);
    return {
      text: this.#text,
      marks,
      links,
      bare: this.#bareUrls(marks, links),
      notes: this.#state.notes,
      tags: this.#state.tags,
      comments: this.#state.comments,
      lists:
        this.#state.lists.length === 0 ? this.#state.lists : this.#state.lists.map((list) => this.#withStart(list)),
    };
  }

  #step(at: number, code: number): number {
    switch (code) {
      case 0x5c:
        return this.#escape(at);
      case 0x60:
        return this.#code(at);
      case 0x3c:
        return this.#angle(at);
      case 0x21:
        if (this.#text.charCodeAt(at + 1) !== 0x5b) return at + 1;
        this.#state.brackets.push({ start: at, kind: 'image', delimiters: this.#state.delimiters.length });
        this.#state.lastBracket = at;
        return at + 2;
      case 0x5b:
        return this.#openBracket(at);
      case 0x5d:
        return this.#closeBracket(at);
      case 0x7b:
        return this.#brace(at);
      case 0x26:
        return this.#entity(at);
      default:
        return this.#delimiter(at, code);
    }
  }

  #escape(at: number): number {
    const next = this.#text[at + 1];
    if (next === undefined) return at + 1;
    if (next === '\n') this.#cut(at, at + 1);
    else if (escapable.test(next)) this.#cut(at, at + 1);
    else return at + 1;
    return at + 2;
  }

  #code(at: number): number {
    const open = { start: at, end: runEnd(this.#text, at) };
    const close = closingBackticks(this.#text, open, this.#state.memory);
    if (!close) return open.end;
    const inside = this.#text.slice(open.end, close.start).replace(/\n/g, ' ');
    const read =
      inside.length > 2 && inside.startsWith(' ') && inside.endsWith(' ') && inside.trim() !== ''
        ? inside.slice(1, -1)
        : inside;
    const sigil = this.#text.charCodeAt(close.end);
    const maths = this.#context.dialect === 'markua' && (sigil === 0x24 || sigil === 0x40);
    const end = close.end + (maths ? 1 : 0);
    this.#hole(at, end, read);
    this.#state.last = { start: at, end, kind: 'code-span' };
    return end;
  }

  #angle(at: number): number {
    const text = this.#text;
    const next = text.charCodeAt(at + 1);
    if (next === 0x21 && text.startsWith('<!--', at)) {
      const end = commentEnd(text, at, this.#state.memory);
      if (end < 0) return at + 4;
      this.#state.comments.push({ start: at, end });
      return this.#hole(at, end, '');
    }
    if (next === 0x21 || next === 0x3f) {
      const end = specialEnd(text, at, this.#state.memory);
      return end < 0 ? at + 2 : this.#hole(at, end, '');
    }
    if (next === 0x3c && this.#context.dialect === 'lfm') return this.#codeImport(at);
    const linkEnd = this.#context.htmlOnly ? -1 : autolinkEnd(text, at);
    if (linkEnd > 0) {
      const inside = { start: at + 1, end: linkEnd - 1 };
      this.#cut(at, at + 1);
      this.#cut(linkEnd - 1, linkEnd);
      this.#addLink(at, 'autolink', inside, { end: linkEnd, destination: inside });
      this.#state.last = { start: at, end: linkEnd, kind: 'link' };
      return linkEnd;
    }
    const end = tagEnd(text, at);
    if (end < 0) return at + 1;
    const closing = next === 0x2f;
    const name = /^[A-Za-z0-9-]+/.exec(text.slice(at + (closing ? 2 : 1), end))?.[0] ?? '';
    this.#state.tags.push({ start: at, end, name: name.toLowerCase(), closing });
    return this.#hole(at, end, '');
  }

  /** LFM's `<<[title](code/x.rb)` and `<<(code/x.rb)`, alone at a line's start. */
  #codeImport(at: number): number {
    if (at > 0 && this.#text.charCodeAt(at - 1) !== 0x0a) return at + 2;
    const next = this.#text.charCodeAt(at + 2);
    if (next === 0x5b) {
      this.#state.brackets.push({ start: at, kind: 'code', delimiters: this.#state.delimiters.length });
      return at + 3;
    }
    const tail = next === 0x28 ? readInlineTail(this.#text, at + 2, true) : undefined;
    if (!tail) return at + 2;
    this.#addLink(at, 'code', { start: at + 2, end: at + 2 }, tail);
    return this.#hole(at, tail.end, '');
  }

  #openBracket(at: number): number {
    if (this.#text.charCodeAt(at + 1) === 0x5e) {
      const note = readNote(this.#text, at);
      if (note) {
        this.#state.notes.push(note);
        return this.#hole(at, note.end, '');
      }
    }
    this.#state.brackets.push({ start: at, kind: 'link', delimiters: this.#state.delimiters.length });
    this.#state.lastBracket = at;
    return at + 1;
  }

  #closeBracket(at: number): number {
    const opener = this.#state.brackets.pop();
    const holdsBrackets = opener !== undefined && this.#state.lastBracket > opener.start;
    this.#state.lastBracket = at;
    if (!opener) return at + 1;
    const height = this.#state.brackets.length;
    const spent = opener.kind !== 'image' && height < this.#state.spent;
    this.#state.spent = Math.min(this.#state.spent, height);
    const textStart = opener.start + (opener.kind === 'link' ? 1 : opener.kind === 'image' ? 2 : 3);
    const tail = spent ? undefined : this.#tail(opener, textStart, at, holdsBrackets);
    if (!tail) {
      this.#state.last = { start: opener.start, end: at + 1, kind: 'brackets' };
      return at + 1;
    }
    if (this.#state.delimiters.length > opener.delimiters) {
      this.#pair(this.#state.delimiters.splice(opener.delimiters));
    }
    this.#cut(opener.start, textStart);
    this.#hole(at, tail.end, '');
    const kind = opener.kind;
    this.#addLink(opener.start, kind, { start: textStart, end: at }, tail);
    if (kind === 'link') this.#state.spent = height;
    this.#state.last = { start: opener.start, end: tail.end, kind: kind === 'image' ? 'image' : 'link' };
    return tail.end;
  }

  #addLink(start: number, kind: ScannedLink['kind'], text: Range, tail: LinkTail): void {
    const { end, destination, title, label, labelForm } = tail;
    this.#state.links.push({ start, end, kind, text, destination, title, label, labelForm });
  }

  #tail(opener: Bracket, textStart: number, at: number, holdsBrackets: boolean): LinkTail | undefined {
    const text = this.#text;
    const next = text.charCodeAt(at + 1);
    const inline = next === 0x28 ? readInlineTail(text, at + 1, opener.kind !== 'link') : undefined;
    if (inline || opener.kind === 'code') return inline;
    const isNote = text.charCodeAt(at + 2) === 0x5e;
    const reference = next === 0x5b && !isNote ? readLabel(text, at + 1) : undefined;
    const full = reference?.labelForm === 'full';
    const label = full ? reference.label! : { start: textStart, end: at };
    if ((holdsBrackets && !full) || label.end - label.start > 999) return undefined;
    const isDefined = this.#context.isDefined(text.slice(label.start, label.end));
    if (reference && (isDefined || this.#isPlainlyReference(opener, textStart, at))) return { ...reference, label };
    return isDefined && !reference ? { end: at + 1, label, labelForm: 'shortcut' } : undefined;
  }

  /** `a[i][j]`, `[ ][ ]` and `[1][2]` may be prose; `see [the guide][guide]` is a reference even if undefined here. */
  #isPlainlyReference(opener: Bracket, textStart: number, at: number): boolean {
    if (opener.start > 0 && /[\p{L}\p{N}_)\]\\$]/u.test(this.#text[opener.start - 1]!)) return false;
    return /\p{L}{2}/u.test(this.#text.slice(textStart, Math.min(at, textStart + 200)));
  }

  #brace(at: number): number {
    const text = this.#text;
    const { dialect } = this.#context;
    if (dialect === 'lfm' && text.startsWith('{$$}', at)) {
      const end = endOf(text, '{/$$}', at + 4, this.#state.memory);
      return end < 0 ? at + 4 : this.#hole(at, end, '');
    }
    const next = text.charCodeAt(at + 1);
    if (dialect === 'markdown' && (next === 0x7b || next === 0x25)) {
      const end = endOf(text, next === 0x7b ? '}}' : '%}', at + 2, this.#state.memory);
      return end < 0 ? at + 2 : this.#hole(at, end, '');
    }
    if (this.#state.lastBrace === undefined) this.#state.lastBrace = text.lastIndexOf('}');
    const reading = at < this.#state.lastBrace ? readCertainList(text, at, text.length) : undefined;
    if (!reading) return at + 1;
    const list = this.#placeList(at, reading);
    if (!list) return at + 1;
    this.#state.lists.push(list);
    return this.#hole(at, reading.end, '');
  }

  #placeList(at: number, reading: ListReading): ScannedList | undefined {
    const range = { start: at, end: reading.end, reading };
    const last = this.#state.last?.end === at ? this.#state.last : undefined;
    if (this.#context.heading && reading.end === this.#text.length && last?.kind !== 'image') {
      return { ...range, place: 'tail', target: 'span', targetStart: undefined };
    }
    if (last?.kind === 'code-span' || last?.kind === 'image') {
      return { ...range, place: 'span', target: last.kind, targetStart: last.start };
    }
    const before = this.#text[at - 1] ?? ' ';
    if (!last && !/[\p{L}\p{N}\p{M}*_~.!?)"'’”»]/u.test(before)) return undefined;
    if (this.#context.dialect === 'markdown' && !isPlainSpanList(reading)) return undefined;
    if (last?.kind === 'brackets') {
      this.#cut(last.start, last.start + 1);
      this.#cut(last.end - 1, last.end);
    }
    return { ...range, place: 'span', target: 'span', targetStart: last?.start };
  }

  #withStart(list: ScannedList): ScannedList {
    if (list.place !== 'span' || list.targetStart !== undefined) return list;
    return { ...list, targetStart: this.#state.spans?.get(list.start) ?? wordStart(this.#text, list.start).start };
  }

  #entity(at: number): number {
    const entity = readEntity(this.#text, at);
    if (!entity) return at + 1;
    return this.#hole(at, entity.end, entity.read);
  }

  #delimiter(at: number, code: number): number {
    const delimiter = readDelimiter(this.#text, at);
    if (code !== 0x7e || delimiter.length === 2) this.#state.delimiters.push(delimiter);
    return delimiter.end;
  }

  #pair(delimiters: readonly Delimiter[]): void {
    if (delimiters.length === 0) return;
    this.#state.spans ??= new Map();
    pairDelimiters(delimiters, this.#state.marks, this.#state.spans);
  }

  #cut(start: number, end: number): void {
    this.#state.marks.push({ start, end, gap: '', read: '' });
  }

  #hole(start: number, end: number, read: string): number {
    this.#state.marks.push({ start, end, gap: hole, read });
    return end;
  }

  /** Web addresses outside links, pictures and every hole, and outside what an HTML link encloses. */
  #bareUrls(marks: readonly Mark[], links: readonly ScannedLink[]): Range[] {
    if (!mayHoldUrl(this.#text)) return [];
    const taken: Range[] = [...links, ...this.#anchors()];
    for (const mark of marks) if (mark.gap === hole) taken.push(mark);
    return findBareUrls(this.#text, sortRanges(taken));
  }

  #anchors(): Range[] {
    const anchors: Range[] = [];
    let open: ScannedTag | undefined;
    for (const tag of this.#state.tags) {
      if (tag.name !== 'a') continue;
      if (!tag.closing) open = tag;
      else if (open) {
        anchors.push({ start: open.start, end: tag.end });
        open = undefined;
      }
    }
    return anchors;
  }
}

function codeTable(characters: string): Uint8Array {
  const table = new Uint8Array(0x80);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

/** In plain Markdown braces after a word are an id, a class or kramdown's list, or they are prose. */
function isPlainSpanList(reading: ListReading): boolean {
  if (reading.form === 'kramdown') return true;
  return reading.attributes.every((attribute) => attribute.form !== 'pair' || attribute.key === 'id');
}

function sortRanges<T extends Range>(ranges: T[]): T[] {
  return ranges.length < 2 ? ranges : ranges.sort(byStart);
}

function byStart(a: Range, b: Range): number {
  return a.start - b.start || b.end - a.end;
}
