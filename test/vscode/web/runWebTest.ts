/**
 * Runs a suite in a real VS Code whose extension host is a web worker, over a workspace that exists in memory only:
 * `npm run test:web`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { globSync } from 'tinyglobby';
import { openBrowser } from '../host/browser.ts';
import { CannotInstall, ensureInstalled } from '../host/install.ts';
import { startServer, workbenchUrl } from '../host/server.ts';
import { runSuite } from '../host/suiteRun.ts';
import { Workbench } from '../ui/workbench.ts';
import { developFrom, serveExtension } from './extensionServer.ts';
import type { Finding } from './findings.ts';
import { looks } from './looks.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const outdir = path.join(root, 'dist/test-web');
const book = path.join(root, 'test/fixtures/books/cloud-handbook');

async function main(): Promise<number> {
  await bundle();
  const vscode = ensureInstalled((line) => console.log(line));
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'handbook-web-'));
  const folders = { userDataDir: path.join(scratch, 'user-data'), extensionsDir: path.join(scratch, 'extensions') };
  const server = await startServer(vscode, {
    ...folders,
    logFile: path.join(scratch, 'server.log'),
    driver: true,
    // Else it could run in the server's own extension host, which has Node.
    settings: {
      'remote.extensionKind': { 'handbook-lint.handbook-lint': ['web'] },
    },
  });
  const { browser, page } = await openBrowser(vscode);
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] as string[] };
  try {
    const extension = await serveExtension(root);
    await developFrom(page, extension, 'dist/test-web/index.cjs');
    const url = workbenchUrl(server.port, { open: 'memfs:/handbook' });
    let sayTested = () => {};
    const tested = new Promise<undefined>((resolve) => {
      sayTested = () => resolve(undefined);
    });
    const ended = Promise.race([
      runSuite(page, url, (line) => {
        const [, mark, title = ''] = /^web-test (passed|failed|skipped): (.*)/.exec(line) ?? [];
        if (mark) counts[mark as 'passed' | 'failed' | 'skipped']++;
        if (mark === 'failed') counts.failures.push(title);
        if (line === 'web-suite: done') sayTested();
      }),
      server.ended.then(() => ({ code: 1, why: 'the VS Code server ended' })),
      tooLong(),
    ]);
    const early = await Promise.race([tested, ended]);
    if (!early) await lookedAt(page, counts);
    const outcome = await ended;
    if (outcome.why) console.error(outcome.why);
    if (process.env.HANDBOOK_TEST_REPORT) writeFileSync(process.env.HANDBOOK_TEST_REPORT, JSON.stringify(counts));
    console.log(`  ${counts.passed} passing, ${counts.failed} failing`);
    return outcome.code || (counts.passed && !counts.failed ? 0 : 1);
  } finally {
    await browser.close().catch(() => undefined);
    await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Looks at the window of the extension at work, and has its suite end. */
async function lookedAt(page: Page, counts: { passed: number; failed: number }): Promise<void> {
  const workbench = new Workbench(page);
  for (const { title, look } of looks) {
    const mark = await look(workbench).then(
      () => 'passed' as const,
      (error: unknown) => {
        console.error(error);
        return 'failed' as const;
      },
    );
    counts[mark]++;
    console.log(`web-look ${mark}: ${title}`);
  }
  const picture = process.env.HANDBOOK_WEB_PICTURE;
  if (picture) await page.screenshot({ path: picture });
  await workbench.runCommand('File: New Untitled Text File');
}

async function bundle(): Promise<void> {
  const files = globSync('**/*', { cwd: book, absolute: true });
  const content = files.map((file) => [path.relative(book, file), readFileSync(file).toString('base64')]);
  const define = {
    SAMPLE_BOOK: JSON.stringify(Object.fromEntries(content)),
    CLI_FINDINGS: JSON.stringify(cliFindings()),
  };
  await build({
    entryPoints: [path.join(import.meta.dirname, 'index.ts')],
    bundle: true,
    platform: 'browser',
    // Mocha's browser build writes to `module.exports` too; the footer has the last word.
    format: 'iife',
    globalName: 'handbookTests',
    footer: { js: 'module.exports = handbookTests;' },
    target: 'es2022',
    outdir,
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
    define: { ...define, global: 'globalThis', 'process.env.NODE_DEBUG': 'undefined' },
    logLevel: 'warning',
  });
}

function cliFindings(): Finding[] {
  const args = [path.join(root, 'dist/server.cjs'), 'lint', '--format', 'json', '--fail-on', 'never', '.'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: book, encoding: 'utf8' });
  if (!stdout) throw new Error(`The built command line did not answer; build it first (npm run build). ${stderr}`);
  const { findings } = JSON.parse(stdout) as {
    findings: { file: string; rule: string; range: { start: Place; end: Place } }[];
  };
  return findings.map(({ file, rule, range: { start, end } }) => ({
    file,
    rule,
    range: [start.line, start.column, end.line, end.column].join(':'),
  }));
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function tooLong(): Promise<{ code: number; why: string }> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ code: 124, why: 'no result after 5 minutes' }), 300_000).unref();
  });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof CannotInstall ? error.message : error);
    process.exitCode = 1;
  },
);
