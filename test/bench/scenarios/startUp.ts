import { spawn } from 'node:child_process';
import { measureProcess, peakOf } from '../process.ts';
import type { Measures, Scenario } from '../scenario.ts';

/** How long the program takes to say its version, and the server to answer an editor, over a Node that does nothing. */
export const startUp: Scenario = {
  name: 'start-up',
  title: 'Start the program',
  measure: 'ms',
  baselines: ['node -e 0'],
  anyBook: true,
  async contestants({ program }) {
    const node = process.execPath;
    return [
      { name: 'node -e 0', run: () => measureProcess({ program: node, args: ['-e', '0'] }) },
      { name: 'handbook-lint --version', run: () => measureProcess({ program: node, args: [program, '--version'] }) },
      { name: 'handbook-lint --stdio, initialized', run: () => untilInitialized(node, [program, '--stdio']) },
    ];
  },
};

/** Starts a server and asks it to `initialize`, as every editor does first; ends it when it has answered. */
function untilInitialized(node: string, args: readonly string[]): Promise<Measures> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(node, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`the server ended with ${code} before it answered`)));
    child.stdout.once('data', () => {
      const ms = performance.now() - started;
      child.removeAllListeners('close');
      child.once('close', () => resolve({ ms, 'peak MB': peak }));
      const peak = peakOf(child.pid);
      child.kill();
    });
    const params = { processId: null, rootUri: null, capabilities: {} };
    const request = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(request)}\r\n\r\n${request}`);
  });
}
