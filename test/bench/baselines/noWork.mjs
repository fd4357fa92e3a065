/** A language server that keeps the text and has nothing to say: what the protocol itself costs. */
import { createConnection, TextDocumentSyncKind, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

const connection = createConnection(process.stdin, process.stdout);
const documents = new TextDocuments(TextDocument);
connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
  },
}));
connection.languages.diagnostics.on(({ textDocument }) => {
  documents.get(textDocument.uri)?.getText();
  return { kind: 'full', items: [] };
});
connection.onReferences(() => []);
connection.onCompletion(() => []);
connection.onDocumentSymbol(() => []);
connection.onRenameRequest(() => null);
documents.listen(connection);
connection.listen();
