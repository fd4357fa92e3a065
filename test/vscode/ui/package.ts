import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled } from '../host/install.ts';

/** Before all windows: says what to install where no VS Code can be had, and packages the extension as it is now. */
export default function setup(): void {
  ensureInstalled((line) => console.log(line));
  const root = path.resolve(import.meta.dirname, '../../..');
  for (const script of ['build', 'package'])
    execFileSync('npm', ['run', '--silent', script], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
