import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { cliProgram } from './cliSandbox.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** A YAML file of the repository. */
export function readYaml<T>(file: string): T {
  return parse(readFileSync(path.join(root, file), 'utf8'));
}

/**
 * A folder for PATH in which `npx` runs the program of this repository, and notes what it was asked for, and in which
 * there is nothing else but what shell scripts use, and a `gh` of the test's own.
 */
export function fakeNpx(options: { readonly alsoInstalled?: boolean; readonly gh?: string } = {}): {
  readonly PATH: string;
  /** The arguments of each call, those of the program left out. */
  readonly asked: () => string[];
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'handbook-npx-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const log = path.join(folder, 'log');
  writeFileSync(log, '');
  const program = `exec ${JSON.stringify(process.execPath)} ${JSON.stringify(cliProgram())} "$@"\n`;
  const script = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}`);
    chmodSync(path.join(folder, name), 0o755);
  };
  script('npx', `echo "$1 $2 $3" >> ${JSON.stringify(log)}; shift 3; ${program}`);
  if (options.alsoInstalled) script('handbook-lint', program);
  if (options.gh !== undefined) script('gh', options.gh);
  script('node', `exec ${JSON.stringify(process.execPath)} "$@"\n`);
  return {
    PATH: `${folder}:/usr/bin:/bin`,
    asked: () => readFileSync(log, 'utf8').split('\n').filter(Boolean),
  };
}

/** A folder for PATH in which these commands do what their shell scripts say, and are noted with their arguments. */
export function fakeCommands(scripts: Readonly<Record<string, string>>): {
  readonly PATH: string;
  readonly calls: () => string[];
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'handbook-commands-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const log = path.join(folder, 'log');
  writeFileSync(log, '');
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\necho "${name} $*" >> ${JSON.stringify(log)}\n${script}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
  return { PATH: `${folder}:/usr/bin:/bin`, calls: () => readFileSync(log, 'utf8').split('\n').filter(Boolean) };
}

/** How GitHub's and GitLab's runners call a step's script. */
const asRunner = (script: string) => ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];

/** Runs a step's script the way the runner does. */
export function runScript(script: string, cwd: string, env: Readonly<Record<string, string>>) {
  const done = spawnSync('/bin/bash', asRunner(script), { cwd, env, encoding: 'utf8' });
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}

/** The same, while this process goes on: a server of the test has to answer the script. */
export async function runScriptBeside(script: string, cwd: string, env: Readonly<Record<string, string>>) {
  const child = spawn('/bin/bash', asRunner(script), { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: code as number | null, stdout, stderr };
}

/** Fills the `${{ … }}` of a value that are names of what is given, and throws for any other. */
export function fillExpressions(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{\s*([^}]*?)\s*\}\}/g, (_, name: string) => {
    if (!Object.hasOwn(values, name)) throw new Error(`${name} is not known here`);
    return values[name]!;
  });
}
