import { spawnSync } from 'node:child_process';

/** Brings Neovim from the distribution's packages where it is missing; the error says what to do by hand. */
export function ensureNeovim(say: (line: string) => void): void {
  if (runs('nvim')) return;
  const byHand =
    'The Neovim tests need nvim 0.7 or newer. Install it, for instance with: sudo apt-get install --no-install-recommends neovim';
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !runs('apt-get')) throw new Error(byHand);
  say('Installing neovim with apt-get (a few seconds, 40 MB) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env });
  const { status, stderr } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'neovim'], {
    env,
  });
  if (status !== 0 || !runs('nvim')) throw new Error(`${byHand}\n${stderr}`);
}

function runs(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}
