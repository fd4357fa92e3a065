import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import type { CommandWords } from './words.ts';
import { zshScript } from './zsh.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

/** The script a shell reads to complete `handbook-lint`. */
export function completionScript(shell: Shell, commands: readonly CommandWords[]): string {
  return scripts[shell](commands);
}

const scripts: Record<Shell, (commands: readonly CommandWords[]) => string> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};
