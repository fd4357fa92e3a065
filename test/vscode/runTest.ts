import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests, TestRunFailedError } from '@vscode/test-electron';
import { buildTests, type TestBundle } from './build.ts';
import { CannotInstall, ensureInstalled } from './host/install.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Runs the Mocha suite in a real VS Code, over a copy of the sample book. Returns the exit code. */
async function main(): Promise<number> {
  if (!existsSync(path.join(root, 'dist/extension.cjs'))) throw new Error('Build the extension first: npm run build');
  const desktop = process.env.VSCODE_EXECUTABLE !== undefined || (await downloadReachable());
  if (desktop && !hasDisplay() && spawnSync('xvfb-run', ['--help'], { stdio: 'ignore' }).status === 0) {
    const again = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
    return spawnSync('xvfb-run', ['-a', ...again], { stdio: 'inherit' }).status ?? 1;
  }
  const bundle = await buildTests(root);
  const executable = (await desktopExecutable(desktop)) ?? headlessExecutable(bundle);
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'handbook-vscode-'));
  const book = path.join(scratch, 'cloud-handbook');
  cpSync(path.join(root, 'test/fixtures/books/cloud-handbook'), book, { recursive: true });
  try {
    return await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: bundle.suite,
      launchArgs: [
        book,
        '--disable-extensions',
        `--user-data-dir=${path.join(scratch, 'user-data')}`,
        `--extensions-dir=${path.join(scratch, 'extensions')}`,
      ],
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The desktop VS Code that the user names, or a downloaded one where it could show itself. */
async function desktopExecutable(desktop: boolean): Promise<string | undefined> {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  if (!desktop || !hasDisplay()) return undefined;
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath: path.join(root, '.vscode-test') });
  } catch (error) {
    console.log(`Desktop VS Code could not be downloaded (${(error as Error).message}); using the headless one.`);
    return undefined;
  }
}

function headlessExecutable(bundle: TestBundle): string {
  ensureInstalled((line) => console.log(line));
  return bundle.codeHeadless;
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Asked with little patience: a build machine often reaches its package registries and nothing else. */
async function downloadReachable(): Promise<boolean> {
  if (process.env.HANDBOOK_VSCODE === 'headless') return false;
  try {
    const releases = 'https://update.code.visualstudio.com/api/releases/stable';
    return (await fetch(releases, { signal: AbortSignal.timeout(4000) })).ok;
  } catch {
    return false;
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // @vscode/test-electron has said what failed; an installation says what to do.
    const own = error instanceof TestRunFailedError || error instanceof CannotInstall;
    console.error(own ? (error as Error).message : error);
    process.exitCode = 1;
  },
);
