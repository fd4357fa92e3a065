import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled } from '../host/install.ts';

/**
 * Before all windows: says what to install where no VS Code can be had, and packages the extension as it is now, unless
 * `HANDBOOK_VSIX` names the package.
 */
export default function setup(): void {
  ensureInstalled((line) => console.log(line));
  if (process.env.HANDBOOK_VSIX) return;
  const root = path.resolve(import.meta.dirname, '../../..');
  execFileSync('npm', ['run', '--silent', 'package'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
