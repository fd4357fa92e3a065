import { type CommandWords, named, wordsBelow } from './words.ts';

/**
 * Works both ways zsh users install completions: read by `source <(…)`, and as a file `_handbook-lint` in a folder of
 * `$fpath`, which zsh runs in place of the function when it is first needed.
 */
export function zshScript(commands: readonly CommandWords[]): string {
  return `#compdef handbook-lint handbook-language-server

_handbook-lint() {
  local command='' word files=yes
  local -a found options
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$command $word" in
${named(commands).map(pathTo).join('\n')}
    esac
  done
  case "$command:\${words[CURRENT-1]}" in
${commands.flatMap(values).join('\n')}
  esac
  case "$command" in
${commands.map((command) => choices(command, commands)).join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then
    _describe -o option options
  else
    (( $#found )) && _describe command found
    [[ -n $files ]] && _files
  fi
}

if [[ "\${funcstack[1]}" == _handbook-lint ]]; then
  _handbook-lint "$@"
else
  (( $+functions[compdef] )) || { autoload -U compinit && compinit }
  compdef _handbook-lint handbook-lint handbook-language-server
fi
`;
}

function pathTo({ name }: CommandWords): string {
  const words = name.split(' ');
  return `      ${quoted(`${words.slice(0, -1).join(' ')} ${words.at(-1)}`)}) command=${quoted(name)} ;;`;
}

function values({ name, options }: CommandWords): string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ flag, choices: possible }) => {
      // What is only the first half of a word is not followed by a blank.
      const suffix = possible[0]?.endsWith('=') ? "-S '' " : '';
      const offer = possible.length > 0 ? `compadd ${suffix}-- ${possible.map(quoted).join(' ')}` : '_files';
      return `    ${quoted(`${name}:${flag}`)}) ${offer}; return ;;`;
    });
}

function choices(command: CommandWords, commands: readonly CommandWords[]): string {
  const { name, options, argumentWords } = command;
  const below = wordsBelow(command, commands).map((other) => described(other.name.split(' ').at(-1)!, other));
  const found = [...below, ...argumentWords.map(quoted)].join(' ');
  const flags = options.map((option) => described(option.flag, option)).join(' ');
  return `    ${quoted(name)}) found=(${found}); options=(${flags})${argumentWords.length > 0 ? " files=''" : ''} ;;`;
}

function described(word: string, { description }: { readonly description: string }): string {
  return quoted(`${word}:${description}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
