import { Argument, Command, type CommanderError, Option } from 'commander';
import { version } from '../base/version.generated.ts';
import { plain } from '../report/plainText.ts';
import type { Cli } from './cli.ts';
import type { Shell } from './completion/script.ts';
import { registerLinksCommands } from './links/options.ts';
import { addLintOptions, addReportOptions, type FailFlags, type LintFlags, type Wanted } from './lintOptions.ts';

/**
 * The commands and their options. What a command does is imported when it runs, so that `--version` and a mistyped
 * option answer at once.
 */
export function buildProgram(cli: Cli): Command {
  const program = quietCommand(new Command('handbook-lint'), cli)
    .description('Lint a handbook written in Markdown or Leanpub’s Markua.')
    .usage('[command] [PATH…] [options]')
    .version(`handbook-lint ${version}`, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError()
    .enablePositionalOptions(false);
  lintCommand(program, cli);
  explainCommand(program, cli);
  rulesCommand(program, cli);
  printConfigCommand(program, cli);
  statusCommand(program, cli);
  initCommand(program, cli);
  mergeCommand(program, cli);
  completionCommand(program, cli);
  registerLinksCommands(program, cli, (of, name) => subcommand(of, cli, name));
  program.addHelpText('after', () => `\nWithout a command, lint:\n\n${optionsHelp(program)}\n\n${exitCodes}`);
  return program;
}

const exitCodes = `Exit codes:
  0  nothing found at or above --fail-on
  1  findings
  2  could not do it: wrong use, a mistake in handbook.json, a book that cannot be read`;

function lintCommand(program: Command, cli: Cli): void {
  const wanted: Wanted[] = [];
  const command = subcommand(program, cli, 'lint', { isDefault: true })
    .description('lint a book: a folder, Book.txt or chapters; by default the book around the current folder')
    .argument('[PATH...]', 'folders, Book.txt files or chapters');
  addLintOptions(command, wanted);
  command.addHelpText('after', `\n${exitCodes}`);
  command.action(async (paths: string[], flags: LintFlags) => {
    const { lint } = await import('./commands/lint.ts');
    await lint(cli, paths, flags, wanted);
  });
}

function explainCommand(program: Command, cli: Cli): void {
  subcommand(program, cli, 'explain')
    .description('print the page of a rule: what it finds, why it matters, how to fix it')
    .argument('<RULE>', 'the name of a rule')
    .option('--color', 'colour even where nobody seems to be looking')
    .option('--no-color', 'no colour')
    .action(async (rule: string, flags: { color?: boolean }) => {
      const { explain } = await import('./commands/explain.ts');
      await explain(cli, rule, flags);
    });
}

function rulesCommand(program: Command, cli: Cli): void {
  subcommand(program, cli, 'rules')
    .description('list the rules with their severities and fixes')
    .addOption(new Option('--format <FORMAT>', 'how to print them').choices(['text', 'json']).default('text'))
    .option('--color', 'colour even where nobody seems to be looking')
    .option('--no-color', 'no colour')
    .action(async (flags: { format: 'text' | 'json'; color?: boolean }) => {
      const { listRules } = await import('./commands/rules.ts');
      await listRules(cli, flags);
    });
}

function printConfigCommand(program: Command, cli: Cli): void {
  subcommand(program, cli, 'print-config')
    .description('print the configuration that holds for a book or a chapter')
    .argument('[FILE]', 'a chapter or a folder; by default the book around the current folder')
    .action(async (file: string | undefined) => {
      const { printConfig } = await import('./commands/printConfig.ts');
      await printConfig(cli, file);
    });
}

function statusCommand(program: Command, cli: Cli): void {
  subcommand(program, cli, 'status')
    .description('print how far the book is: words, ids, links, findings and placeholder text by chapter')
    .argument('[PATH...]', 'folders, Book.txt files or chapters; by default the book around the current folder')
    .addOption(new Option('--format <FORMAT>', 'how to print it').choices(['text', 'json']).default('text'))
    .action(async (paths: string[], flags: { format: 'text' | 'json' }) => {
      const { status } = await import('./commands/status.ts');
      await status(cli, paths, flags);
    });
}

function initCommand(program: Command, cli: Cli): void {
  subcommand(program, cli, 'init')
    .description('look at a book and write a handbook.json for it')
    .argument('[DIR]', 'the folder of the book; by default the current one')
    .option('--baseline', 'freeze today’s findings in handbook.baseline.json, too')
    .action(async (dir: string | undefined, flags: { baseline?: boolean }) => {
      const { init } = await import('./commands/init.ts');
      await init(cli, dir, flags);
    });
}

function mergeCommand(program: Command, cli: Cli): void {
  const wanted: Wanted[] = [];
  const command = subcommand(program, cli, 'merge')
    .description('join the JSON reports of shards, or of several books, into one report of any format')
    .argument(
      '<REPORT.json...>',
      'reports made with --format json; only those of shards hold the word counts that an HTML report shows',
    );
  addReportOptions(command, wanted);
  command.action(async (paths: string[], flags: FailFlags & { color?: boolean }) => {
    const { merge } = await import('./commands/merge.ts');
    await merge(cli, paths, flags, wanted);
  });
}

function completionCommand(program: Command, cli: Cli): void {
  subcommand(program, cli, 'completion')
    .description('print a script that completes commands and options, for your shell to read')
    .addArgument(new Argument('<SHELL>', 'your shell').choices(['bash', 'zsh', 'fish']))
    .action(async (shell: Shell) => {
      const { completion } = await import('./commands/completion.ts');
      await completion(cli, program, shell);
    });
}

/** A command whose output goes through the run's own streams, and which never ends the process. */
function subcommand(program: Command, cli: Cli, name: string, options?: { isDefault: boolean }): Command {
  return quietCommand(program.command(name, options ?? {}), cli);
}

function quietCommand(command: Command, cli: Cli): Command {
  return command
    .exitOverride((error: CommanderError) => {
      throw error;
    })
    .showHelpAfterError('(--help lists what there is)')
    .allowExcessArguments(false)
    .configureOutput({
      writeOut: (text) => void cli.io.stdout.write(text),
      writeErr: (text) => void cli.io.stderr.write(text.split('\n').map(plain).join('\n')),
      getOutHelpWidth: () => cli.io.stdout.columns ?? 100,
      getErrHelpWidth: () => cli.io.stderr.columns ?? 100,
    });
}

/** The options of `lint` as its own help lists them. */
function optionsHelp(program: Command): string {
  const lint = program.commands.find((command) => command.name() === 'lint')!;
  const help = lint.helpInformation();
  return help.slice(help.indexOf('Options:')).trimEnd();
}
