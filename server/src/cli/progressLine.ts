import { colours } from './colour.ts';
import type { Io } from './io.ts';

/** A line on the terminal that is written over as the run goes; nothing where nobody is looking. */
export interface Progress {
  step(): void;
  /** Takes the line away. */
  end(): Promise<void>;
}

const WIDTH = 24;
/** Milliseconds between two looks of the line: a reader sees no more. */
const PAUSE = 100;

export function startProgress(io: Io, total: number, wanted: boolean | undefined, what = 'links'): Progress {
  const isShown = wanted ?? (io.stderr.isTerminal && !io.env.CI);
  if (!isShown || total === 0) return { step: () => {}, end: async () => {} };
  const { terminal } = io.stderr;
  // One that does not know its width (some recorders of terminals say 0) cannot be drawn upon.
  const line = terminal && terminal.columns > 0 ? spinner(io, terminal) : overwritten(io);
  let done = 0;
  let lastShown = Number.NEGATIVE_INFINITY;
  const show = () => {
    lastShown = io.now();
    const filled = Math.floor((done / total) * WIDTH);
    line.show(`[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done}/${total} ${what}`);
  };
  show();
  return {
    step: () => {
      done++;
      if (done === total || io.now() - lastShown >= PAUSE) show();
    },
    end: line.end,
  };
}

interface Line {
  show(text: string): void;
  end(): Promise<void>;
}

/** In a terminal: a sign of life beside it, and what others write meanwhile goes above it. */
function spinner(io: Io, terminal: NodeJS.WriteStream): Line {
  let text = '';
  let isOver = false;
  // Only a run that somebody looks at pays for the library.
  const loaded = import('ora').then(({ default: ora }) => {
    if (isOver) return undefined;
    const { isColorSupported } = colours(undefined, io.stderr, io.env);
    // Neither the cursor nor the keyboard is touched: a run that is killed could not give them back.
    const look = {
      color: isColorSupported ? ('cyan' as const) : (false as const),
      hideCursor: false,
      discardStdin: false,
    };
    return ora({ ...look, stream: terminal, text }).start();
  });
  let shown: Awaited<typeof loaded>;
  void loaded.then((started) => {
    shown = started;
  });
  return {
    show: (words) => {
      text = words;
      if (!shown) return;
      shown.text = words;
      // While chapters are linted no timer has its turn.
      shown.render();
    },
    end: async () => {
      isOver = true;
      (await loaded)?.stop();
    },
  };
}

/** Where there is no terminal but somebody wants to see it all the same, as in a log. */
function overwritten({ stderr }: Io): Line {
  return {
    show: (text) => void stderr.write(`\r${text}`),
    end: () => stderr.write(`\r${' '.repeat(WIDTH + 30)}\r`),
  };
}
