import { type CommandWords, named, wordsFor } from './words.ts';

export function bashScript(commands: readonly CommandWords[]): string {
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
        .map(({ flag, choices }) => `    '${name}:${flag}') ${offer(choices)}return ;;`),
    )
    .join('\n');
}

/** What an option can be given; without a list of it, files are. */
function offer(choices: readonly string[]): string {
  if (choices.length === 0) return '';
  // What is only the first half of a word is not followed by a blank.
  const goesOn = choices[0]!.endsWith('=') ? 'compopt -o nospace; ' : '';
  return `${goesOn}COMPREPLY=( $(compgen -W '${choices.join(' ')}' -- "$cur") ); `;
}
