import type { Page } from 'playwright-core';

export interface Outcome {
  readonly code: number;
  readonly why?: string;
}

/**
 * Opens the workbench and waits for the end of its suite; `onLine` is called with every line the extension host logs.
 * VS Code calls two functions in automated windows: one with the extension host's console, one with run()'s result.
 */
export function runSuite(page: Page, url: string, onLine: (line: string) => void = () => {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    page.on('crash', () => resolve({ code: 1, why: 'the window crashed' }));
    page.on('close', () => resolve({ code: 1, why: 'the window was closed' }));
    const start = async () => {
      await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
        const line = formatted(args.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))));
        onLine(line);
        if (NOISE.test(line) && !process.env.HANDBOOK_VSCODE_VERBOSE) return;
        (type === 'error' || type === 'warn' ? process.stderr : process.stdout).write(`${line}\n`);
      });
      await page.exposeFunction('codeAutomationExit', (code: number) => resolve({ code }));
      await page.goto(url, { waitUntil: 'domcontentloaded' });
    };
    start().catch(reject);
  });
}

/** The workbench's own remarks, which arrive in the same stream as the extension host's console. */
const NOISE = new RegExp(
  `^(?:${[
    'Resolv(?:ing|ed) connection token',
    'Creating a socket',
    '\\[reconnection-grace-time\\]',
    'Updating additional builtin',
    'Ignoring fetching additional builtin',
    '\\[Service Worker\\] registration',
    '\\[AgentHost',
    '\\[AccountPolicyGate\\]',
    'Creation of workbench contribution',
    'Started local extension host',
    "Timed out waiting for authentication provider 'github'",
    'getaddrinfo ENOTFOUND',
    'Using the test web worker',
    'Marketplace is disabled',
    'No gallery service configured',
    // Natives that a machine without a compiler goes without.
    'Error: Could not locate the bindings file',
    "(?:Error: )?Cannot find module './build/Release/watchdog'",
  ].join('|')})`,
);

/** console.log's `%s` arrive unfilled. */
function formatted([first = '', ...rest]: readonly string[]): string {
  const values = [...rest];
  const head = first.replace(/%[sdifoOj%]/g, (mark) => (mark === '%%' ? '%' : (values.shift() ?? mark)));
  return [head, ...values].join(' ');
}
