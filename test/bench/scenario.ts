import type { Peers } from './peers.ts';

/** What one run told: milliseconds under `ms`, and whatever else is worth a column (`peak MB`, `p95 ms`). */
export type Measures = Readonly<Record<string, number>>;

/** One of those that are measured in turns. */
export interface Contestant {
  readonly name: string;
  /** Does the work once and answers what it took. Throws where the work was not done. */
  run(): Promise<Measures>;
}

/** A book to measure with, on disk. */
export interface BenchBook {
  /** `markua 1000`, or the folder's name where one was given. */
  readonly label: string;
  readonly folder: string;
  /** Absolute paths of its Markdown files. */
  readonly files: readonly string[];
  readonly bytes: number;
}

export interface BenchContext {
  readonly book: BenchBook;
  /** The built program, `dist/server.cjs`. */
  readonly program: string;
  /** A folder for what runs write; emptied for each book. */
  readonly scratch: string;
  readonly peers: Peers;
}

/** One question about speed: who is measured, and against what. One file each in `scenarios/`. */
export interface Scenario {
  readonly name: string;
  /** What is done, for the table's heading. */
  readonly title: string;
  /** The measure the ratios are made of. */
  readonly measure: string;
  /** Names of the contestants that the others are compared with. */
  readonly baselines: readonly string[];
  /** True where it is the same whatever the book: it is measured with the first one only. */
  readonly anyBook?: boolean;
  /** How often it is measured at most, where once takes long. */
  readonly rounds?: number;
  /** Takes away what is too large to be left. */
  cleanUp?(context: BenchContext): void;
  /** The contestants that can run here, in the order of their turns. */
  contestants(context: BenchContext): Promise<readonly Contestant[]>;
}
