import type { CancellationToken } from 'vscode-languageserver';
import { CancelledError } from '../base/cancellation.ts';

/**
 * Waits for work that others may wait for too: when `token` is cancelled this wait ends with `CancelledError`, the work
 * goes on for the others.
 */
export async function cancellable<T>(work: Promise<T>, token: CancellationToken | undefined): Promise<T> {
  if (!token) return work;
  if (token.isCancellationRequested) {
    // Nobody waits for the work any more; unheard, its own rejection would end the process.
    work.catch(() => undefined);
    throw new CancelledError();
  }
  let stop = () => {};
  const cancelled = new Promise<never>((_, reject) => {
    const listening = token.onCancellationRequested(() => reject(new CancelledError()));
    stop = () => listening.dispose();
  });
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    stop();
  }
}
