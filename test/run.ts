import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import picocolors from 'picocolors';

/** One step of the test run: an npm script, and how to count what it did. */
interface Stage {
  readonly title: string;
  readonly script: string;
  readonly args?: readonly string[];
  /** Reads the counts from what the stage left; without it the stage counts as one. */
  readonly count?: (reportFile: string) => Counts | undefined;
  /** Takes long; `--fast` leaves it out. */
  readonly slow?: boolean;
  /** Stands in for a slow one with `--fast`: the same kind of tests, those that start processes left out. */
  readonly fastOnly?: boolean;
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped?: number;
}

interface Result extends Counts {
  readonly stage: Stage;
  readonly seconds: number;
}

const stages: readonly Stage[] = [
  { title: 'Types', script: 'typecheck' },
  { title: 'Format and lint', script: 'lint' },
  { title: 'Room boundaries', script: 'boundaries' },
  { title: 'Nothing unused', script: 'unused' },
  { title: 'Regular expressions', script: 'regexps', slow: true },
  { title: 'Known vulnerabilities', script: 'audit', slow: true },
  { title: 'Generated files', script: 'generate', args: ['--check'] },
  { title: 'Build', script: 'build' },
  { title: 'Units, server, command line', script: 'unit', count: vitestCounts, slow: true },
  { title: 'Units, server', script: 'unit:fast', count: vitestCounts, fastOnly: true },
  { title: 'Neovim', script: 'test:neovim', count: vitestCounts, slow: true },
  { title: 'Real VS Code', script: 'test:vscode', count: mochaCounts, slow: true },
  { title: 'Real VS Code, packaged', script: 'test:ui', count: vitestCounts, slow: true },
  { title: 'Real VS Code, in the browser', script: 'test:web', count: mochaCounts, slow: true },
];

/** Every stage runs, also after one that failed; the exit code is 1 if any did. */
function main(argv: readonly string[]): number {
  const fast = argv.includes('--fast');
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'handbook-test-'));
  try {
    const chosen = stages.filter((stage) => (fast ? !stage.slow : !stage.fastOnly));
    const results = chosen.map((stage) =>
      runStage(stage, path.join(scratch, `${stage.script.replace(':', '-')}.json`)),
    );
    return report(results);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function runStage(stage: Stage, reportFile: string): Result {
  console.log(picocolors.bold(`\n== ${stage.title} (npm run ${stage.script})`));
  const started = Date.now();
  const args = [...(stage.args ?? [])];
  if (stage.count === vitestCounts) args.push('--reporter=dot', '--reporter=json', `--outputFile.json=${reportFile}`);
  const done = spawnSync('npm', ['run', '--silent', stage.script, ...(args.length ? ['--', ...args] : [])], {
    stdio: 'inherit',
    env: { ...process.env, HANDBOOK_TEST_REPORT: reportFile },
    shell: process.platform === 'win32',
  });
  const ok = done.status === 0;
  const counted = stage.count?.(reportFile) ?? { passed: ok ? 1 : 0, failed: 0 };
  // A stage that failed without naming a test (a crash, a file that does not load) is a failure all the same.
  const failed = counted.failed || (ok ? 0 : 1);
  const seconds = (Date.now() - started) / 1000;
  console.log(failed ? picocolors.red(`   failed, ${seconds.toFixed(1)} s`) : `   ok, ${seconds.toFixed(1)} s`);
  return { stage, passed: counted.passed, failed, skipped: counted.skipped, seconds };
}

function vitestCounts(reportFile: string): Counts | undefined {
  const json = readReport(reportFile);
  if (!json) return undefined;
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = json;
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

function mochaCounts(reportFile: string): Counts | undefined {
  const json = readReport(reportFile);
  return json && { passed: json.passed ?? 0, failed: json.failed ?? 0, skipped: json.skipped ?? 0 };
}

function readReport(file: string): Readonly<Record<string, number | undefined>> | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function report(results: readonly Result[]): number {
  console.log(picocolors.bold('\n== Summary'));
  const width = Math.max(...results.map(({ stage }) => stage.title.length));
  for (const { stage, passed, failed, skipped, seconds } of results) {
    const mark = failed ? picocolors.red('failed') : picocolors.green('ok    ');
    const counts = `${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed`;
    const left = skipped ? `, ${skipped} skipped` : '';
    console.log(`   ${stage.title.padEnd(width)}  ${mark} ${counts}  ${seconds.toFixed(1).padStart(6)} s${left}`);
  }
  const passed = results.reduce((sum, one) => sum + one.passed, 0);
  const failed = results.reduce((sum, one) => sum + one.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
