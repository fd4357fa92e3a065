import type { Io } from '../io.ts';

/** A line on the terminal that is written over as the run goes; nothing where nobody is looking. */
export interface Progress {
  step(): void;
  /** Takes the line away. */
  end(): Promise<void>;
}

const WIDTH = 24;

export function startProgress(io: Io, total: number, wanted: boolean | undefined, what = 'links'): Progress {
  const isShown = wanted ?? (io.stderr.isTerminal && !io.env.CI);
  if (!isShown || total === 0) return { step: () => {}, end: async () => {} };
  let done = 0;
  let lastShown = Number.NEGATIVE_INFINITY;
  const show = () => {
    const filled = Math.floor((done / total) * WIDTH);
    lastShown = io.now();
    return io.stderr.write(`\r[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done}/${total} ${what}`);
  };
  void show();
  return {
    step: () => {
      done++;
      if (done === total || io.now() - lastShown >= 100) void show();
    },
    end: () => io.stderr.write(`\r${' '.repeat(WIDTH + 30)}\r`),
  };
}
