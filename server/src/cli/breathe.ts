import { setImmediate } from 'node:timers/promises';

/**
 * A function to call between pieces of long work: now and then it answers a promise to wait for, so that the process
 * hears an interrupt soon, and otherwise nothing, which costs nothing.
 */
export function breather(everyMilliseconds = 50): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < everyMilliseconds) return undefined;
    return setImmediate().then(() => {
      last = performance.now();
    });
  };
}
