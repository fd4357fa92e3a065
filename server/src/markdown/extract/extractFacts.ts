import type Token from 'markdown-it/lib/token.mjs';
import type { BlockMeta } from '../blocks/lines.ts';
import type { BlockKind, Dialect, Facts } from '../facts.ts';
import { readAs } from '../inline/prose.ts';
import { type BlockTokens, normalizeLabel } from '../markdownIt.ts';
import { onePiece, type SourceText, suffixStretches } from '../source.ts';
import { addAttributeResources, addList, idOf, makesPart, readAngle, readLine, Waiting } from './attributes.ts';
import { Draft } from './draft.ts';
import { readInline } from './inlineFacts.ts';
import { addSettings } from './settings.ts';

const bracedKinds: Readonly<Record<string, BlockKind>> = {
  aside: 'aside',
  blurb: 'blurb',
  blockquote: 'quote',
  quiz: 'quiz',
  exercise: 'exercise',
};

/** Gathers a chapter's facts from its block tokens. */
export function extractFacts(source: SourceText, dialect: Dialect, blocks: BlockTokens): Facts {
  return new Extractor(source, dialect, blocks).run();
}

class Extractor {
  readonly #draft: Draft;
  readonly #tokens: readonly Token[];
  readonly #waiting: Waiting;
  readonly #notes: number[] = [];

  constructor(source: SourceText, dialect: Dialect, blocks: BlockTokens) {
    this.#draft = new Draft(source, dialect, blocks);
    this.#tokens = blocks.tokens;
    this.#waiting = new Waiting(this.#draft);
  }

  run(): Facts {
    for (const token of this.#tokens) if (token.type === 'markua_reference') this.#addReference(token);
    for (let i = 0; i < this.#tokens.length; i++) {
      const token = this.#tokens[i]!;
      if (token.type === 'heading_open') {
        this.#heading(token, this.#tokens[i + 1]!);
        i += 2;
      } else {
        this.#token(token);
      }
    }
    this.#waiting.flush();
    this.#draft.finish();
    return this.#draft.facts();
  }

  #token(token: Token): void {
    switch (token.type) {
      case 'inline':
        return this.#text(token);
      case 'bullet_list_open':
        return this.#enter(token, 'list', { form: 'bulleted' });
      case 'ordered_list_open':
        return this.#enter(token, 'list', { form: 'numbered', info: String(token.attrGet('start') ?? 1) });
      case 'list_item_open':
        return this.#enter(token, 'item');
      case 'blockquote_open':
        return this.#enter(token, 'quote', { form: 'prefix' });
      case 'markua_prefix_open':
        return this.#enterPrefix(token);
      case 'markua_definitions_open':
        return this.#enter(token, 'definition-list');
      case 'markua_note_open':
        return this.#enterNote(token);
      case 'table_open':
        return this.#enter(token, 'table');
      case 'bullet_list_close':
      case 'ordered_list_close':
      case 'list_item_close':
      case 'blockquote_close':
      case 'markua_prefix_close':
      case 'markua_definitions_close':
      case 'table_close':
        return this.#leave();
      case 'markua_note_close':
        return this.#leaveNote();
      case 'markua_open':
        return this.#open(token);
      case 'markua_close':
        return this.#close(token);
      case 'markua_attributes':
        return this.#lists(token);
      case 'fence':
        return this.#fence(token);
      case 'code_block':
        return this.#leaf(token, 'code', { form: 'indented' });
      case 'hr':
        return this.#leaf(token, 'rule');
      case 'markua_math':
        return this.#leaf(token, 'math', { closed: meta(token).closed });
      case 'html_block':
        return this.#html(token);
      case 'markua_comment':
        return this.#percentComment(token);
      case 'markua_settings':
        this.#leaf(token, 'settings');
        return addSettings(this.#draft, token);
      default:
    }
  }

  #heading(token: Token, inline: Token): void {
    const { start = 0, style = 'atx', insertAt = start, title } = meta(token);
    const draft = this.#draft;
    const end = draft.lineEnd(token.map![1] - 1);
    const lists = this.#waiting.take(token.map![0], 'heading', start);
    const block = draft.addBlock('heading', start, end);
    const index =
      draft.headings.push({
        level: Number(token.tag.slice(1)),
        span: draft.span(start, end),
        titleSpan: draft.span(end, end),
        title: '',
        style,
        part: style === 'part' || lists.some((list) => makesPart(draft, list)),
        nested: draft.containers.length > 0,
        id: -1,
        attributes: lists,
        insertAt: draft.source.toOriginal(insertAt),
      }) - 1;
    this.#ownIds(index, lists);
    this.#title(index, inline, end, title === undefined || title.end > title.start);
    this.#waiting.ended(block, index, token.map![1]);
  }

  /** The ids of the lists above a heading are its own; the first is the one it goes by. */
  #ownIds(heading: number, lists: readonly number[]): void {
    const { ids, headings } = this.#draft;
    for (let i = ids.length - 1; i >= 0 && lists.length > 0 && ids[i]!.list >= lists[0]!; i--) {
      ids[i]!.heading = heading;
      headings[heading]!.id = i;
    }
  }

  #title(index: number, inline: Token, end: number, written: boolean): void {
    const draft = this.#draft;
    const heading = draft.headings[index]!;
    if (!written || inline.content === '') return;
    const stretches = meta(inline).stretches ?? onePiece(end);
    const text = inline.content;
    const { scan } = readInline(draft, { text, stretches, kind: 'heading', lists: [] });
    const tail = scan?.lists.find((list) => list.place === 'tail');
    const titleEnd = (tail ? text.slice(0, tail.start) : text).trimEnd().length;
    const from = stretches.shift[0]!;
    const last = stretches.shift[stretches.shift.length - 1]!;
    heading.titleSpan = titleEnd === 0 ? draft.span(from, from) : draft.span(from, titleEnd + last);
    heading.title = (
      scan ? readAs(text, { start: 0, end: titleEnd }, scan.marks) : text.replace(/[ \t]*\n[ \t]*/g, ' ')
    ).trim();
    if (!tail) return;
    const id = draft.ids.findLastIndex((candidate) => candidate.origin === 'tail');
    if (id < 0 || draft.ids[id]!.list !== draft.attributeLists.length - 1) return;
    draft.ids[id]!.heading = index;
    if (heading.id < 0) heading.id = id;
  }

  #text(token: Token): void {
    const { start = 0, stretches, role = 'paragraph' } = meta(token);
    if (!stretches) return;
    const draft = this.#draft;
    const kind = role === 'heading' ? 'paragraph' : role;
    if (kind !== 'paragraph') {
      readInline(draft, { text: token.content, stretches, kind, lists: [] });
      return;
    }
    const [startLine, endLine] = token.map!;
    const lists = this.#waiting.take(startLine, 'paragraph', start);
    const block = draft.addBlock('paragraph', start, draft.lineEnd(endLine - 1));
    const { picture } = readInline(draft, { text: token.content, stretches, kind, lists });
    if (picture) {
      draft.blocks[block]!.kind = 'image';
      for (const list of lists) draft.attributeLists[list]!.target = 'image';
    }
    this.#waiting.ended(block, -1, endLine);
  }

  #leaf(token: Token, kind: BlockKind, more: { form?: string; closed?: boolean } = {}): void {
    const { start = 0 } = meta(token);
    this.#waiting.take(token.map![0], kind, start);
    const block = this.#draft.addBlock(kind, start, this.#draft.lineEnd(token.map![1] - 1), {
      ...more,
      closed: more.closed ?? true,
    });
    this.#waiting.ended(block, -1, token.map![1]);
  }

  #fence(token: Token): void {
    const draft = this.#draft;
    const { start = 0, closed = true, end = start } = meta(token);
    const info = token.info.trim();
    const maths = draft.dialect !== 'markdown' && (info === '$' || info === '@');
    const verbatim = draft.dialect !== 'markdown' && info.startsWith('&');
    const kind = maths ? 'math' : verbatim ? 'verbatim' : 'code';
    this.#waiting.take(token.map![0], kind, start);
    const [startLine, endLine] = token.map!;
    const opener = draft.span(start, end);
    const block = draft.addBlock(kind, start, draft.lineEnd(endLine - 1), {
      form: 'fence',
      info: token.info,
      closed,
      opener,
    });
    if (verbatim && token.content !== '') {
      const text = token.content.endsWith('\n') ? token.content.slice(0, -1) : token.content;
      const stretches = suffixStretches(text, (line) => draft.lineEnd(startLine + 1 + line));
      readInline(draft, { text, stretches, kind: 'verbatim', lists: [] });
    }
    this.#waiting.ended(block, -1, endLine);
  }

  #html(token: Token): void {
    const draft = this.#draft;
    const { start = 0 } = meta(token);
    const [startLine, endLine] = token.map!;
    const text = token.content.endsWith('\n') ? token.content.slice(0, -1) : token.content;
    const inner = text.trimStart();
    const comment = inner.startsWith('<!--');
    const commentEnd = comment ? inner.indexOf('-->', 2) : -1;
    const unclosed = comment && commentEnd < 0;
    const onlyComment = unclosed || (comment && inner.slice(commentEnd + 3).trim() === '');
    if (onlyComment) this.#waiting.skip(startLine, endLine);
    else this.#waiting.take(startLine, 'html', start);
    const block = draft.addBlock(onlyComment ? 'comment' : 'html', start, draft.lineEnd(endLine - 1), {
      closed: !unclosed,
    });
    const stretches = suffixStretches(text, (line) => draft.lineEnd(startLine + line));
    if (unclosed) {
      const end = draft.lineEnd(endLine - 1);
      draft.comments.push({ span: draft.span(start, end), content: draft.span(Math.min(start + 4, end), end) });
    } else if (!/^<(?:script|style|pre|textarea|svg)[\s>]/i.test(inner)) {
      readInline(draft, { text, stretches, kind: 'html', lists: [] });
    }
    this.#waiting.ended(block, -1, endLine);
  }

  #percentComment(token: Token): void {
    const { start = 0, end = start } = meta(token);
    this.#waiting.skip(token.map![0], token.map![1]);
    this.#draft.addBlock('comment', start, end);
    this.#draft.comments.push({ span: this.#draft.span(start, end), content: this.#draft.span(start + 2, end) });
  }

  #enter(token: Token, kind: BlockKind, more: { form?: string; info?: string } = {}): void {
    const { start = 0 } = meta(token);
    this.#waiting.take(token.map![0], kind, start);
    this.#draft.enter(kind, this.#draft.addBlock(kind, start, this.#draft.lineEnd(token.map![0]), more));
  }

  #enterPrefix(token: Token): void {
    const kind = token.markup === 'A' ? 'aside' : token.markup === 'C' ? 'center' : 'blurb';
    this.#enter(token, kind, { form: 'prefix', info: token.markup });
  }

  #leave(): void {
    this.#waiting.flush();
    this.#draft.leave();
  }

  #enterNote(token: Token): void {
    const { start = 0, label = { start, end: start }, endnote = false } = meta(token);
    const draft = this.#draft;
    this.#enter(token, 'footnote');
    const labelSpan = draft.span(label.start, label.end);
    this.#notes.push(
      draft.footnotes.push({
        label: draft.source.original.slice(labelSpan.start, labelSpan.end),
        labelSpan,
        endnote,
        span: labelSpan,
      }) - 1,
    );
  }

  #leaveNote(): void {
    const block = this.#draft.containers.findLast((container) => container.name === undefined)!.block;
    this.#leave();
    this.#draft.footnotes[this.#notes.pop()!]!.span = this.#draft.blocks[block]!.span;
  }

  #open(token: Token): void {
    const { start = 0, end = start, name = '' } = meta(token);
    const draft = this.#draft;
    const kind = bracedKinds[name] ?? 'aside';
    for (const list of this.#waiting.take(token.map![0], kind, start)) {
      const fact = draft.attributeLists[list]!;
      fact.problems = [...fact.problems, { kind: 'above-opener', span: fact.span }];
    }
    const [reading] = readLine(draft.source.normal, start, end);
    const block = draft.addBlock(kind, start, end, { form: 'braces', opener: draft.span(start, end), closed: true });
    if (reading && (reading.attributes.length > 1 || reading.problems.length > 0)) {
      const attributes = reading.attributes.slice(1);
      const list = addList(draft, { ...reading, attributes }, start, (from, to) => draft.span(from, to), {
        place: 'opener',
        target: kind,
        targetStart: draft.source.toOriginal(start),
      });
      const id = idOf(draft, list, 'opener');
      if (id) draft.ids.push(id);
    }
    draft.enter(kind, block, name);
  }

  #close(token: Token): void {
    const { start = 0, end = start, name = '' } = meta(token);
    this.#waiting.flush();
    this.#draft.lastEnd = Math.max(this.#draft.lastEnd, end);
    if (this.#draft.leaveNamed(name, end)) return;
    this.#draft.directives.push({ name: `/${name}`, span: this.#draft.span(start, end) });
  }

  #lists(token: Token): void {
    const { start = 0, end = start, name } = meta(token);
    const draft = this.#draft;
    const text = draft.source.normal;
    const angle = name === 'angle';
    const readings = angle ? [readAngle(text, start, end)] : readLine(text, start, end);
    const isDirective =
      readings.length === 1 &&
      readings[0]!.attributes.length > 0 &&
      readings[0]!.problems.length === 0 &&
      readings[0]!.attributes.every((attribute) => attribute.form === 'bare');
    const added: number[] = [];
    let from = start;
    for (const reading of readings) {
      const list = addList(draft, reading, text.indexOf(angle ? '<' : '{', from), (a, b) => draft.span(a, b), {
        place: isDirective ? 'directive' : 'block',
        ...(angle ? { form: 'angle' } : {}),
      });
      from = reading.end;
      const id = idOf(draft, list, angle ? 'angle' : 'block');
      if (id) draft.ids.push(id);
      addAttributeResources(draft, list);
      added.push(list);
    }
    draft.lastEnd = Math.max(draft.lastEnd, end);
    if (!isDirective) return this.#waiting.add(added, token.map![0]);
    this.#waiting.flush();
    draft.directives.push({ name: readings[0]!.attributes[0]!.key, span: draft.span(start, end) });
  }

  #addReference(token: Token): void {
    const { start = 0, label = { start, end: start }, destination = { start, end: start } } = meta(token);
    const draft = this.#draft;
    const labelSpan = draft.span(label.start, label.end);
    const destinationSpan = draft.span(destination.start, destination.end);
    const slice = (span: { start: number; end: number }): string => draft.source.original.slice(span.start, span.end);
    const reference = {
      label: slice(labelSpan),
      labelSpan,
      destination: slice(destinationSpan),
      destinationSpan,
      span: draft.span(start, draft.lineEnd(token.map![1] - 1)),
    };
    draft.references.push(reference);
    const key = normalizeLabel(reference.label);
    if (!draft.destinations.has(key)) draft.destinations.set(key, reference.destination);
  }
}

function meta(token: Token): BlockMeta {
  return token.meta ?? {};
}
