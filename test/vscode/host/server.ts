import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Installation } from './installation.ts';

export interface Folders {
  readonly userDataDir: string;
  readonly extensionsDir: string;
}

export interface ServerOptions extends Folders {
  readonly logFile: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /**
   * Only with VS Code's smoke-test driver does a built workbench honour `extensionDevelopmentPath` and
   * `extensionTestsPath`. It also hides notification toasts, so screenshots do without.
   */
  readonly driver: boolean;
  /** Whether a folder is trusted only when it was said so; otherwise all are. */
  readonly asksForTrust?: boolean;
}

export interface RunningServer {
  readonly port: number;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts VS Code's server on a free port of the loopback address. Rejects when it ends early or takes a minute. */
export async function startServer(vscode: Installation, options: ServerOptions): Promise<RunningServer> {
  seedSettings(options);
  const child = spawn(
    vscode.node,
    [
      vscode.serverMain,
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'],
      ...['--telemetry-level', 'off', '--force-disable-user-env'],
      ...(options.asksForTrust ? [] : ['--disable-workspace-trust']),
      ...(options.driver ? ['--enable-smoke-test-driver'] : []),
      ...folderArguments(options),
    ],
    // A group of its own, so that stopping it takes the extension host and the language servers along.
    { env: { ...process.env, ...OFFLINE }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = () => stopGroup(child, ended);
  try {
    return { port: await portOf(child, options.logFile), ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs a command of the server's command line (`--install-extension x.vsix`, `--version`); returns its exit code. */
export function runServerCommand(vscode: Installation, args: readonly string[], folders: Folders): number {
  const all = [vscode.serverMain, ...args, ...folderArguments(folders)];
  return spawnSync(vscode.node, all, { stdio: 'inherit', env: { ...process.env, ...OFFLINE } }).status ?? 1;
}

export interface WorkbenchTarget {
  /** A folder, a `.code-workspace` file, or the URI of a folder that is not on the disk. */
  readonly open?: string;
  readonly extensionDevelopmentPaths?: readonly string[];
  readonly extensionTestsPath?: string;
  readonly payload?: readonly (readonly [string, string])[];
}

/** The address of the workbench, with what the desktop takes as command-line arguments in its payload. */
export function workbenchUrl(port: number, target: WorkbenchTarget): string {
  const authority = `127.0.0.1:${port}`;
  const remote = (file: string) => `vscode-remote://${authority}${pathToFileURL(path.resolve(file)).pathname}`;
  const payload: (readonly [string, string])[] = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  payload.push(...(target.payload ?? []));
  for (const folder of target.extensionDevelopmentPaths ?? [])
    payload.push(['extensionDevelopmentPath', remote(folder)]);
  if (target.extensionTestsPath) payload.push(['extensionTestsPath', remote(target.extensionTestsPath)]);
  const url = new URL(`http://${authority}/`);
  if (!target.open) url.searchParams.set('ew', 'true');
  else {
    const place = /^[a-z-]{2,}:/.test(target.open) ? target.open : path.resolve(target.open);
    url.searchParams.set(place.endsWith('.code-workspace') ? 'workspace' : 'folder', place);
  }
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** A quiet workbench: nothing pops up, moves, or asks the network. */
const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.openRepositoryInParentFolders': 'never',
  'chat.disableAIFeatures': true,
  'files.simpleDialog.enable': true,
};

/** An empty gallery: no look-ups that fail offline. */
const OFFLINE = { EXTENSIONS_GALLERY: '{"serviceUrl":""}' };

function folderArguments({ userDataDir, extensionsDir }: Folders): string[] {
  const serverData = path.join(userDataDir, 'server');
  return ['--server-data-dir', serverData, '--user-data-dir', userDataDir, '--extensions-dir', extensionsDir];
}

function seedSettings({ userDataDir, settings, asksForTrust = false }: ServerOptions): void {
  const file = path.join(userDataDir, 'User', 'settings.json');
  if (existsSync(file)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    JSON.stringify({ ...SETTINGS, 'security.workspace.trust.enabled': asksForTrust, ...settings }, null, 2),
  );
}

function portOf(child: ChildProcess, logFile: string): Promise<number> {
  const log = createWriteStream(logFile);
  return new Promise((resolve, reject) => {
    let seen = '';
    let listening = false;
    const see = (chunk: Buffer) => {
      log.write(chunk);
      if (listening) return;
      seen += chunk;
      const match = /listening on (\d+)/.exec(seen);
      if (!match) return;
      listening = true;
      resolve(Number(match[1]));
    };
    child.stdout?.on('data', see);
    child.stderr?.on('data', see);
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`VS Code's server ended early (${code ?? signal}): ${seen}`)),
    );
    setTimeout(() => reject(new Error(`VS Code's server did not start in a minute: ${seen}`)), 60_000).unref();
  });
}

async function stopGroup(child: ChildProcess, ended: Promise<void>): Promise<void> {
  signalGroup(child, 'SIGTERM');
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000).unref())]);
  signalGroup(child, 'SIGKILL');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It is gone already, which is what was wanted.
  }
}
