import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';

interface Note {
  readonly key: string;
  readonly open: Token;
  readonly body: Token[];
}

/** Footnotes and endnotes: numbered as they are first marked, and gathered at the chapter's end. */
export class Notes {
  readonly #state: StateCore;
  readonly #notes: Note[] = [];
  /** By kind and label, in the order of their first marks. */
  readonly #numbers = new Map<string, number>();
  /** What was being written to when a note began. */
  readonly #outer: Token[][] = [];

  constructor(state: StateCore) {
    this.#state = state;
  }

  get body(): Token[] {
    return this.#notes.at(-1)!.body;
  }

  open(token: Token, outer: Token[]): void {
    const { label, endnote } = token.meta as { label: { start: number; end: number }; endnote: boolean };
    this.#outer.push(outer);
    this.#notes.push({ key: keyOf(this.#state.src.slice(label.start, label.end), endnote), open: token, body: [] });
  }

  close(): Token[] {
    return this.#outer.pop() ?? [];
  }

  /** Gives the marks in a block's text their numbers. */
  number(inline: Token): void {
    for (const token of inline.children ?? []) {
      if (token.type !== 'markua_note_mark') continue;
      const { label, endnote } = token.meta as { label: string; endnote: boolean };
      const key = keyOf(label, endnote);
      const number = this.#numbers.get(key) ?? this.#numbers.size + 1;
      this.#numbers.set(key, number);
      token.meta = { ...token.meta, key, number };
    }
  }

  /** The notes in the order of their marks; those without a mark last. */
  section(): Token[] {
    if (this.#notes.length === 0) return [];
    const rank = (note: Note) => this.#numbers.get(note.key) ?? Number.POSITIVE_INFINITY;
    const sorted = this.#notes.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
    return [
      this.#token('markua_notes_open', 'section', 1),
      this.#token('markua_notes_list_open', 'ol', 1),
      ...sorted.flatMap((note) => this.#item(note)),
      this.#token('markua_notes_list_close', 'ol', -1),
      this.#token('markua_notes_close', 'section', -1),
    ];
  }

  #item({ key, open, body }: Note): Token[] {
    open.attrSet('id', `note-${key}`);
    // Out of order, their lines would lead scrolling astray.
    for (const token of [open, ...body]) if (token.type !== 'inline') token.map = null;
    return [open, ...body, this.#token('markua_note_close', 'li', -1)];
  }

  #token(type: string, tag: string, nesting: -1 | 0 | 1): Token {
    const token = new this.#state.Token(type, tag, nesting);
    token.block = true;
    if (type === 'markua_notes_open') token.attrSet('class', 'markua-notes');
    return token;
  }
}

function keyOf(label: string, endnote: boolean): string {
  return `${endnote ? 'end' : 'foot'}-${label}`;
}
