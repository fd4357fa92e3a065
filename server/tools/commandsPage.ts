import { type Command, Help } from 'commander';
import { buildProgram } from '../src/cli/program.ts';

/** The page of every command, argument and option, as `--help` tells them (server/COMMANDS.md). */
export function commandsPage(): string {
  const sections = allCommands().flatMap((command) => section(command, '##'));
  return [
    '# Commands and options',
    '',
    'Made by `npm run generate` from the commands themselves, which `handbook-lint --help` lists too. Do not edit.',
    '',
    'What is no command is linted: `handbook-lint manuscript` is short for `handbook-lint lint manuscript`.',
    '',
    ...sections,
  ].join('\n');
}

/** The same for README, where it is folded away. */
export function commandsForReadme(): string {
  const sections = allCommands().flatMap((command) => section(command, '###'));
  return ['<details>', '<summary>All of them</summary>', '', ...sections, '</details>'].join('\n');
}

function allCommands(): Command[] {
  const commands = programToRead().commands.flatMap((command) => [command, ...command.commands]);
  return commands.filter((command) => command.commands.length === 0);
}

/** The commands, which are never run. */
export function programToRead(): Command {
  const nowhere = { write: async () => {}, isTerminal: false, columns: undefined };
  return buildProgram({
    io: {
      stdout: nowhere,
      stderr: nowhere,
      env: {},
      cwd: '/',
      readStdin: async () => '',
      now: () => 0,
      today: () => '',
      programFolder: '/',
    },
    exitCode: 0,
    debug: false,
  });
}

/** `lint`, `links check`: how a command is called. */
export function commandName(command: Command): string {
  const parent = command.parent;
  return parent?.parent ? `${parent.name()} ${command.name()}` : command.name();
}

function section(command: Command, heading: '##' | '###'): string[] {
  const help = new Help();
  const places = command.registeredArguments.map((argument) => {
    const name = argument.variadic ? `${argument.name()}…` : argument.name();
    return argument.required ? name : `[${name}]`;
  });
  const usage = ['handbook-lint', commandName(command), ...places];
  const rows = [
    ...command.registeredArguments.map((argument) =>
      row(help.argumentTerm(argument), help.argumentDescription(argument)),
    ),
    ...command.options.map((option) => row(help.optionTerm(option), help.optionDescription(option))),
  ];
  return [
    `${heading} \`${usage.join(' ')}\``,
    '',
    sentence(command.description()),
    '',
    ...(rows.length > 0 ? ['| argument or option | what it means |', '|---|---|', ...rows, ''] : []),
  ];
}

function row(term: string, description: string): string {
  return `| \`${term}\` | ${sentence(description).replaceAll('|', '\\|').replaceAll('<', '&lt;')} |`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
