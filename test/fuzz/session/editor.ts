import { type Range, TextDocument } from 'vscode-languageserver-textdocument';
import type { Uri } from '../../../server/src/base/uri.ts';
import type { MemoryHost } from '../../../server/src/host/memoryHost.ts';
import { ROOT } from '../../support/book.ts';
import type { Wire } from './wire.ts';

export interface Change {
  readonly range?: Range;
  readonly text: string;
}

/** What an editor knows that has a book open: the truth that the server's idea of it is compared with. */
export class Editor {
  readonly wire: Wire;
  readonly host: MemoryHost;
  readonly open = new Map<Uri, TextDocument>();
  settings: object = {};
  folders: readonly Uri[] = [ROOT];
  readonly #files = new Set<Uri>();

  constructor(wire: Wire, host: MemoryHost, files: Iterable<Uri>) {
    this.wire = wire;
    this.host = host;
    for (const uri of files) this.#files.add(uri);
    wire.answers['workspace/configuration'] = ({ items }: { items: unknown[] }) => items.map(() => this.settings);
    wire.answers['workspace/applyEdit'] = ({ edit }: { edit: WorkspaceEdit }) => ({ applied: this.#apply(edit) });
  }

  get files(): Uri[] {
    return [...this.#files];
  }

  async start(): Promise<void> {
    const refresh = { refreshSupport: true };
    await this.wire.result('initialize', {
      processId: null,
      rootUri: ROOT,
      workspaceFolders: this.folders.map((uri) => ({ uri, name: 'book' })),
      capabilities: {
        workspace: {
          configuration: true,
          workspaceFolders: true,
          applyEdit: true,
          diagnostics: refresh,
          codeLens: refresh,
          inlayHint: refresh,
          semanticTokens: refresh,
          workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename'] },
          didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
          didChangeConfiguration: { dynamicRegistration: true },
        },
        textDocument: {
          diagnostic: { relatedInformation: true },
          codeAction: {
            dataSupport: true,
            resolveSupport: { properties: ['edit'] },
            codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] } },
          },
          documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        },
      },
      initializationOptions: { status: true },
    });
    this.wire.notify('initialized', {});
  }

  openDocument(uri: Uri, text: string): void {
    const languageId = uri.endsWith('.md') ? 'markdown' : 'plaintext';
    this.open.set(uri, TextDocument.create(uri, languageId, 1, text));
    this.wire.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  change(uri: Uri, contentChanges: readonly Change[]): void {
    const document = this.open.get(uri)!;
    const version = document.version + 1;
    this.open.set(uri, TextDocument.update(document, [...contentChanges], version));
    this.wire.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  close(uri: Uri): void {
    this.open.delete(uri);
    this.wire.notify('textDocument/didClose', { textDocument: { uri } });
  }

  save(uri: Uri): void {
    this.write(uri, this.open.get(uri)!.getText());
    this.wire.notify('textDocument/didSave', { textDocument: { uri } });
  }

  write(uri: Uri, content: string | Uint8Array): void {
    this.host.write(uri, content);
    this.#tellOfWriting(uri);
  }

  remove(uri: Uri): void {
    this.#files.delete(uri);
    this.host.remove(uri);
    this.#tell({ uri, type: 3 });
  }

  /** A file that is listed and cannot be read. */
  refuse(uri: Uri): void {
    this.host.refuse(uri);
    this.#tellOfWriting(uri);
  }

  setFolders(folders: readonly Uri[]): void {
    const as = (uris: readonly Uri[]) => uris.map((uri) => ({ uri, name: 'book' }));
    const event = {
      added: as(folders.filter((uri) => !this.folders.includes(uri))),
      removed: as(this.folders.filter((uri) => !folders.includes(uri))),
    };
    this.folders = folders;
    this.wire.notify('workspace/didChangeWorkspaceFolders', { event });
  }

  setSettings(settings: object): void {
    this.settings = settings;
    this.wire.notify('workspace/didChangeConfiguration', { settings: {} });
  }

  /** The text that the author would see. */
  text(uri: Uri): string {
    return this.open.get(uri)?.getText() ?? this.host.read(uri)?.text ?? '';
  }

  #tellOfWriting(uri: Uri): void {
    const type = this.#files.has(uri) ? 2 : 1;
    this.#files.add(uri);
    this.#tell({ uri, type });
  }

  #tell(...changes: readonly object[]): void {
    this.wire.notify('workspace/didChangeWatchedFiles', { changes });
  }

  /** False where the edit is of a text that is not there any more. */
  #apply({ documentChanges = [] }: WorkspaceEdit): boolean {
    const isOld = documentChanges.some(({ textDocument: { uri, version } }) => {
      const document = this.open.get(uri);
      return document && version !== null && version !== document.version;
    });
    if (isOld) return false;
    for (const { textDocument, edits } of documentChanges) {
      const { uri } = textDocument;
      const document = this.open.get(uri);
      const text = TextDocument.applyEdits(document ?? TextDocument.create(uri, '', 0, this.text(uri)), [...edits]);
      if (document) this.change(uri, [{ text }]);
      else this.write(uri, text);
    }
    return true;
  }
}

/** What the server sends in answer to a request to fix: texts only, no files. */
interface WorkspaceEdit {
  readonly documentChanges?: readonly {
    readonly textDocument: { readonly uri: string; readonly version: number | null };
    readonly edits: readonly { readonly range: Range; readonly newText: string }[];
  }[];
}
