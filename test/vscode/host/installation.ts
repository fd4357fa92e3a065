import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A code-server release is a VS Code release: 4.139.1 carries VS Code 1.139.1. It wants the Node named beside it. */
export const CODE_SERVER = process.env.HANDBOOK_CODE_SERVER ?? '4.139.1';
export const VSCODE_NODE = process.env.HANDBOOK_VSCODE_NODE ?? '24.21.0';

/** A real VS Code that needs no desktop: its server, the Node it runs on, and a browser to show its workbench in. */
export interface Installation {
  readonly folder: string;
  readonly node: string;
  readonly serverMain: string;
  readonly chromium: string;
}

/**
 * Where this version of the headless VS Code is, or would be, kept: a folder of its own, which may be deleted, under
 * $HANDBOOK_VSCODE_DIR or the user's cache.
 */
export function installFolder(): string {
  const caches = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache');
  const parent = process.env.HANDBOOK_VSCODE_DIR ?? path.join(caches, 'handbook-lint', 'vscode');
  return path.resolve(parent, `code-server-${CODE_SERVER}-node-${VSCODE_NODE}`);
}

/** Absolute, written last: a half-finished installation has none. */
export function stampFile(): string {
  return path.join(installFolder(), '.complete');
}

/** npm's name for the package that carries a Node executable for this machine, where there is one. */
export function nodePackage(): string | undefined {
  const supported = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
  const here = `${process.platform}-${process.arch}`;
  return supported.includes(here) ? `node-${here}` : undefined;
}

export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM;
  if (named) return existsSync(named) ? named : undefined;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const mac = ['Google Chrome', 'Chromium'].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  return [...onPath, ...mac].find((file) => existsSync(file));
}

/** What is installed, or undefined where a part is missing; `install.ts` then brings it. */
export function findInstallation(): Installation | undefined {
  const folder = installFolder();
  const chromium = findChromium();
  const name = nodePackage();
  if (!chromium || !name || !existsSync(stampFile())) return undefined;
  return {
    folder,
    node: path.join(folder, 'node_modules', name, 'bin', 'node'),
    serverMain: path.join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
    chromium,
  };
}
