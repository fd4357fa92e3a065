import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  CODE_SERVER,
  findChromium,
  findInstallation,
  type Installation,
  installFolder,
  nodePackage,
  stampFile,
  VSCODE_NODE,
} from './installation.ts';

/** The message says what a person has to do by hand. */
export class CannotInstall extends Error {}

/**
 * Brings a real VS Code to this machine from the npm registry, and a browser from the distribution; both once.
 * `say` gets one line a step.
 */
export function ensureInstalled(say: (line: string) => void): Installation {
  const found = findInstallation();
  if (found) return found;
  if (!findChromium()) installChromium(say);
  installServer(say);
  const now = findInstallation();
  if (!now) throw new CannotInstall(`The installation in ${installFolder()} is incomplete. Delete it and try again.`);
  return now;
}

function installChromium(say: (line: string) => void): void {
  const packages = ['chromium', 'fonts-dejavu-core', 'fonts-liberation', 'fonts-wqy-microhei'];
  const byHand = [
    'Tests in VS Code need Chromium or Chrome, and none was found. Install it, for instance with',
    `  sudo apt-get install --no-install-recommends ${packages.join(' ')}`,
    'or name an executable you have: CHROMIUM=/path/to/chrome npm test',
  ].join('\n');
  if (process.env.CHROMIUM) throw new CannotInstall(`CHROMIUM names ${process.env.CHROMIUM}, which is not there.`);
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !has('apt-get')) throw new CannotInstall(byHand);
  say(`Installing ${packages.join(', ')} with apt-get (about half a minute, 400 MB) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env, failure: byHand });
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, failure: byHand });
}

function installServer(say: (line: string) => void): void {
  const node = nodePackage();
  if (!node) {
    const known = 'Tests in VS Code find no ready-made headless VS Code for this system.';
    throw new CannotInstall(`${known} Name a desktop one: VSCODE_EXECUTABLE=/path/to/code npm test`);
  }
  const folder = installFolder();
  say(`Installing VS Code 1.${CODE_SERVER.slice(2)} into ${folder} (once; about a minute, 800 MB) …`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const failure = `npm could not install VS Code into ${folder}. Is the npm registry reachable?`;
  // Scripts stay off: most would compile natives that the server does without.
  const npm = (args: string[], cwd: string, env = process.env) =>
    run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', ...args], {
      cwd,
      env,
      failure,
    });
  npm(['--save-exact', `${node}@${VSCODE_NODE}`, `code-server@${CODE_SERVER}`], folder);
  // `npm ci` refuses the server's own shrinkwrap, which is out of step with its package.json.
  const bin = path.join(folder, 'node_modules', node, 'bin');
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` };
  const server = path.join(folder, 'node_modules/code-server/lib/vscode');
  npm(['--omit=dev'], server, env);
  compileNatives(server, path.join(folder, 'node_modules', node), env, say);
  run('node', ['out/server-main.js', '--version'], { cwd: server, env, failure: 'The VS Code server does not start.' });
  writeFileSync(stampFile(), '');
}

/** The logger behind the Output panel, and the watchdog of the extension host: missed, not needed. */
function compileNatives(server: string, nodeFolder: string, env: NodeJS.ProcessEnv, say: (line: string) => void): void {
  const done = spawnSync('npm', ['rebuild', '--no-audit', '--no-fund', '@vscode/spdlog', '@vscode/native-watchdog'], {
    cwd: server,
    // The headers come with the package: nothing is downloaded.
    env: { ...env, npm_config_nodedir: nodeFolder, npm_config_ignore_scripts: 'false' },
    stdio: 'ignore',
  });
  if (done.status !== 0) say('No C++ compiler: VS Code goes without its log files. The tests do not need them.');
}

function has(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}

interface RunOptions {
  readonly failure: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

function run(command: string, args: readonly string[], { cwd, env, failure }: RunOptions): void {
  const done = spawnSync(command, args, { cwd, env, encoding: 'utf8', shell: process.platform === 'win32' });
  if (done.status !== 0)
    throw new CannotInstall(`${failure}\n${done.error?.message ?? ''}${done.stdout}${done.stderr}`);
}

if (process.argv[1] && path.basename(process.argv[1]).startsWith('install.')) {
  try {
    const installed = ensureInstalled((line) => console.log(line));
    console.log(`VS Code is in ${installed.folder}, the browser is ${installed.chromium}.`);
  } catch (error) {
    if (!(error instanceof CannotInstall)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
