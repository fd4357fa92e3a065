import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
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
  /** Uses `dist/`, so it waits until the first stage has filled it. */
  readonly needsBuild?: boolean;
  /**
   * Opens windows of the VS Code that one stage brings where there is none yet: two that bring it undo each other. One
   * such stage runs at a time: on a slow machine two VS Codes made each other wait for longer than a test does.
   */
  readonly needsVSCode?: boolean;
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped?: number;
  /** A line for each test that failed: which, and why. */
  readonly failures?: readonly string[];
}

interface Result extends Counts {
  readonly stage: Stage;
  readonly seconds: number;
}

/**
 * In the order in which they are begun, those that take longest first, so that none of them is left to run alone. The
 * windows mostly wait, and leave a processor to the units beside them.
 */
const stages: readonly Stage[] = [
  { title: 'Build and package', script: 'package', slow: true },
  { title: 'Build', script: 'build', fastOnly: true },
  { title: 'VS Code for the tests', script: 'vscode:install', slow: true },
  { title: 'Types', script: 'typecheck' },
  { title: 'Units, server', script: 'unit:fast', count: vitestCounts, fastOnly: true, needsBuild: true },
  { title: 'Units, server, command line', script: 'unit', count: vitestCounts, slow: true, needsBuild: true },
  {
    title: 'Real VS Code, packaged',
    script: 'test:ui',
    count: vitestCounts,
    slow: true,
    needsBuild: true,
    needsVSCode: true,
  },
  { title: 'Real VS Code', script: 'test:vscode', count: mochaCounts, slow: true, needsBuild: true, needsVSCode: true },
  {
    title: 'Real VS Code, in the browser',
    script: 'test:web',
    count: mochaCounts,
    slow: true,
    needsBuild: true,
    needsVSCode: true,
  },
  { title: 'Regular expressions', script: 'regexps', slow: true },
  { title: 'Neovim', script: 'test:neovim', count: vitestCounts, slow: true, needsBuild: true },
  { title: 'Format and lint', script: 'lint' },
  { title: 'Nothing unused', script: 'unused' },
  { title: 'Room boundaries', script: 'boundaries' },
  { title: 'Generated files', script: 'generate', args: ['--check'] },
  { title: 'Known vulnerabilities', script: 'audit', slow: true },
];

const { fast, jobs } = parseArgs({
  options: {
    fast: { type: 'boolean', default: false },
    jobs: { type: 'string', default: `${os.availableParallelism() + 1}` },
  },
}).values;

/** Stages run beside each other, `--jobs` at a time; every one runs, also after one that failed; the exit code is 1 if any did. */
async function main(): Promise<number> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'handbook-test-'));
  try {
    const [first, ...waiting] = stages.filter((stage) => (fast ? !stage.slow : !stage.fastOnly));
    const built = runStage(first!, scratch);
    const results = [built];
    let brought: Promise<unknown> = Promise.resolve();
    let isWindowOpen = false;
    // Where only stages with windows are left, the lane whose window is open takes them.
    const next = () => {
      const index = waiting.findIndex(({ needsVSCode }) => !(needsVSCode && isWindowOpen));
      return index < 0 ? undefined : waiting.splice(index, 1)[0];
    };
    const lane = async (busy?: Promise<unknown>) => {
      await busy;
      for (let stage = next(); stage; stage = next()) {
        if (stage.needsVSCode) isWindowOpen = true;
        if (stage.needsBuild) await built;
        if (stage.needsVSCode) await brought;
        const running = runStage(stage, scratch);
        if (stage.script === 'vscode:install') brought = running;
        results.push(running);
        await running;
        if (stage.needsVSCode) isWindowOpen = false;
      }
    };
    await Promise.all(Array.from({ length: Number(jobs) }, (_, index) => lane(index === 0 ? built : undefined)));
    return report(await Promise.all(results));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What the stage prints is kept until it ends, so that stages that run beside each other do not mix. */
async function runStage(stage: Stage, scratch: string): Promise<Result> {
  const name = stage.script.replace(':', '-');
  const [reportFile, outputFile] = [path.join(scratch, `${name}.json`), path.join(scratch, `${name}.log`)];
  console.log(picocolors.dim(`   ${stage.title} …`));
  const started = Date.now();
  const args = [...(stage.args ?? [])];
  if (stage.count === vitestCounts) args.push('--reporter=dot', '--reporter=json', `--outputFile.json=${reportFile}`);
  const output = openSync(outputFile, 'w');
  const child = spawn('npm', ['run', '--silent', stage.script, ...(args.length ? ['--', ...args] : [])], {
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      ...(picocolors.isColorSupported && { FORCE_COLOR: '1' }),
      HANDBOOK_TEST_REPORT: reportFile,
      HANDBOOK_VSIX: path.resolve('dist/handbook-lint.vsix'),
    },
    shell: process.platform === 'win32',
  });
  const [code] = await once(child, 'close');
  closeSync(output);
  const ok = code === 0;
  const counted = stage.count?.(reportFile) ?? { passed: ok ? 1 : 0, failed: 0 };
  // A stage that failed without naming a test (a crash, a file that does not load) is a failure all the same.
  const failed = counted.failed || (ok ? 0 : 1);
  const seconds = (Date.now() - started) / 1000;
  console.log(picocolors.bold(`\n== ${stage.title} (npm run ${stage.script})`));
  process.stdout.write(readFileSync(outputFile));
  console.log(failed ? picocolors.red(`   failed, ${seconds.toFixed(1)} s`) : `   ok, ${seconds.toFixed(1)} s`);
  return { ...counted, stage, failed, seconds };
}

function vitestCounts(reportFile: string): Counts | undefined {
  const json = readReport<VitestReport>(reportFile);
  if (!json) return undefined;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = json;
  const failures = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages: [why = ''] }) => `${fullName}: ${why.split('\n', 1)[0]}`);
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests, failures };
}

/** As far as it is read here. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** The suites inside VS Code write their counts as they are read here. */
function mochaCounts(reportFile: string): Counts | undefined {
  return readReport<Counts>(reportFile);
}

function readReport<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
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
  // Said again at the end: who has the last lines only is to know what failed.
  for (const { stage, failures = [] } of results) {
    for (const failure of failures) console.log(picocolors.red(`   ${stage.title}: ${failure}`));
  }
  const passed = results.reduce((sum, one) => sum + one.passed, 0);
  const failed = results.reduce((sum, one) => sum + one.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed ? 1 : 0;
}

process.exitCode = await main();
