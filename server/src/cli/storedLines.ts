import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeNewFile } from '../host/writeFile.ts';

/** A file of lines in the cache's folder: a digest of the rest, what is said of all, then what there is besides. */
export interface StoredLines {
  readonly head: string;
  readonly lines: readonly Buffer[];
}

const LINE_BREAK = 10;

/** Undefined where there is no such file, or one that is not whole. */
export function readLines(file: string): StoredLines | undefined {
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch {
    return undefined;
  }
  const start = content.indexOf(LINE_BREAK) + 1;
  if (start === 0 || content.toString('latin1', 0, start - 1) !== digestOfBytes(content.subarray(start)))
    return undefined;
  const lines: Buffer[] = [];
  for (let from = start, end = content.indexOf(LINE_BREAK, from); end >= 0; ) {
    lines.push(content.subarray(from, end));
    from = end + 1;
    end = content.indexOf(LINE_BREAK, from);
  }
  const [head, ...rest] = lines;
  return head && { head: head.toString(), lines: rest };
}

/** A disk that cannot be written to only costs time, so it is no error. */
export function writeLines(file: string, head: string, lines: readonly (string | Buffer)[]): void {
  const parts: Buffer[] = [];
  for (const line of [head, ...lines]) parts.push(typeof line === 'string' ? Buffer.from(line) : line, NEW_LINE);
  const body = Buffer.concat(parts);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(join(dirname(file), '.gitignore'), '*\n');
    writeNewFile(file, Buffer.concat([Buffer.from(`${digestOfBytes(body)}\n`), body]));
  } catch {
    // The next run takes as long as this one.
  }
}

const NEW_LINE = Buffer.from('\n');

/** Of the lines after the first. */
export function digestOfBytes(lines: Uint8Array): string {
  return createHash('sha1').update(lines).digest('base64url');
}
