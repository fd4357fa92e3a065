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
  let running = 0;
  let failure: { readonly error: unknown } | undefined;
  /** Resolves the wait below, when one of those under way is done. */
  let goOn = () => {};
  const oneLess = () => {
    running--;
    goOn();
  };
  for (let index = 0; index < items.length && !failure; index++) {
    const outcome = work(items[index]!, index);
    if (!isPromise(outcome)) {
      results[index] = outcome;
      continue;
    }
    running++;
    outcome.then(
      (value) => {
        results[index] = value;
        oneLess();
      },
      (error) => {
        failure ??= { error };
        oneLess();
      },
    );
    while (running >= limit && !failure) await next();
  }
  while (running > 0 && !failure) await next();
  if (failure) throw failure.error;
  return results;

  function next(): Promise<void> {
    return new Promise((resolve) => {
      goOn = resolve;
    });
  }
}
