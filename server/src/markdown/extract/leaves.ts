import type Token from 'markdown-it/lib/token.mjs';
import type { BlockKind } from '../facts.ts';
import { suffixStretches } from '../source.ts';
import { readInline } from './inlineFacts.ts';
import { meta, type Reading } from './reading.ts';

/** A paragraph, table cell or term. */
export function readText(reading: Reading, token: Token): void {
  const { start = 0, stretches, role = 'paragraph' } = meta(token);
  if (!stretches) return;
  const draft = reading.draft;
  const kind = role === 'heading' ? 'paragraph' : role;
  if (kind !== 'paragraph') {
    readInline(draft, { text: token.content, stretches, kind, lists: [] });
    return;
  }
  const [startLine, endLine] = token.map!;
  const lists = reading.waiting.take(startLine, 'paragraph', start);
  const block = draft.addBlock('paragraph', start, draft.lineEnd(endLine - 1));
  const { picture } = readInline(draft, { text: token.content, stretches, kind, lists });
  if (picture) {
    draft.blocks[block]!.kind = 'image';
    for (const list of lists) draft.attributeLists[list]!.target = 'image';
  }
  reading.waiting.ended(block, -1, endLine);
}

export function readLeaf(reading: Reading, token: Token, kind: BlockKind, form?: string): void {
  const { start = 0, closed = true } = meta(token);
  reading.waiting.take(token.map![0], kind, start);
  const block = reading.draft.addBlock(kind, start, reading.draft.lineEnd(token.map![1] - 1), form);
  reading.draft.blocks[block]!.closed = closed;
  reading.waiting.ended(block, -1, token.map![1]);
}

export function readFence(reading: Reading, token: Token): void {
  const draft = reading.draft;
  const { start = 0, end = start } = meta(token);
  // A fence that its list item or quote ends is read to its end there; only one that meets the text's end runs on.
  const runsOn = token.map![1] >= draft.lineCount && draft.isOutermost;
  const closed = meta(token).closed !== false || !runsOn;
  const info = token.info.trim();
  const maths = draft.dialect !== 'markdown' && (info === '$' || info === '@');
  const verbatim = draft.dialect !== 'markdown' && info.startsWith('&');
  const kind = maths ? 'math' : verbatim ? 'verbatim' : 'code';
  reading.waiting.take(token.map![0], kind, start);
  const [startLine, endLine] = token.map!;
  const block = draft.addBlock(kind, start, draft.lineEnd(endLine - 1), 'fence', token.info);
  draft.blocks[block]!.closed = closed;
  draft.blocks[block]!.opener = draft.span(start, end);
  if (verbatim && token.content !== '') {
    const text = token.content.endsWith('\n') ? token.content.slice(0, -1) : token.content;
    const stretches = suffixStretches(text, (line) => draft.lineEnd(startLine + 1 + line));
    readInline(draft, { text, stretches, kind: 'verbatim', lists: [] });
  }
  reading.waiting.ended(block, -1, endLine);
}

export function readHtmlBlock(reading: Reading, token: Token): void {
  const draft = reading.draft;
  const { start = 0 } = meta(token);
  const [startLine, endLine] = token.map!;
  const text = token.content.endsWith('\n') ? token.content.slice(0, -1) : token.content;
  const inner = text.trimStart();
  const comment = inner.startsWith('<!--');
  const commentEnd = comment ? inner.indexOf('-->', 2) : -1;
  const unclosed = comment && commentEnd < 0;
  const onlyComment = unclosed || (comment && inner.slice(commentEnd + 3).trim() === '');
  if (onlyComment) reading.waiting.skip(startLine, endLine);
  else reading.waiting.take(startLine, 'html', start);
  const block = draft.addBlock(onlyComment ? 'comment' : 'html', start, draft.lineEnd(endLine - 1));
  draft.blocks[block]!.closed = !unclosed;
  const stretches = suffixStretches(text, (line) => draft.lineEnd(startLine + line));
  if (unclosed) {
    const end = draft.lineEnd(endLine - 1);
    draft.comments.push({ span: draft.span(start, end), content: draft.span(Math.min(start + 4, end), end) });
  } else if (!/^<(?:script|style|pre|textarea|svg)[\s>]/i.test(inner)) {
    readInline(draft, { text, stretches, kind: 'html', lists: [] });
  }
  // An open comment in a list item reaches over the blank lines below it; a list below those is not directly below.
  reading.waiting.ended(block, -1, startLine + text.trimEnd().split('\n').length);
}

export function readPercentComment(reading: Reading, token: Token): void {
  const { start = 0, end = start } = meta(token);
  reading.waiting.skip(token.map![0], token.map![1]);
  reading.draft.addBlock('comment', start, end);
  reading.draft.comments.push({ span: reading.draft.span(start, end), content: reading.draft.span(start + 2, end) });
}
