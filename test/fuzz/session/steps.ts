import { at, ROOT } from '../../support/book.ts';
import type { Random } from '../random.ts';
import type { Editor } from './editor.ts';
import { drawPosition, drawRequest, drawText, drawUri } from './requests.ts';
import type { Asked } from './wire.ts';

const settings = [
  {},
  { lint: { scope: 'openFiles' } },
  { lint: { scope: 'book', run: 'onSave' } },
  { problems: { maximum: 3 } },
  { codeLens: { enabled: false }, inlayHints: { enabled: false } },
  null as never,
];

const configs = [
  '{}',
  '{"rules": {"missing-id": "off", "bare-url": "error"}}',
  '{"dialect": "lfm"}',
  '{"dialect": "markdown", "ignore": ["sub/**"]}',
  '{"book": "resources/Book.txt"}',
  '{"book": "lists.md", "resources": ["..", "."]}',
  '{"rules": {"no-such": "off"}, "unknown": 1}',
  '{"rules": ',
  '[]',
  '\uFEFF{"__proto__": {"rules": {}}}',
  '',
];

const lists = [
  'chapter-1.md\nchapter-2.md\n',
  'chapter-2.md\nchapter-1.md\nchapter-9.md\n',
  'chapter-1.md\nchapter-1.md\n\n%% none\n../up.md\n',
  'CHAPTER-1.md\nsub/deep.md\n',
  '',
  '\uFEFFfrontmatter:\r\nchapter-1.md\r\nresources\r\n',
];

/** One thing that an author, her editor or her disk may do. Answers the request it made, if it made one. */
export function takeStep(random: Random, editor: Editor, pool: readonly string[]): Asked | undefined {
  const { wire } = editor;
  const kind = random.below(24);
  if (kind < 8) {
    editText(random, editor, pool);
  } else if (kind < 15) {
    const { method, params } = drawRequest(random, editor);
    const asked = wire.ask(method, params);
    if (random.chance(5)) wire.notify('$/cancelRequest', { id: asked.id });
    return asked;
  } else if (kind < 20) {
    changeDisk(random, editor, pool);
  } else {
    changeSurroundings(random, editor, pool);
  }
  return undefined;
}

function editText(random: Random, editor: Editor, pool: readonly string[]): void {
  if (editor.open.size === 0 || random.chance(6)) {
    const uri = drawUri(random, editor);
    if (!editor.open.has(uri)) editor.openDocument(uri, random.chance(3) ? drawText(random, pool) : editor.text(uri));
    return;
  }
  const uri = random.pick([...editor.open.keys()]);
  if (random.chance(8)) {
    editor.close(uri);
    return;
  }
  const text = editor.text(uri);
  const changes = Array.from({ length: 1 + random.below(3) }, () => {
    const start = drawPosition(random, text);
    const end = random.chance(2) ? start : { ...start, character: start.character + random.below(12) };
    const piece = drawText(random, pool);
    const from = random.below(piece.length);
    const inserted = random.chance(4) ? '' : piece.slice(from, from + 1 + random.below(random.chance(5) ? 400 : 6));
    return random.chance(12) ? { text: piece } : { range: { start, end }, text: inserted };
  });
  editor.change(uri, changes);
}

function changeDisk(random: Random, editor: Editor, pool: readonly string[]): void {
  const uri = drawUri(random, editor);
  switch (random.below(8)) {
    case 0:
      editor.remove(uri);
      break;
    case 1: {
      const text = editor.text(uri);
      editor.remove(uri);
      editor.write(drawUri(random, editor), text);
      break;
    }
    case 2:
      editor.refuse(uri);
      break;
    case 3:
      editor.write(
        uri,
        Uint8Array.from({ length: random.below(50) }, () => random.below(256)),
      );
      break;
    case 4:
      if (editor.open.has(uri)) editor.save(uri);
      break;
    case 5:
      editor.write(at('Book.txt'), random.pick(lists));
      break;
    case 6:
      editor.write(at('handbook.json'), random.pick(configs));
      break;
    default:
      editor.write(uri, drawText(random, pool));
  }
}

function changeSurroundings(random: Random, editor: Editor, pool: readonly string[]): void {
  switch (random.below(5)) {
    case 0:
      editor.setSettings(random.pick(settings));
      break;
    case 1:
      editor.setFolders(random.pick([[ROOT], [], [at('sub')], [ROOT, at('sub')]]));
      break;
    case 2: {
      // All that is open of one folder moves, as when its name is changed in the tree.
      for (const uri of editor.files.filter((file) => file.includes('/sub/'))) editor.remove(uri);
      editor.write(at('sub/deep.md'), drawText(random, pool));
      break;
    }
    case 3:
      editor.wire.notify('$/setTrace', { value: random.pick(['off', 'messages', 'verbose']) });
      break;
    default:
      editor.wire.notify('textDocument/willSave', { textDocument: { uri: drawUri(random, editor) }, reason: 1 });
  }
}
