import 'mocha/mocha.js';
import * as vscode from 'vscode';
import { registerMemoryFiles } from './memoryFiles.ts';

/** VS Code calls this in the web worker that is its extension host; a rejection fails the run. */
export async function run(): Promise<void> {
  console.log(`VS Code ${vscode.version}, in the browser`);
  registerMemoryFiles();
  mocha.setup({ ui: 'bdd', color: false, timeout: 60_000, reporter: LineReporter as never });
  await import('./web.suite.ts');
  const failed = await new Promise<number>((resolve) => mocha.run(resolve));
  await looked();
  if (failed) throw new Error(`${failed} tests failed in the browser.`);
}

/** The extension works only as long as its tests run: it is looked at in the window before they end, which an untitled text says. */
function looked(): Promise<void> {
  return new Promise((resolve) => {
    const listening = vscode.workspace.onDidOpenTextDocument(({ isUntitled }) => {
      if (!isUntitled) return;
      listening.dispose();
      resolve();
    });
    console.log('web-suite: done');
  });
}

/** One line a test: all that reaches the terminal from a worker is what it logs. */
class LineReporter {
  constructor(runner: Mocha.Runner) {
    runner.on('pass', (test) => console.log(`web-test passed: ${test.fullTitle()}`));
    runner.on('pending', (test) => console.log(`web-test skipped: ${test.fullTitle()}`));
    runner.on('fail', (test, error: Error) => {
      console.log(`web-test failed: ${test.fullTitle()}\n${error.stack ?? error.message}`);
    });
  }
}
