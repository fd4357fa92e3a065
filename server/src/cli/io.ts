import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';

/** A stream the command line writes to. */
export interface Output {
  /** Resolves when more may be written. A reader that has gone away (`| head`) is no error: the rest is dropped. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** The terminal's width in characters, where it is one. */
  readonly columns: number | undefined;
  /** The terminal itself, for what moves about in it. */
  readonly terminal?: NodeJS.WriteStream;
}

/** All that a command may use of the process it runs in, so that it never ends or changes the process itself. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Stdout, for lines that are meant as orders to the runner of a job; stdout itself where nothing guards it. */
  readonly orders?: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The absolute path relative paths are meant from. */
  readonly cwd: string;
  readStdin(): Promise<string>;
  /** Milliseconds from some start, for durations. */
  now(): number;
  /** The day, `YYYY-MM-DD`, as the author's calendar has it. */
  today(): string;
  /** The folder of the program itself, beside which the rules' pages are. */
  readonly programFolder: string;
  /** The program itself, where it can be started anew, in a thread. */
  readonly program?: string;
}

export function processIo(of: NodeJS.Process): Io {
  return {
    stdout: streamOutput(of.stdout),
    stderr: streamOutput(of.stderr),
    env: of.env,
    cwd: of.cwd(),
    readStdin: () => text(of.stdin),
    now: () => performance.now(),
    today: () => dayOf(new Date()),
    programFolder: programFolder(of.argv[1]),
    program: of.argv[1],
  };
}

function dayOf(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Installed programs are started through a link to them. */
function programFolder(script: string | undefined): string {
  if (script === undefined) return '.';
  try {
    return dirname(realpathSync(script));
  } catch {
    return dirname(script);
  }
}

function streamOutput(stream: NodeJS.WriteStream): Output {
  let closed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    closed = true;
    if (error.code !== 'EPIPE' && error.code !== 'EOF' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
  });
  return {
    write: (chunk) =>
      new Promise((resolve) => {
        if (closed || chunk === '') resolve();
        else stream.write(chunk, () => resolve());
      }),
    isTerminal: stream.isTTY === true,
    columns: stream.isTTY ? stream.columns : undefined,
    terminal: stream.isTTY ? stream : undefined,
  };
}
