import { describe, expect, it } from 'vitest';
import type {
  CodeLens,
  CompletionList,
  DocumentHighlight,
  DocumentLink,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  SelectionRange,
  SemanticTokens,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { at, ROOT } from '../support/book.ts';
import { type LspClient, serve } from '../support/lspClient.ts';
import { tinyPng } from '../support/tinyPng.ts';

const tea = '{id: ch-tea}\n# Tea\n\nSee [chapter #n](#ch-cups) and ![](cup.png).\n\n## Pot\n\nWarm it.\n';
const files = {
  'Book.txt': 'tea.md\ncups.md\n',
  'tea.md': tea,
  'cups.md': '{id: ch-cups}\n# Cups\n\nBack to [tea](#ch-tea).\n',
  'resources/cup.png': tinyPng,
};
const uri = at('tea.md');

async function opened(capabilities = {}): Promise<LspClient> {
  const { client } = await serve(files, { capabilities });
  await client.open(uri, tea);
  return client;
}

/** A request about the first place the words stand. */
function ask<R>(client: LspClient, method: string, words: string, more = {}): Promise<R> {
  return client.request<R>(method.startsWith('handbook/') ? method : `textDocument/${method}`, {
    textDocument: { uri },
    position: client.range(uri, words).start,
    ...more,
  });
}

describe('features through the protocol', () => {
  it('definition, as links where the client knows them', async () => {
    const links = await ask<LocationLink[]>(
      await opened({ textDocument: { definition: { linkSupport: true } } }),
      'definition',
      'ch-cups',
    );
    expect(links).toMatchObject([
      { targetUri: at('cups.md'), targetSelectionRange: { start: { line: 0, character: 5 } } },
    ]);
    const plain = await ask<Location[]>(await opened(), 'definition', 'cup.png');
    expect(plain).toMatchObject([{ uri: at('resources/cup.png'), range: { start: { line: 0, character: 0 } } }]);
  });

  it('references and highlights', async () => {
    const client = await opened();
    const found = await ask<Location[]>(client, 'references', 'ch-tea', { context: { includeDeclaration: true } });
    expect(found.map((one) => one.uri)).toEqual([uri, at('cups.md')]);
    expect(await ask<DocumentHighlight[]>(client, 'documentHighlight', 'ch-tea')).toHaveLength(1);
  });

  it('hover and completion with what is shown beside it', async () => {
    const client = await opened();
    const shown = await ask<Hover>(client, 'hover', 'ch-cups');
    expect(shown.contents).toMatchObject({ kind: 'markdown', value: expect.stringContaining('Cups') });
    await client.edit(uri, 'Warm it.', 'Warm [it](#');
    const end = client.range(uri, '](#').end;
    const list = await client.request<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position: end,
    });
    expect(list.items.map(({ label }) => label)).toEqual(['ch-tea', 'ch-cups']);
    const resolved = await client.request('completionItem/resolve', list.items[1]);
    expect(resolved).toMatchObject({ documentation: { value: expect.stringContaining('Cups') } });
  });

  it('rename in every file, or a refusal that says why', async () => {
    const client = await opened();
    expect(await ask(client, 'prepareRename', 'ch-tea')).toMatchObject({ placeholder: 'ch-tea' });
    const edit = await ask<WorkspaceEdit>(client, 'rename', 'ch-tea', { newName: 'ch-drinks' });
    expect(edit.documentChanges).toMatchObject([
      { textDocument: { uri, version: 1 }, edits: [{ newText: 'ch-drinks' }] },
      { textDocument: { uri: at('cups.md'), version: null }, edits: [{ newText: 'ch-drinks' }] },
    ]);
    await expect(ask(client, 'rename', 'ch-tea', { newName: 'ch-cups' })).rejects.toThrow('taken already');
    await expect(ask(client, 'prepareRename', 'Warm')).rejects.toThrow('Put the cursor');
  });

  it('links, folds, selections, tokens, hints, lenses, formatting', async () => {
    const client = await opened();
    const links = await ask<DocumentLink[]>(client, 'documentLink', 'Tea');
    expect(links.map(({ target }) => target)).toEqual([at('cups.md'), at('resources/cup.png')]);
    expect(await ask<FoldingRange[]>(client, 'foldingRange', 'Tea')).toContainEqual({ startLine: 5, endLine: 7 });
    const [selection] = await ask<SelectionRange[]>(client, 'selectionRange', 'Tea', {
      positions: [client.range(uri, 'cups').start],
    });
    expect(selection!.parent!.parent).toBeDefined();
    const { data } = await ask<SemanticTokens>(client, 'semanticTokens/full', 'Tea');
    expect(data.slice(0, 5)).toEqual([0, 1, 2, 0, 0]);
    const hints = await ask<InlayHint[]>(client, 'inlayHint', 'Tea', {
      range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
    });
    expect(hints.map(({ label }) => label)).toEqual([' chapter 2']);
    const lenses = await ask<CodeLens[]>(client, 'codeLens', 'Tea');
    expect(lenses).toMatchObject([
      {
        command: {
          title: '1 reference',
          command: 'handbook.showReferences',
          arguments: [uri, { line: 0, character: 5 }],
        },
      },
    ]);
    // The places themselves are asked for when the lens is clicked.
    const uses = await ask<Location[]>(client, 'handbook/uses', 'ch-tea');
    expect(uses).toMatchObject([{ uri: at('cups.md'), range: { start: { line: 3, character: 15 } } }]);
    await client.edit(uri, '{id: ch-tea}', '{ id:ch-tea }');
    const edits = await ask<TextEdit[]>(client, 'formatting', 'Tea', { options: { tabSize: 2, insertSpaces: true } });
    expect(edits.map(({ newText }) => newText)).toEqual(['{id: ch-tea}']);
  });

  it('links follow moved files, and deleted chapters leave Book.txt', async () => {
    const client = await opened();
    const moved = await client.request<WorkspaceEdit>('workspace/willRenameFiles', {
      files: [{ oldUri: at('resources/cup.png'), newUri: at('resources/01/cup.png') }],
    });
    expect(moved.documentChanges).toMatchObject([{ textDocument: { uri }, edits: [{ newText: '01/cup.png' }] }]);
    const gone = await client.request<WorkspaceEdit>('workspace/willDeleteFiles', { files: [{ uri: at('cups.md') }] });
    expect(gone.documentChanges).toMatchObject([{ textDocument: { uri: at('Book.txt') }, edits: [{ newText: '' }] }]);
    expect(
      await client.request('workspace/willRenameFiles', { files: [{ oldUri: at('x.png'), newUri: at('y.png') }] }),
    ).toBeNull();
  });

  it('has hints, lenses and colours asked for again when another file changes what they say', async () => {
    const refresh = { refreshSupport: true };
    const client = await opened({ workspace: { inlayHint: refresh, codeLens: refresh, semanticTokens: refresh } });
    await client.open(at('cups.md'), files['cups.md']);
    const asked = () =>
      ['inlayHint', 'codeLens', 'semanticTokens'].map((what) => client.count(`workspace/${what}/refresh`));
    await client.until('the first look', () => asked().every((count) => count > 0));
    const before = asked();
    await client.edit(at('cups.md'), '# Cups', '# Mugs');
    await client.until('the new title', () => asked().every((count, index) => count > before[index]!));
  });

  it('keeps the books of a workspace apart', async () => {
    const text = '{id: ch-x}\n# X\n\n[x](#ch-x)\n';
    const { client } = await serve(
      {
        'a/Book.txt': 'x.md\n',
        'a/x.md': text,
        'b/Book.txt': 'x.md\ny.md\n',
        'b/x.md': text,
        'b/y.md': '[x](#ch-x)\n',
      },
      { folders: [at('a'), at('b')] },
    );
    await client.open(at('b/x.md'), text);
    const textDocument = { uri: at('b/x.md') };
    const position = client.range(at('b/x.md'), 'ch-x').start;
    const context = { includeDeclaration: true };
    const places = await client.request<Location[]>('textDocument/references', { textDocument, position, context });
    expect(places.map((one) => one.uri)).toEqual([at('b/x.md'), at('b/x.md'), at('b/y.md')]);
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { textDocument, position, newName: 'z' });
    expect(edit.documentChanges).toMatchObject([
      { textDocument: { uri: at('b/x.md') } },
      { textDocument: { uri: at('b/y.md') } },
    ]);
    const moved = await client.request<WorkspaceEdit>('workspace/willRenameFiles', {
      files: [
        { oldUri: at('b/y.md'), newUri: at('a/y.md') },
        { oldUri: at('a/x.md'), newUri: at('a/first.md') },
      ],
    });
    expect(moved.documentChanges).toMatchObject([
      { textDocument: { uri: at('a/Book.txt') }, edits: [{ newText: 'first.md' }] },
      { textDocument: { uri: at('b/Book.txt') }, edits: [{ newText: '' }] },
    ]);
  });

  it.each([true, false])(
    'edits a handbook.json that two books share once (documentChanges: %s)',
    async (documentChanges) => {
      const settings = '{ "ignore": ["b/old/", "a/old.md"], "extends": "lint/base.json" }';
      const { client } = await serve(
        {
          'handbook.json': settings,
          'a/Book.txt': 'x.md\n',
          'a/x.md': '# X\n',
          'b/Book.txt': 'x.md\n',
          'b/x.md': '# X\n',
        },
        { folders: [ROOT], capabilities: { workspace: { workspaceEdit: { documentChanges } } } },
      );
      const edit = await client.request<WorkspaceEdit>('workspace/willRenameFiles', {
        files: [
          { oldUri: at('b/old'), newUri: at('b/new') },
          { oldUri: at('a/old.md'), newUri: at('a/new.md') },
          { oldUri: at('lint'), newUri: at('rules') },
        ],
      });
      await client.open(at('handbook.json'), settings, 'jsonc');
      client.apply(edit);
      expect(client.text(at('handbook.json'))).toBe(
        '{ "ignore": ["b/new/", "a/new.md"], "extends": "rules/base.json" }',
      );
    },
  );

  it('asks about doubtful edits where the client can ask', async () => {
    const changeAnnotationSupport = { groupsOnLabel: true };
    const client = await opened({ workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport } } });
    const gone = await client.request<WorkspaceEdit>('workspace/willDeleteFiles', { files: [{ uri: at('cups.md') }] });
    expect(gone).toMatchObject({
      documentChanges: [{ textDocument: { uri: at('Book.txt') }, edits: [{ annotationId: 'deleted-entry' }] }],
      changeAnnotations: { 'deleted-entry': { label: 'Remove the entry from the book', needsConfirmation: false } },
    });
    const rename = () => ask<WorkspaceEdit>(client, 'rename', 'ch-tea', { newName: 'ch-drinks' });
    expect((await rename()).changeAnnotations).toBeUndefined();
    await client.edit(uri, 'Warm it.', 'Warm it.\n\n{full: false}\n## Out\n\n{id: ch-tea}\n### Tea, too\n');
    expect(await rename()).toMatchObject({
      changeAnnotations: { excluded: { needsConfirmation: true } },
      documentChanges: [{ edits: [{}, { annotationId: 'excluded' }] }, {}],
    });
  });

  it('renames files from the lists that name them, where the client can make the move', async () => {
    const workspace = { workspaceEdit: { documentChanges: true, resourceOperations: ['rename'] } };
    const client = await opened({ workspace });
    await client.open(at('Book.txt'), files['Book.txt'], 'plaintext');
    const position = { line: 1, character: 2 };
    const textDocument = { uri: at('Book.txt') };
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', {
      textDocument,
      position,
      newName: 'cup.md',
    });
    expect(edit.documentChanges).toMatchObject([
      { textDocument: { uri: at('Book.txt'), version: 1 }, edits: [{ newText: 'cup.md' }] },
      { kind: 'rename', oldUri: at('cups.md'), newUri: at('cup.md'), options: { overwrite: false } },
    ]);
    const other = await opened();
    await other.open(at('Book.txt'), files['Book.txt'], 'plaintext');
    await expect(other.request('textDocument/prepareRename', { textDocument, position })).rejects.toThrow(
      'Rename the file itself',
    );
  });

  it('extracts a section where the client can make files', async () => {
    const client = await opened({
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
    });
    const actions = await client.actions(uri, client.range(uri, 'Pot'), { only: ['refactor.extract'] });
    expect(actions).toMatchObject([
      {
        kind: 'refactor.extract',
        edit: {
          documentChanges: [
            { kind: 'create', uri: at('pot.md') },
            { edits: [{ newText: '# Pot\n\nWarm it.\n' }] },
            {},
            {},
          ],
        },
      },
    ]);
  });
});
