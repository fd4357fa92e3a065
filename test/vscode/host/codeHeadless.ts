import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openBrowser } from './browser.ts';
import { ensureInstalled } from './install.ts';
import { runServerCommand, startServer, type WorkbenchTarget, workbenchUrl } from './server.ts';
import { type Outcome, runSuite } from './suiteRun.ts';

/**
 * Stands in for the desktop `code` executable: takes its arguments as @vscode/test-electron gives them, runs the server
 * and a headless browser, and exits with the exit code of the test suite.
 */
async function main(argv: readonly string[]): Promise<void> {
  const options = readArguments(argv);
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'code-headless-'));
  const folders = {
    userDataDir: options.userDataDir ?? path.join(scratch, 'user-data'),
    extensionsDir: options.extensionsDir ?? path.join(scratch, 'extensions'),
  };
  const vscode = ensureInstalled((line) => console.error(line));
  if (options.serverCommand.length) process.exit(runServerCommand(vscode, options.serverCommand, folders));

  const logFile = path.join(scratch, 'server.log');
  const server = await startServer(vscode, { ...folders, logFile, driver: true });
  const { browser, page } = await openBrowser(vscode);
  const outcome = await Promise.race([
    runSuite(page, workbenchUrl(server.port, options)),
    server.ended.then(() => ({ code: 1, why: 'the VS Code server ended' })),
    signalled(),
    tooLong(),
  ]);
  if (outcome.why) console.error(`code-headless: ${outcome.why}`);
  if (outcome.code) {
    const picture = path.join(scratch, 'failed.png');
    await page.screenshot({ path: picture, timeout: 10_000 }).catch(() => undefined);
    console.error(`code-headless: the server's log and a picture of the window are in ${scratch}`);
  }
  await browser.close().catch(() => undefined);
  await server.stop();
  if (!outcome.code) rmSync(scratch, { recursive: true, force: true });
  process.exit(outcome.code);
}

function signalled(): Promise<Outcome> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  return new Promise((resolve) => {
    for (const why of signals) process.once(why, () => resolve({ code: 130, why }));
  });
}

function tooLong(): Promise<Outcome> {
  const seconds = Number(process.env.HANDBOOK_VSCODE_TIMEOUT ?? 600);
  return new Promise((resolve) => {
    setTimeout(() => resolve({ code: 124, why: `no result after ${seconds} s` }), seconds * 1000).unref();
  });
}

interface Arguments extends WorkbenchTarget {
  readonly userDataDir?: string;
  readonly extensionsDir?: string;
  /** Not empty when the command line asks for something that opens no window. */
  readonly serverCommand: readonly string[];
}

function readArguments(argv: readonly string[]): Arguments {
  const payload: [string, string][] = [];
  const extensionDevelopmentPaths: string[] = [];
  const serverCommand: string[] = [];
  const one: { userDataDir?: string; extensionsDir?: string; extensionTestsPath?: string; open?: string } = {};
  const rest = [...argv];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
    if (!match) {
      one.open = argument;
      continue;
    }
    const value = () => match[2] ?? rest.shift() ?? '';
    // Flags that are not named here (--no-sandbox, --skip-welcome …) mean nothing to a server.
    if (match[1] === 'extensionDevelopmentPath') extensionDevelopmentPaths.push(value());
    else if (match[1] === 'extensionTestsPath') one.extensionTestsPath = value();
    else if (match[1] === 'user-data-dir') one.userDataDir = value();
    else if (match[1] === 'extensions-dir') one.extensionsDir = value();
    else if (match[1] === 'folder-uri' || match[1] === 'file-uri') one.open = new URL(value()).pathname;
    else if (match[1] === 'disable-extensions') payload.push(['disableExtensions', 'true']);
    else if (match[1] === 'extensionDevelopmentKind') payload.push(['extensionDevelopmentKind', value()]);
    else if (match[1] === 'log') payload.push(['logLevel', value()]);
    else if (match[1] === 'version' || match[1] === 'list-extensions') serverCommand.push(argument);
    else if (match[1] === 'install-extension') serverCommand.push('--install-extension', value());
  }
  return { ...one, payload, extensionDevelopmentPaths, serverCommand };
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
