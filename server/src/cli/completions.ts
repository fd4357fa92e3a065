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

export type Shell = 'bash' | 'zsh' | 'fish';

/** The script a shell reads to complete `handbook-lint`. */
export function completionScript(shell: Shell, commands: readonly CommandWords[]): string {
  return scripts[shell](commands);
}

const scripts: Record<Shell, (commands: readonly CommandWords[]) => string> = {
  bash: bashScript,
  zsh: (commands) => `#compdef handbook-lint handbook-language-server\n${zshScript(commands)}`,
  fish: fishScript,
};

function bashScript(commands: readonly CommandWords[]): string {
  return `_handbook_lint() {
  local cur prev command word
  cur="\${COMP_WORDS[COMP_CWORD]}"
  prev="\${COMP_WORDS[COMP_CWORD-1]}"
  command=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$command $word" in
${bashPaths(commands)}
    esac
  done
  COMPREPLY=()
  case "$command:$prev" in
${bashValues(commands)}
  esac
  case "$command" in
${commands.map((command) => `    '${command.name}') COMPREPLY=( $(compgen -W '${wordsFor(command, commands).join(' ')}' -- "$cur") ) ;;`).join('\n')}
  esac
}
complete -o default -o bashdefault -F _handbook_lint handbook-lint handbook-language-server
`;
}

/** Which words lead from a command to a command of it. */
function bashPaths(commands: readonly CommandWords[]): string {
  return named(commands)
    .map(({ name }) => {
      const words = name.split(' ');
      const from = words.slice(0, -1).join(' ');
      return `      '${from} ${words.at(-1)}') command='${name}' ;;`;
    })
    .join('\n');
}

function bashValues(commands: readonly CommandWords[]): string {
  return commands
    .flatMap(({ name, options }) =>
      options
        .filter(({ takesValue }) => takesValue)
        .map(({ flag, choices }) =>
          choices.length > 0
            ? `    '${name}:${flag}') COMPREPLY=( $(compgen -W '${choices.join(' ')}' -- "$cur") ); return ;;`
            : `    '${name}:${flag}') return ;;`,
        ),
    )
    .join('\n');
}

/** What may stand next in a command: its options, what its arguments can be, the commands below it. */
function wordsFor({ name, options, argumentWords }: CommandWords, commands: readonly CommandWords[]): string[] {
  const depth = name === '' ? 1 : name.split(' ').length + 1;
  const below = named(commands)
    .filter((other) => other.name.split(' ').length === depth && (name === '' || other.name.startsWith(`${name} `)))
    .map((other) => other.name.split(' ').at(-1)!);
  return [...below, ...argumentWords, ...options.map(({ flag }) => flag)];
}

/** zsh runs bash's script as it is, through its own adapter. */
function zshScript(commands: readonly CommandWords[]): string {
  return `autoload -U +X compinit && compinit -u\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(commands)}`;
}

function fishScript(commands: readonly CommandWords[]): string {
  const lines = ['complete -c handbook-lint -f -n "__fish_is_first_arg" -a "(__fish_complete_path)"'];
  for (const { name, description } of named(commands)) {
    const words = name.split(' ');
    lines.push(fishLine(fishCondition(words.slice(0, -1)), `-f -a ${words.at(-1)} -d ${quoted(description)}`));
  }
  for (const { name, options, argumentWords } of commands) {
    const condition = fishCondition(name === '' ? [] : name.split(' '));
    if (argumentWords.length > 0) lines.push(fishLine(condition, `-f -a ${quoted(argumentWords.join(' '))}`));
    for (const { flag, description, takesValue, choices } of options) {
      const value = takesValue ? (choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : ' -r') : '';
      lines.push(fishLine(condition, `-l ${flag.slice(2)}${value} -d ${quoted(description)}`));
    }
  }
  return `${lines.join('\n')}\ncomplete -c handbook-language-server -w handbook-lint\n`;
}

function fishLine(condition: string, rest: string): string {
  return `complete -c handbook-lint${condition} ${rest}`;
}

function fishCondition(words: readonly string[]): string {
  if (words.length === 0) return ' -n "__fish_use_subcommand"';
  return ` -n "${words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ')}"`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function named(commands: readonly CommandWords[]): readonly CommandWords[] {
  return commands.filter(({ name }) => name !== '');
}
