import type { Command } from 'commander';
import { allRules } from '../../rules/registry.generated.ts';
import type { Cli } from '../cli.ts';
import { completionScript, type Shell } from '../completion/script.ts';
import { commandWords } from '../completion/words.ts';

/** `completion bash|zsh|fish`: the script that the shell reads at its start. */
export async function completion(cli: Cli, program: Command, shell: Shell): Promise<void> {
  const words = commandWords(
    program,
    allRules.map(({ meta }) => meta.name),
  );
  await cli.io.stdout.write(completionScript(shell, words));
}
