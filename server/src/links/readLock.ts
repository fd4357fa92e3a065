import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { LineIndex } from '../base/lines.ts';
import { parseErrorSpan } from '../base/parseErrorSpan.ts';
import type { Span } from '../base/span.ts';
import { createLock, type LinkLock, type LinkRecord, type LinkStatus, type LockProblem, linkStatuses } from './lock.ts';

export interface LockReading {
  /** The records that could be read; all of them where there is no problem. */
  readonly lock: LinkLock;
  readonly problems: readonly LockProblem[];
}

/**
 * Reads the text of `handbook.links.json`. Never throws. A file that a merge left half done, that is not JSON, or whose
 * records make no sense is reported with its lines; what could be read is still given, for the lint to go on with.
 */
export function readLock(text: string): LockReading {
  const lines = new LineIndex(text);
  const problem: Report = (kind, span, message, help) => ({
    kind,
    span,
    line: lines.lineAt(span.start) + 1,
    message,
    help,
  });
  const conflicts = findConflicts(text, lines);
  if (conflicts.length > 0) {
    const message = 'handbook.links.json holds the marks of an unfinished merge.';
    const problems = conflicts.slice(0, 1).map((span) => problem('conflict', span, message, mergeHelp));
    return { lock: createLock(readLines(text)), problems };
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text, errors, strict);
  const first = errors[0];
  if (first || tree?.type !== 'object') {
    const offset = Math.min(first?.offset ?? 0, Math.max(0, text.trimEnd().length - 1));
    const reason = first ? ` (${printParseErrorCode(first.error)})` : '';
    const span = parseErrorSpan(text, { offset, length: first?.length ?? 1 });
    const message = `handbook.links.json cannot be read here${reason}.`;
    return { lock: createLock(readLines(text)), problems: [problem('unreadable', span, message, mendHelp)] };
  }
  return readTree(tree, problem);
}

type Report = (kind: LockProblem['kind'], span: Span, message: string, help: string) => LockProblem;

const mergeHelp =
  'Records stand one a line, so keep the lines of both sides, the newer of two for the same address, and remove the marks.';
const mendHelp = 'Mend the line or take the file from version control; it is left alone until it can be read.';
const strict = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

function readTree(tree: Node, problem: Report): LockReading {
  const problems: LockProblem[] = [];
  const records = new Map<string, LinkRecord>();
  const extra: Record<string, unknown> = {};
  const add = (where: Node, url: string, node: Node) => {
    const record = readRecord(node);
    if (typeof record === 'string')
      problems.push(problem('record', at(where), `The record of ${url} ${record}.`, mendHelp));
    else if (records.has(url))
      problems.push(problem('record', at(where), `There are two records of ${url}.`, twiceHelp));
    else records.set(url, record);
  };
  for (const [key, name, value] of properties(tree)) {
    if (name === 'version') {
      if (value.value !== 1) problems.push(problem('record', at(value), otherVersion, updateHelp));
    } else if (name === 'links') {
      if (value.type !== 'object')
        problems.push(problem('record', at(value), '"links" has to hold one record an address.', mendHelp));
      else for (const [where, url, node] of properties(value)) add(where, url, node);
    } else if (/^https?:/.test(name)) {
      add(key, name, value);
    } else {
      Object.defineProperty(extra, name, { value: toValue(value), enumerable: true });
    }
  }
  return { lock: createLock(records, extra), problems };
}

const otherVersion = 'This file was written by another version of Handbook Lint.';
const updateHelp = 'Use the version of Handbook Lint that wrote it, or a newer one.';
const twiceHelp = 'Keep the newer of the two lines and remove the other.';

/** The record, or what is wrong with it. */
function readRecord(node: Node): LinkRecord | string {
  if (node.type !== 'object') return 'has to be an object';
  const record = toValue(node) as Record<string, unknown>;
  if (!linkStatuses.includes(record.status as LinkStatus)) return `has no known status (${linkStatuses.join(', ')})`;
  for (const key of ['checked', 'updated', 'reviewed']) {
    if ((key === 'checked' || record[key] !== undefined) && !isDate(record[key]))
      return `needs a date like 2026-03-01 as "${key}"`;
  }
  for (const key of ['final', 'title', 'digest', 'reviewedDigest', 'etag', 'modified', 'fragment']) {
    if (record[key] !== undefined && typeof record[key] !== 'string') return `needs a text as "${key}"`;
  }
  const failures = record.failures as { count?: unknown; first?: unknown; reason?: unknown } | undefined;
  if (failures !== undefined) {
    const isRight = failures !== null && typeof failures.count === 'number' && isDate(failures.first);
    if (!isRight) return 'needs a count and a first date in "failures"';
  }
  return record as unknown as LinkRecord;
}

function isDate(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}

function* properties(node: Node): Iterable<[Node, string, Node]> {
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key && value) yield [key, String(key.value), value];
  }
}

function toValue(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(toValue);
  if (node.type !== 'object') return node.value;
  return Object.fromEntries([...properties(node)].map(([, name, value]) => [name, toValue(value)]));
}

function at(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

/** The lines `<<<<<<<`, `|||||||`, `=======`, `>>>>>>>` that version control leaves in a file it could not merge. */
function findConflicts(text: string, lines: LineIndex): Span[] {
  const found: Span[] = [];
  const mark = /^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|$)/gm;
  for (let match = mark.exec(text); match; match = mark.exec(text)) found.push(lines.line(lines.lineAt(match.index)));
  return found;
}

/** The records of a file that is not JSON as a whole: every line that holds one by itself; of two for an address the newer. */
function readLines(text: string): Map<string, LinkRecord> {
  const records = new Map<string, LinkRecord>();
  for (const line of text.split(/\r\n?|\n/)) {
    const entry = line.trim().replace(/,$/, '');
    if (!/^"(?:[^"\\]|\\.)+":\s*\{/.test(entry)) continue;
    const tree = parseTree(`{${entry}}`, [], strict);
    const [property] = tree ? [...properties(tree)] : [];
    const record = property ? readRecord(property[2]) : '';
    if (!property || typeof record === 'string') continue;
    const other = records.get(property[1]);
    if (!other || other.checked < record.checked) records.set(property[1], record);
  }
  return records;
}
