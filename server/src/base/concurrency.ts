/** True for anything that must be awaited; hosts answer at once where they can, and then nothing should wait. */
export function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof (value as Promise<T> | undefined)?.then === 'function';
}

/**
 * Runs `work` over all items, at most `limit` unfinished at a time, and gives the results in the items' order.
 * Work that answers at once is not queued, so a synchronous host costs no turn of the event loop.
 */
export async function mapLimited<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T, index: number) => R | Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const running = new Set<Promise<void>>();
  for (let index = 0; index < items.length; index++) {
    const outcome = work(items[index]!, index);
    if (!isPromise(outcome)) {
      results[index] = outcome;
      continue;
    }
    const task: Promise<void> = outcome
      .then((value) => {
        results[index] = value;
      })
      .finally(() => running.delete(task));
    running.add(task);
    if (running.size >= limit) await Promise.race(running);
  }
  await Promise.all(running);
  return results;
}
