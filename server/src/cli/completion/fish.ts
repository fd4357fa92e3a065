import { type CommandWords, named } from './words.ts';

export function fishScript(commands: readonly CommandWords[]): string {
  const lines = ['complete -c handbook-lint -f -n "__fish_is_first_arg" -a "(__fish_complete_path)"'];
  for (const { name, description } of named(commands)) {
    const words = name.split(' ');
    lines.push(fishLine(fishCondition(words.slice(0, -1)), `-f -a ${words.at(-1)} -d ${quoted(description)}`));
  }
  const top = named(commands).filter(({ name }) => !name.includes(' '));
  // Paths may have been typed before an option.
  const withoutCommand = ` -n "not __fish_seen_subcommand_from ${top.map(({ name }) => name).join(' ')}"`;
  for (const { name, options, argumentWords } of commands) {
    const condition = name === '' ? withoutCommand : fishCondition(name.split(' '));
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
