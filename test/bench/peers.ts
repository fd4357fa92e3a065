import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Other tools to be measured beside ours, where they could be had. */
export interface Peers {
  /** rumdl's native program: its npm package carries it, nothing is downloaded by scripts. */
  readonly rumdl: string | undefined;
  /** markdownlint-cli2's script. */
  readonly markdownlint: string | undefined;
  /** The folder of markdown-it 15. */
  readonly markdownIt15: string | undefined;
  /** Why some are missing; empty where none is. */
  readonly missing: readonly string[];
}

const wanted = { rumdl: '0.2.75', 'markdownlint-cli2': '0.24.1', 'markdown-it': '15.0.3' };

/**
 * Installs the peers into a cache of the bench, not into the project: they are large, and no one but the bench needs
 * them. Without a registry the bench goes on without them and says so.
 */
export function installPeers(cache: string): Peers {
  const folder = path.join(cache, 'peers');
  const manifest = path.join(folder, 'package.json');
  mkdirSync(folder, { recursive: true });
  const content = `${JSON.stringify({ private: true, dependencies: wanted }, undefined, 2)}\n`;
  if (!existsSync(path.join(folder, 'node_modules')) || readOr(manifest) !== content) {
    writeFileSync(manifest, content);
    spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' });
  }
  const rumdl = fileOf(folder, `@rumdl/cli-${process.platform}-${process.arch}/package.json`, 'rumdl');
  const markdownlint = fileOf(folder, 'markdownlint-cli2/package.json', 'markdownlint-cli2-bin.mjs');
  const markdownIt15 = fileOf(folder, 'markdown-it/package.json', '.');
  const found = { rumdl, markdownlint, 'markdown-it 15': markdownIt15 };
  const missing = Object.entries(found).filter(([, file]) => file === undefined);
  return { rumdl, markdownlint, markdownIt15, missing: missing.map(([name]) => `${name} could not be installed`) };
}

/** A file in an installed package, by the path of the package's manifest. */
function fileOf(folder: string, manifest: string, file: string): string | undefined {
  const installed = path.join(folder, 'node_modules', manifest);
  if (!existsSync(installed)) return undefined;
  const found = path.join(path.dirname(installed), file);
  return existsSync(found) ? found : fileInBin(installed, file);
}

function fileInBin(manifest: string, file: string): string | undefined {
  const folder = path.dirname(manifest);
  return [path.join(folder, 'bin', file), path.join(folder, `${file}.exe`)].find((candidate) => existsSync(candidate));
}

function readOr(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The folder of the markdown-it that ships. */
export function shippedMarkdownIt(): string {
  return path.dirname(createRequire(import.meta.url).resolve('markdown-it/package.json'));
}
