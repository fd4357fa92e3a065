import type { Command, Option } from 'commander';

/** A command as a shell needs to know it. */
export interface CommandWords {
  /** `''` for the program itself, which lints; `links check` for a command of a command. */
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionWords[];
  /** What its arguments can be, where they are no files. */
  readonly argumentWords: readonly string[];
}

export interface OptionWords {
  readonly flag: string;
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/** What there is to complete, read off the commands themselves. `ruleNames` complete `explain` and `--rule`. */
export function commandWords(program: Command, ruleNames: readonly string[]): CommandWords[] {
  const lint = program.commands.find((command) => command.name() === 'lint');
  const all = lint ? [{ ...wordsOf(lint, '', ruleNames), name: '' }] : [];
  const add = (command: Command, prefix: string) => {
    const name = prefix === '' ? command.name() : `${prefix} ${command.name()}`;
    all.push(wordsOf(command, name, ruleNames));
    for (const child of command.commands) add(child, name);
  };
  for (const command of program.commands) add(command, '');
  return all;
}

function wordsOf(command: Command, name: string, ruleNames: readonly string[]): CommandWords {
  const options = command.options.flatMap((option) => optionWords(option, ruleNames));
  const argumentChoices = command.registeredArguments.flatMap((argument) => argument.argChoices ?? []);
  return {
    name,
    description: command.description(),
    options: [...options, { flag: '--help', description: 'print this help', takesValue: false, choices: [] }],
    argumentWords: name === 'explain' ? ruleNames : argumentChoices,
  };
}

function optionWords(option: Option, ruleNames: readonly string[]): OptionWords[] {
  if (!option.long || option.hidden) return [];
  const choices = option.long === '--rule' ? ruleNames.map((name) => `${name}=`) : (option.argChoices ?? []);
  const takesValue = option.required || option.optional;
  return [{ flag: option.long, description: option.description, takesValue, choices }];
}

/** What may stand next in a command: its options, what its arguments can be, the commands below it. */
export function wordsFor(command: CommandWords, commands: readonly CommandWords[]): string[] {
  const below = wordsBelow(command, commands).map(({ name }) => name.split(' ').at(-1)!);
  return [...below, ...command.argumentWords, ...command.options.map(({ flag }) => flag)];
}

/** The commands of a command. */
export function wordsBelow({ name }: CommandWords, commands: readonly CommandWords[]): readonly CommandWords[] {
  const depth = name === '' ? 1 : name.split(' ').length + 1;
  return named(commands).filter(
    (other) => other.name.split(' ').length === depth && (name === '' || other.name.startsWith(`${name} `)),
  );
}

export function named(commands: readonly CommandWords[]): readonly CommandWords[] {
  return commands.filter(({ name }) => name !== '');
}
