import { version } from './base/version.generated.ts';

/**
 * One program, two lives: a language server where the arguments name a transport, else the command line. Each is in a
 * file of its own beside this one, which is loaded when it is chosen.
 */
const args = process.argv.slice(2);
const servesEditor = args.some((arg) => /^--(?:stdio|node-ipc|socket|pipe)(?:=|$)/.test(arg));

if (servesEditor) import('./lsp/main.ts').then(({ startLanguageServer }) => startLanguageServer(args));
// Asked by every editor that looks whether it is there: no need to load all the commands for it.
else if (args.length === 1 && args[0] === '--version') process.stdout.write(`handbook-lint ${version}\n`);
else import('./cli/main.ts').then(({ runAsProcess }) => runAsProcess(args));
