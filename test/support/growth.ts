/** Between the 8 of linear time and the 64 of quadratic time, for an input that is eight times as large. */
const MOST = 25;
/** What takes less is too little to compare with. */
const LEAST_MS = 3;
const ATTEMPTS = 5;

/**
 * Whether the work takes time in step with its input: on one that is eight times as large as `size` about eight times as
 * long. Counts the processor's time, not the clock's, and one attempt of a few is enough, for other processes can only
 * make it longer.
 */
export function isLinear(work: (size: number) => void, size: number): boolean {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const large = timeOf(() => work(size * 8));
    // Of most that is little whatever the small one takes.
    if (large <= MOST * LEAST_MS || large <= MOST * timeOf(() => work(size))) return true;
  }
  return false;
}

function timeOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}
