import type { Attribute, AttributeProblem } from './facts.ts';

/** An attribute list as read from any text; its spans are offsets into that text. */
export interface ListReading {
  readonly form: 'brace' | 'kramdown';
  /** Past the closing `}`, or the limit where there is none. */
  readonly end: number;
  readonly attributes: readonly Attribute[];
  readonly problems: readonly AttributeProblem[];
}

/** Unquoted values may nest braces (`{i: a|see{b}}`); deeper than this is not a list, which also bounds the work. */
const deepest = 8;

/**
 * Reads the attribute list that begins at `start` (its `{`) and ends before `limit`, whatever its state: Markua's
 * `{k: v, k2: "v2"}` (Markua 0.31, "Attribute list format"), LFM's `{k=v}`, kramdown's `{: #x .y k="v"}`.
 */
export function readAttributeList(text: string, start: number, limit: number): ListReading {
  return new ListReader(text, start, limit).read();
}

/**
 * As `readAttributeList`, but only where the text cannot be prose: closed, without problems that make it unreadable,
 * and made of `#id`, `.class` and `key: value` alone. `f{x}` and `${y}` are not.
 */
export function readCertainList(text: string, start: number, limit: number): ListReading | undefined {
  const next = text.charCodeAt(start + 1);
  if (next === 0x7b || next === 0x25 || next === 0x7d) return undefined;
  return new ListReader(text, start, limit).readCertain();
}

class ListReader {
  readonly #text: string;
  readonly #start: number;
  readonly #limit: number;
  readonly #attributes: Attribute[] = [];
  readonly #problems: AttributeProblem[] = [];
  readonly #keys = new Set<string>();
  #fatal = false;
  /** Behind a place that cannot be read: what looks like names and ids there is text, as after a `"` within quotes. */
  #lost = false;
  #pos: number;
  #kramdown = false;

  constructor(text: string, start: number, limit: number) {
    this.#text = text;
    this.#start = start;
    this.#limit = limit;
    this.#pos = start + 1;
  }

  read(): ListReading {
    let closed = false;
    this.#begin();
    while (!closed && this.#pos < this.#limit) {
      closed = this.#next() === 'end';
    }
    if (!closed) this.#problems.push({ kind: 'unclosed-brace', span: { start: this.#start, end: this.#start + 1 } });
    return this.#reading();
  }

  readCertain(): ListReading | undefined {
    this.#begin();
    while (this.#pos < this.#limit) {
      const step = this.#next();
      if (this.#fatal) return undefined;
      if (step === 'end') return this.#attributes.length > 0 ? this.#reading() : undefined;
      if (step === 'attribute' && !isCertain(this.#attributes[this.#attributes.length - 1]!)) return undefined;
    }
    return undefined;
  }

  #begin(): void {
    if (this.#text.charCodeAt(this.#pos) !== 0x3a) return;
    this.#kramdown = true;
    this.#pos++;
  }

  #reading(): ListReading {
    return {
      form: this.#kramdown ? 'kramdown' : 'brace',
      end: this.#pos,
      attributes: this.#attributes,
      problems: this.#problems.sort((a, b) => a.span.start - b.span.start),
    };
  }

  #next(): 'end' | 'attribute' | 'blank' {
    const code = this.#text.charCodeAt(this.#pos);
    if (code === 0x7d) {
      this.#pos++;
      return 'end';
    }
    if (code === 0x2c || isBlank(code)) {
      this.#pos++;
      return 'blank';
    }
    if (code === 0x23) this.#shorthand('hash', 'id');
    else if (code === 0x2e) this.#shorthand('class', 'class');
    else this.#pair();
    return 'attribute';
  }

  #shorthand(form: 'hash' | 'class', key: string): void {
    const start = this.#pos;
    const end = this.#bareEnd(start + 1, true);
    const value = { start: start + 1, end };
    if (form === 'hash' && end === start + 1) this.#note('empty-id', start, start + 1);
    this.#add({
      key,
      keySpan: { start, end: start + 1 },
      value: this.#text.slice(value.start, end),
      valueSpan: value,
      span: { start, end },
      form,
    });
    this.#pos = end;
  }

  #pair(): void {
    const start = this.#pos;
    let end = start;
    while (end < this.#limit && isKeyCode(this.#text.charCodeAt(end))) end++;
    if (end === start) {
      this.#unreadable(start);
      return;
    }
    const key = this.#text.slice(start, end);
    const keySpan = { start, end };
    if (/[A-Z]/.test(key)) this.#note('upper-case-key', start, end);
    const after = this.#skipBlanks(end);
    const code = this.#text.charCodeAt(after);
    if (after >= this.#limit || (code !== 0x3a && code !== 0x3d)) {
      this.#add({ key, keySpan, span: keySpan, form: 'bare' });
      this.#pos = end;
      return;
    }
    if (code === 0x3d) this.#note('equals-sign', after, after + 1);
    this.#value(key, keySpan, code === 0x3d ? '=' : ':', this.#skipBlanks(after + 1), after + 1);
  }

  #value(key: string, keySpan: Attribute['keySpan'], separator: ':' | '=', start: number, empty: number): void {
    const quote = this.#text[start];
    if (start < this.#limit && (quote === '"' || quote === "'")) {
      this.#quoted(key, keySpan, separator, start, quote);
      return;
    }
    const end = this.#bareEnd(start, separator === '=' || this.#kramdown);
    const valueSpan = end > start ? { start, end } : { start: empty, end: empty };
    if (key === 'id' && end <= start) this.#note('empty-id', keySpan.start, empty);
    this.#add({
      key,
      keySpan,
      value: this.#text.slice(valueSpan.start, valueSpan.end).replace(/\\([{},])/g, '$1'),
      valueSpan,
      span: { start: keySpan.start, end: Math.max(valueSpan.end, empty) },
      separator,
      form: 'pair',
    });
    this.#pos = Math.max(end, empty);
  }

  #quoted(key: string, keySpan: Attribute['keySpan'], separator: ':' | '=', start: number, quote: '"' | "'"): void {
    const code = quote.charCodeAt(0);
    let end = start + 1;
    while (end < this.#limit && this.#text.charCodeAt(end) !== code) {
      end += this.#text.charCodeAt(end) === 0x5c && end + 1 < this.#limit ? 2 : 1;
    }
    const closed = end < this.#limit;
    if (!closed) {
      this.#fatal = true;
      this.#problems.push({ kind: 'unclosed-quote', span: { start, end: start + 1 } });
      end = this.#lastBrace(start + 1);
    }
    const valueSpan = { start: start + 1, end };
    const value = this.#text.slice(start + 1, end).replace(quote === '"' ? /\\"/g : /\\'/g, quote);
    if (key === 'id' && value.trim() === '') this.#note('empty-id', keySpan.start, end);
    const past = closed ? end + 1 : end;
    this.#add({
      key,
      keySpan,
      value,
      valueSpan,
      span: { start: keySpan.start, end: past },
      separator,
      quote,
      form: 'pair',
    });
    this.#pos = past;
    if (closed) this.#checkAfterQuote(past);
  }

  /** Between a closing quote and the next comma only another attribute may stand (`{a="b" c="d"}`). */
  #checkAfterQuote(past: number): void {
    const next = this.#skipBlanks(past);
    const code = this.#text.charCodeAt(next);
    if (next >= this.#limit || code === 0x2c || code === 0x7d) return;
    if (next > past && this.#startsAttribute(next)) return;
    this.#unreadable(next);
  }

  #add(attribute: Attribute): void {
    const { form, key, keySpan } = attribute;
    if (this.#lost && (form !== 'pair' || !/^[a-z][\w-]*$/.test(key))) return;
    if (form !== 'class' && form !== 'bare') {
      if (this.#keys.has(key)) this.#note('repeated-key', keySpan.start, keySpan.end);
      this.#keys.add(key);
    }
    this.#attributes.push(attribute);
  }

  #note(kind: AttributeProblem['kind'], start: number, end: number): void {
    if (!this.#lost) this.#problems.push({ kind, span: { start, end } });
  }

  #unreadable(start: number): void {
    const end = Math.max(this.#bareEnd(start, false), start + 1);
    this.#fatal = true;
    this.#note('unreadable', start, end);
    this.#lost = true;
    this.#pos = end;
  }

  /** The end of an unquoted value: at `,` or `}`, or at a blank before another attribute, trailing blanks left out. */
  #bareEnd(start: number, blanksPart: boolean): number {
    let depth = 0;
    let end = start;
    for (let pos = start; pos < this.#limit; pos++) {
      const code = this.#text.charCodeAt(pos);
      if (isBlank(code)) {
        const next = this.#skipBlanks(pos);
        if (blanksPart && depth === 0 && this.#startsAttribute(next)) break;
        pos = next - 1;
        continue;
      }
      if (code === 0x5c && isEscapable(this.#text.charCodeAt(pos + 1)) && pos + 1 < this.#limit) {
        pos++;
        end = pos + 1;
        continue;
      }
      if (depth === 0 && (code === 0x2c || code === 0x7d)) break;
      if (code === 0x7b && ++depth > deepest) {
        this.#fatal = true;
        this.#problems.push({ kind: 'unreadable', span: { start, end: pos } });
        return pos;
      }
      if (code === 0x7d) depth--;
      end = pos + 1;
    }
    return end;
  }

  #startsAttribute(pos: number): boolean {
    const code = this.#text.charCodeAt(pos);
    if (code === 0x23 || code === 0x2e) return isKeyCode(this.#text.charCodeAt(pos + 1));
    let end = pos;
    while (end < this.#limit && isKeyCode(this.#text.charCodeAt(end))) end++;
    return end > pos && end < this.#limit && this.#text.charCodeAt(end) === 0x3d;
  }

  #lastBrace(floor: number): number {
    let end = this.#limit;
    while (end > floor && isBlank(this.#text.charCodeAt(end - 1))) end--;
    return end > floor && this.#text.charCodeAt(end - 1) === 0x7d ? end - 1 : end;
  }

  #skipBlanks(from: number): number {
    let pos = from;
    while (pos < this.#limit && isBlank(this.#text.charCodeAt(pos))) pos++;
    return pos;
  }
}

function isCertain(attribute: Attribute): boolean {
  if (attribute.form === 'bare') return false;
  if (attribute.form === 'pair') return /^[A-Za-z][\w-]*$/.test(attribute.key);
  return /^[\p{L}\d_][\p{L}\p{M}\d_:.+-]*$/u.test(attribute.value ?? '');
}

/** In an unquoted value a back-slash keeps a brace or comma from ending it. */
function isEscapable(code: number): boolean {
  return code === 0x7b || code === 0x7d || code === 0x2c;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a;
}

function isKeyCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x5f ||
    code === 0x2f ||
    code > 0x7f
  );
}
