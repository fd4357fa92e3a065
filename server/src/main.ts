/** One binary, two lives: a language server where the arguments name a transport, else the command line. */
const args = process.argv.slice(2);
const servesEditor = args.some((arg) => /^--(?:stdio|node-ipc|socket|pipe)(?:=|$)/.test(arg));

// Imported only when chosen: the command line starts without the protocol's libraries, the server without ours.
if (servesEditor) import('./lsp/main.ts').then(({ startLanguageServer }) => startLanguageServer(args));
else import('./cli/main.ts').then(({ runAsProcess }) => runAsProcess(args));
