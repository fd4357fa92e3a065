import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import type { PreviewFacts } from '../../../server/src/lsp/protocol.ts';
import { type ListReading, readAttributeList } from '../../../server/src/markdown/attributeList.ts';
import { type BoxNames, chapterIn } from './chapter.ts';
import { figureOf } from './figures.ts';
import { cutTail } from './inline.ts';
import { attributeValue, idIn } from './inlineRules.ts';
import { Notes } from './notes.ts';

/** Takes lists off the end of headings before their text is read. */
export function cutTails(state: StateCore): void {
  if (!chapterIn(state.env)) return;
  for (const [index, token] of state.tokens.entries()) {
    const inline = state.tokens[index + 1];
    if (token.type !== 'heading_open' || !inline) continue;
    const cut = cutTail(inline.content);
    if (!cut) continue;
    inline.content = cut.content;
    token.meta = { ...token.meta, handbookTail: cut.reading };
  }
}

/**
 * Makes of the flat tokens of `markuaBlocks` what a reader sees: boxes around what they hold, lists gone and what they
 * say done, pictures as figures, notes at the end.
 */
export function arrangeBlocks(state: StateCore, boxNames: BoxNames): void {
  const chapter = chapterIn(state.env);
  if (chapter) state.tokens = new Arrangement(state, chapter, boxNames).run();
}

interface OpenBox {
  readonly name: string;
  readonly level: number;
  readonly tag: string;
}

class Arrangement {
  readonly #state: StateCore;
  readonly #chapter: PreviewFacts;
  readonly #boxNames: BoxNames;
  readonly #notes: Notes;
  #out: Token[] = [];
  readonly #boxes: OpenBox[] = [];
  #lists: ListReading[] = [];
  /** The only line on which the block that the lists belong to may begin. */
  #listLine = -1;

  constructor(state: StateCore, chapter: PreviewFacts, boxNames: BoxNames) {
    this.#state = state;
    this.#chapter = chapter;
    this.#boxNames = boxNames;
    this.#notes = new Notes(state);
  }

  run(): Token[] {
    const { tokens } = this.#state;
    for (let index = 0; index < tokens.length; index++) index = this.#take(tokens, index);
    while (this.#boxes.length > 0) this.#closeBox();
    return [...this.#out, ...this.#notes.section()];
  }

  /** Takes the token at `index`, or several from there; returns the index of the last. */
  #take(tokens: readonly Token[], index: number): number {
    const token = tokens[index]!;
    if (token.nesting === -1) this.#closeBoxesInside(token.level);
    switch (token.type) {
      case 'markua_settings':
      case 'markua_comment':
        return index;
      case 'markua_attributes':
        this.#takeLists(token);
        return index;
      case 'markua_open':
        this.#openBraced(token);
        return index;
      case 'markua_close':
        this.#closeNamed(token.meta.name);
        return index;
      case 'markua_note_open':
        this.#notes.open(token, this.#out);
        this.#out = this.#notes.body;
        return index;
      case 'markua_note_close':
        this.#out = this.#notes.close();
        return index;
    }
    const lists = this.#listsFor(token);
    if (token.type === 'paragraph_open') {
      const figure = figureOf(this.#state, tokens, index, lists);
      if (figure) {
        this.#out.push(...figure);
        return index + 2;
      }
    }
    this.#describe(token, lists);
    if (token.type === 'html_block' && this.#chapter.dialect === 'markua') this.#textOf(token);
    else this.#out.push(token);
    if (token.type === 'inline') this.#notes.number(token);
    return index;
  }

  #takeLists(token: Token): void {
    const { start, end, name } = token.meta as { start: number; end: number; name?: string };
    const text =
      name === 'angle' ? this.#state.src.slice(start, end).replace(/^<#?/, '{').replace(/>$/, '}') : undefined;
    const reading = text ? readAttributeList(text, 0, text.length) : readAttributeList(this.#state.src, start, end);
    const [only] = reading.attributes;
    if (only?.form === 'bare' && reading.attributes.length === 1) {
      if (only.key === 'pagebreak') this.#out.push(this.#token('markua_pagebreak', 'hr', 0));
      return;
    }
    if (this.#listLine !== token.map![0]) this.#lists = [];
    this.#lists.push(reading);
    this.#listLine = token.map![1];
  }

  #listsFor(token: Token): readonly ListReading[] {
    if (!token.map || this.#lists.length === 0) return [];
    const lists = token.map[0] === this.#listLine ? this.#lists : [];
    this.#lists = [];
    return lists;
  }

  #describe(token: Token, lists: readonly ListReading[]): void {
    const tail = token.meta?.handbookTail as ListReading | undefined;
    const all = tail ? [...lists, tail] : lists;
    const id = idIn(all);
    if (id) {
      token.attrSet('id', id);
      // VS Code gives every heading an id of its own just before it is drawn.
      token.meta = { ...token.meta, handbookId: id };
    }
    const classes = (attributeValue(all, 'class') ?? '').split(/\s+/).filter((one) => /^[\w-]+$/.test(one));
    for (const one of classes) token.attrJoin('class', `markua-${one}`);
    if (token.type === 'markua_prefix_open') this.#box(token, boxKinds[token.markup] ?? 'aside', classes[0]);
    if (token.type === 'markua_prefix_close') token.tag = token.markup === 'A' ? 'aside' : 'div';
    if (token.type === 'fence') describeFence(token, lists, this.#state, this.#out);
  }

  #openBraced(token: Token): void {
    const { start, end, name } = token.meta as { start: number; end: number; name: string };
    const reading = readAttributeList(this.#state.src, start, end);
    const box = this.#token(
      `markua_box_open`,
      name === 'blockquote' ? 'blockquote' : name === 'aside' ? 'aside' : 'div',
      1,
    );
    box.map = [...token.map!];
    const lists = [...this.#listsFor(token), reading];
    const id = idIn(lists);
    if (id) box.attrSet('id', id);
    if (name !== 'blockquote') this.#box(box, name, attributeValue(lists, 'class')?.split(/\s+/)[0]);
    this.#out.push(box);
    this.#boxes.push({ name, level: token.level, tag: box.tag });
  }

  #box(token: Token, kind: string, said: string | undefined): void {
    const shown = said && icons.has(said) ? said : kind;
    if (token.type === 'markua_prefix_open') token.tag = kind === 'aside' ? 'aside' : 'div';
    token.attrJoin('class', `markua-box markua-${shown}`);
    if (shown === 'center') return;
    token.attrSet('role', 'note');
    token.attrSet('aria-label', this.#boxNames(shown));
  }

  /** A closer ends its own box and those left open in it; one without a box is nothing. */
  #closeNamed(name: string): void {
    if (!this.#boxes.some((box) => box.name === name)) return;
    while (this.#boxes.at(-1)!.name !== name) this.#closeBox();
    this.#closeBox();
  }

  #closeBoxesInside(level: number): void {
    while (this.#boxes.length > 0 && this.#boxes.at(-1)!.level > level) this.#closeBox();
  }

  #closeBox(): void {
    this.#out.push(this.#token('markua_box_close', this.#boxes.pop()!.tag, -1));
  }

  /** Markua has no raw HTML: the tags vanish and the text between them stays. */
  #textOf(token: Token): void {
    const text = withoutComments(token.content)
      .replace(/<[^<>]*>/g, '')
      .trim();
    if (text === '') return;
    const inline = this.#token('inline', '', 0);
    const content = this.#token('text', '', 0);
    content.content = text;
    inline.children = [content];
    this.#out.push(this.#token('paragraph_open', 'p', 1), inline, this.#token('paragraph_close', 'p', -1));
  }

  #token(type: string, tag: string, nesting: -1 | 0 | 1): Token {
    const token = new this.#state.Token(type, tag, nesting);
    token.block = true;
    return token;
  }
}

/** Markua 0.31, "Syntactic sugar list" of code: `$` LaTeX, `!` an SVG picture, `&` text that is formatted. */
function describeFence(token: Token, lists: readonly ListReading[], state: StateCore, out: Token[]): void {
  const info = token.info.trim();
  const format = attributeValue(lists, 'format');
  if (info === '$' || format === 'latexmath' || format === 'latex') token.type = 'math_block';
  else if (info === '!' || format === 'svg') {
    token.type = 'markua_svg';
    token.attrSet('src', `data:image/svg+xml,${encodeURIComponent(token.content)}`);
    token.attrSet('alt', attributeValue(lists, 'alt') ?? '');
  } else if (info === '' && format && /^[\w+#-]+$/.test(format)) token.info = format;
  const title = attributeValue(lists, 'title') ?? attributeValue(lists, 'caption');
  if (!title) return;
  const caption = new state.Token('markua_caption', 'p', 0);
  caption.content = title;
  out.push(caption);
}

const boxKinds: Readonly<Record<string, string>> = {
  A: 'aside',
  B: 'blurb',
  C: 'center',
  D: 'discussion',
  E: 'error',
  G: 'blurb',
  I: 'information',
  Q: 'question',
  T: 'tip',
  W: 'warning',
  X: 'exercise',
};

const icons = new Set(['center', 'discussion', 'error', 'information', 'question', 'tip', 'warning', 'exercise']);

/** A comment that is never closed stays: each `<!--` is looked for once, so that many of them cost no more than one. */
function withoutComments(html: string): string {
  let kept = '';
  let from = 0;
  for (let start = html.indexOf('<!--'); start >= 0; start = html.indexOf('<!--', from)) {
    const end = html.indexOf('-->', start);
    if (end < 0) break;
    kept += html.slice(from, start);
    from = end + 3;
  }
  return kept + html.slice(from);
}
