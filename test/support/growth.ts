/**
 * How many times longer the work takes on an input eight times as large: about 8 where time is linear, 64 where it is
 * quadratic. Counts the processor's time, not the clock's, and takes the least of a few attempts, for other processes
 * can only make it larger. What takes too little time to compare counts as 3 ms.
 */
export function growthOverEight(work: (size: number) => void, size: number): number {
  let ratio = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 5 && ratio > 12; attempt++) {
    ratio = Math.min(
      ratio,
      timeOf(() => work(size * 8)) /
        Math.max(
          3,
          timeOf(() => work(size)),
        ),
    );
  }
  return ratio;
}

/** Between the 8 of linear time and the 64 of quadratic time. */
export const LINEAR = 25;

function timeOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}
