import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { freshlyBuilt } from './built.ts';
import { bundleProgram } from './bundleProgram.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface RunOptions {
  /** The working folder, relative to the sandbox. */
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own for one test, with the files given, in which the command line runs as a process. */
export class CliSandbox {
  readonly folder: string;

  constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    this.folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'handbook-cli-')));
    for (const [name, content] of Object.entries(files)) this.write(name, content);
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  write(name: string, content: string | Uint8Array): void {
    mkdirSync(path.dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  bytes(name: string): Uint8Array {
    return readFileSync(this.path(name));
  }

  remove(name: string): void {
    rmSync(this.path(name), { recursive: true });
  }

  /** The names in a folder, hidden ones included: what a run must not leave behind. */
  names(folder = '.'): string[] {
    return readdirSync(this.path(folder)).sort();
  }

  /** All files below, hidden ones included, by path. */
  files(): string[] {
    const entries = readdirSync(this.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    return entries.map(({ parentPath, name }) => path.relative(this.folder, path.join(parentPath, name))).sort();
  }

  mode(name: string): number {
    return statSync(this.path(name)).mode & 0o7777;
  }

  setMode(name: string, mode: number): void {
    chmodSync(this.path(name), mode);
  }

  async run(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    const child = this.start(args, options);
    const [stdout, stderr, code] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      new Promise<number | null>((resolve) => child.on('close', resolve)),
    ]);
    return { code, stdout, stderr };
  }

  /** The same without waiting for its end. */
  start(args: readonly string[], { cwd = '.', stdin = '', env = {} }: RunOptions = {}) {
    const child = spawn(process.execPath, [cliProgram(), ...args], {
      cwd: this.path(cwd),
      env: { PATH: process.env.PATH, ...env },
      stdio: 'pipe',
    });
    // The program need not read what it is given.
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
    return child;
  }
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const programs = new Map<string, string>();

/** The program, in a folder of this test process: the built one if it is newer than its sources, else built for it. */
export function cliProgram(): string {
  const known = programs.get(root);
  if (known) return known;
  const folder = mkdtempSync(path.join(tmpdir(), 'handbook-cli-build-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const program = path.join(folder, 'server.cjs');
  if (freshlyBuilt()) {
    for (const name of ['server', 'cli', 'undici'])
      cpSync(path.join(root, `dist/${name}.cjs`), path.join(folder, `${name}.cjs`));
  } else {
    // The command line never loads the server.
    bundleProgram(program, ['./lsp/main.ts']);
  }
  const rules = path.join(root, 'server/src/rules');
  for (const name of readdirSync(rules)) {
    if (name.endsWith('.md')) cpSync(path.join(rules, name), path.join(folder, 'rules', name));
  }
  programs.set(root, program);
  return program;
}
