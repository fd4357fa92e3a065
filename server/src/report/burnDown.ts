import { loadConfig } from '../config/load.ts';
import type { BookLocation } from '../handbook/discover.ts';
import { BookWorkspace } from '../handbook/workspace.ts';
import { MemoryHost } from '../host/memoryHost.ts';
import type { Finding } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import { lintBook } from '../rules/run.ts';

/** How a book was on a day. */
export interface BurnDownPoint {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Findings that are no hints. */
  readonly findings: number;
  /** Those of them that say that text is missing. */
  readonly placeholders: number;
}

export interface PastBook {
  readonly date: string;
  /** By URI; empty for what is no text. */
  readonly files: ReadonlyMap<string, string>;
}

/** How many commits are looked at: fewer of a large book, for each means linting it once more. */
export function commitsToLookAt(chapters: number): number {
  const most = Math.min(12, Math.floor(1500 / Math.max(1, chapters)));
  return most < 2 ? 0 : most;
}

/**
 * Findings and placeholders of a book over its last commits, oldest first, and as it is now. All are counted by the
 * rules of today, without those that look into pictures, whose bytes are not read back.
 */
export async function burnDown(
  location: BookLocation,
  past: AsyncIterable<PastBook>,
  now: { readonly date: string; readonly findings: readonly Finding[] },
  rules: readonly Rule[],
): Promise<BurnDownPoint[]> {
  const counted = rules.filter(({ meta }) => !looksIntoPictures.has(meta.name));
  const metas = rules.map(({ meta }) => meta);
  const points: BurnDownPoint[] = [];
  for await (const { date, files } of past) {
    const workspace = new BookWorkspace(new MemoryHost(files), location, {
      readConfig: (over, uri, token) => loadConfig(over, uri, metas, token),
      today: () => date,
    });
    const { book } = await workspace.snapshot();
    points.push(pointOf(date, lintBook(book, counted)));
  }
  return points.length === 0 ? [] : [...points, pointOf(now.date, now.findings)];
}

function pointOf(date: string, findings: readonly Finding[]): BurnDownPoint {
  const counted = findings.filter(({ severity, rule }) => severity !== 'hint' && !looksIntoPictures.has(rule));
  return { date, findings: counted.length, placeholders: counted.filter(({ rule }) => placeholders.has(rule)).length };
}

const looksIntoPictures = new Set(['image-format']);
const placeholders = new Set(['lorem-ipsum', 'placeholder-marker', 'empty-section']);
