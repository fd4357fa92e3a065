import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type MochaClass from 'mocha';
import * as mochaModule from 'mocha';
import * as vscode from 'vscode';

/** By name, which the types do not know: the default differs between the Node of one VS Code and of the next. */
const { Mocha } = mochaModule as unknown as { Mocha: typeof MochaClass };

/** VS Code calls this in the extension host; a rejection fails the run. */
export async function run(): Promise<void> {
  console.log(`\n  VS Code ${vscode.version} (${vscode.env.appHost}), Node ${process.versions.node}\n`);
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 60_000, slow: 4000, grep: process.env.MOCHA_GREP });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith('.suite.cjs')) mocha.addFile(path.join(__dirname, name));
  }
  const counts = await runMocha(mocha);
  const report = process.env.HANDBOOK_TEST_REPORT;
  if (report) writeFileSync(report, JSON.stringify(counts));
  const { passed, failed } = counts;
  if (failed) throw new Error(`${failed} tests failed in VS Code.`);
  if (!passed) throw new Error('No test ran in VS Code.');
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** A line for each test that failed: which, and why. */
  readonly failures: readonly string[];
}

function runMocha(mocha: MochaClass): Promise<Counts> {
  return new Promise((resolve) => {
    const failures: string[] = [];
    const runner = mocha.run((failed) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed, skipped: pending, failures });
    });
    runner.on('fail', (test, error: Error) => {
      failures.push(`${test.fullTitle()}: ${error.message.split('\n', 1)[0]}`);
    });
  });
}
