import type { Uri } from '../../../server/src/base/uri.ts';
import { mutate } from '../mutate.ts';
import type { Random } from '../random.ts';
import type { Editor } from './editor.ts';

export interface Request {
  readonly method: string;
  readonly params: unknown;
}

/** What is asked about a file alone. */
const ofFile = [
  'textDocument/documentLink',
  'textDocument/foldingRange',
  'textDocument/semanticTokens/full',
  'textDocument/codeLens',
  'textDocument/documentSymbol',
  'textDocument/diagnostic',
] as const;

const ofPosition = [
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/definition',
  'textDocument/documentHighlight',
  'textDocument/prepareRename',
] as const;

const ofRange = ['textDocument/inlayHint', 'textDocument/semanticTokens/range'] as const;

const ofOurs = ['handbook/preview', 'handbook/lintChapter', 'handbook/fixChapter', 'handbook/fixBook'] as const;

/** A request as a client in its right mind may send it at any time, about any file. */
export function drawRequest(random: Random, editor: Editor): Request {
  const uri = drawUri(random, editor);
  const textDocument = { uri };
  const position = drawPosition(random, editor.text(uri));
  const range = { start: position, end: later(random, position) };
  const options = { tabSize: 2, insertSpaces: true };
  switch (random.below(16)) {
    case 0:
    case 1:
      return { method: random.pick(ofFile), params: { textDocument } };
    case 2:
    case 3:
      return { method: random.pick(ofPosition), params: { textDocument, position } };
    case 4:
      return { method: random.pick(ofRange), params: { textDocument, range } };
    case 5:
      return { method: random.pick(ofOurs), params: { uri } };
    case 6:
      return {
        method: 'textDocument/references',
        params: { textDocument, position, context: { includeDeclaration: random.chance(2) } },
      };
    case 7: {
      const newName = random.pick(['ch-new', 'x', 'two words', '', 'ünder', '{#a}', 'a\nb', '__proto__']);
      return { method: 'textDocument/rename', params: { textDocument, position, newName } };
    }
    case 8:
      return {
        method: 'textDocument/selectionRange',
        params: { textDocument, positions: [position, drawPosition(random, editor.text(uri))] },
      };
    case 9:
      return { method: 'textDocument/formatting', params: { textDocument, options } };
    case 10:
      return { method: 'textDocument/rangeFormatting', params: { textDocument, options, range } };
    case 11:
      return { method: 'workspace/symbol', params: { query: random.pick(['', 'a', 'plan', '#', '(', '中']) } };
    case 12: {
      const only = random.pick([undefined, ['quickfix'], ['refactor'], ['source.fixAll']]);
      return { method: 'textDocument/codeAction', params: { textDocument, range, context: { diagnostics: [], only } } };
    }
    case 13: {
      const newUri = drawUri(random, editor);
      return { method: 'workspace/willRenameFiles', params: { files: [{ oldUri: uri, newUri }] } };
    }
    case 14:
      return { method: 'workspace/diagnostic', params: { previousResultIds: [] } };
    default:
      return random.pick<Request>([
        { method: 'workspace/willDeleteFiles', params: { files: [{ uri }] } },
        { method: 'handbook/bookOutline', params: {} },
        { method: 'handbook/crosslinkTargets', params: {} },
        { method: 'handbook/rules', params: {} },
        { method: 'handbook/report', params: { uri, nonce: 'n0' } },
        { method: 'handbook/newSettings', params: { folder: editor.folders[0] ?? uri } },
        { method: 'handbook/newChapter', params: { uri, title: random.pick(['Plan', '', '..', '/', '中文 𝒻']) } },
        {
          method: 'handbook/newSection',
          params: { uri, position, kind: 'section', title: 'A $1 $TM_FILENAME }| title' },
        },
        { method: 'handbook/moveChapters', params: { root: uri, chapters: [uri], target: { uri, side: 'after' } } },
      ]);
  }
}

/** Mostly a file that is there or open. */
export function drawUri(random: Random, editor: Editor): Uri {
  const names = ['chapter-9.md', 'sub/deep.md', 'Book.txt', 'handbook.json', 'resources/plan.png', 'a%20b%0A.md'];
  if (random.chance(6)) return `file:///book/${random.pick(names)}`;
  const known = [...editor.open.keys(), ...editor.files];
  return known.length > 0 ? random.pick(known) : 'file:///book/chapter-1.md';
}

/** A position in a text, now and then beyond a line's end or the last line. */
export function drawPosition(random: Random, text: string): { line: number; character: number } {
  const lines = text.split('\n');
  const line = random.below(lines.length + (random.chance(10) ? 5 : 0));
  const length = lines[line]?.length ?? 0;
  return { line, character: random.below(length + (random.chance(10) ? 50 : 1)) };
}

function later(random: Random, { line, character }: { line: number; character: number }) {
  return random.chance(2)
    ? { line, character: character + random.below(20) }
    : { line: line + random.below(20), character };
}

/** A text like those that the session began with. */
export function drawText(random: Random, pool: readonly string[]): string {
  // What is read from a disk has no lone surrogates, and what is sent as JSON in UTF-8 cannot have any.
  return Buffer.from(mutate(random, pool).slice(0, 6000)).toString();
}
