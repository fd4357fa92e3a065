import { type CancellationToken, throwIfCancelled } from './cancellation.ts';

/** How long work shares a thread with others. */
export interface Slicing {
  /** Asked between two items; what it answers is waited for. */
  readonly breathe?: (() => Promise<void> | undefined) | undefined;
  readonly token?: CancellationToken | undefined;
}

/** Does something with each item in turn, letting others have theirs where it is time. Throws `CancelledError`. */
export async function inSlices<T>(
  items: Iterable<T>,
  { breathe, token }: Slicing,
  work: (item: T) => void,
): Promise<void> {
  for (const item of items) {
    const pause = breathe?.();
    if (pause) await pause;
    throwIfCancelled(token);
    work(item);
  }
}
