import type { Dialect } from '../../server/src/base/dialect.ts';
import { LARGEST_TEXT } from '../../server/src/host/host.ts';
import type { FilesAndTroubles } from './book.ts';
import { bytesOf, standIn } from './standIns.ts';

/** One example of a rule's page: a small book and what the rule is to say of it. */
export interface Example {
  readonly title: string;
  readonly isWrong: boolean;
  readonly files: FilesAndTroubles;
  readonly dialect: Dialect | undefined;
  readonly expected: readonly Mark[];
  /** What the files hold after the first fix of each finding. */
  readonly fixed: Readonly<Record<string, string>>;
}

/** `^^^^ rule: case` under the text it marks. Line from 1, column from 1, as people count. */
export interface Mark {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The marked text; of a span over several lines its part in the first. */
  readonly text: string;
  readonly rule: string;
  readonly case: string;
}

const DIALECTS = new Set(['markua', 'lfm', 'markdown']);

/** Reads the `## Wrong` and `## Right` examples of a rule's page; the format is told in CONTRIBUTING's words there. */
export function readExamples(page: string): Example[] {
  const examples: Example[] = [];
  for (const { title, body } of split(page, '## ')) {
    if (title !== 'Wrong' && title !== 'Right') continue;
    for (const part of split(body, '### ')) examples.push(readExample(part.title, title === 'Wrong', part.body));
  }
  return examples;
}

/** The parts of a text that begin with a heading of this marker; headings inside the examples' fences are theirs. */
function split(text: string, marker: string): { title: string; body: string }[] {
  const parts: { title: string; body: string }[] = [];
  let isFenced = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('~~~~')) isFenced = !isFenced;
    if (!isFenced && line.startsWith(marker)) parts.push({ title: line.slice(marker.length).trim(), body: '' });
    else if (parts.length > 0) parts.at(-1)!.body += `${line}\n`;
  }
  return parts;
}

function readExample(title: string, isWrong: boolean, part: string): Example {
  const files: Record<string, FilesAndTroubles[string]> = {};
  const fixed: Record<string, string> = {};
  const expected: Mark[] = [];
  let dialect: Dialect | undefined;
  for (const [, info = '', content = ''] of part.matchAll(/^~~~~(.*)\n([\s\S]*?)^~~~~$/gm)) {
    const words = info.trim().split(/\s+/);
    const name = /file=(\S+)/.exec(info)?.[1] ?? 'chapter.md';
    if (words[0] === 'files') {
      for (const path of content.split('\n').filter((line) => line !== '')) files[path] ??= standIn(path);
    } else if (words.includes('fixed')) {
      fixed[name] = content;
    } else {
      if (DIALECTS.has(words[0]!)) dialect = words[0] as Dialect;
      const { text, marks } = takeMarks(content, name);
      files[name] = contentOf(words[0], text);
      expected.push(...marks);
    }
  }
  return { title, isWrong, files, dialect, expected, fixed };
}

function contentOf(kind: string | undefined, text: string): FilesAndTroubles[string] {
  if (kind === 'bytes') return bytesOf(text);
  if (kind === 'huge') return new Uint8Array(LARGEST_TEXT + 1).fill(97);
  return kind === 'unreadable' ? null : text;
}

function takeMarks(content: string, file: string): { text: string; marks: Mark[] } {
  const lines: string[] = [];
  const marks: Mark[] = [];
  for (const line of content.split('\n')) {
    const match = /^( *)(\^+)(…?) ([a-z-]+): ([\w-]+)$/.exec(line);
    if (!match) {
      lines.push(line);
      continue;
    }
    const [, indent = '', carets = '', , rule = '', kind = ''] = match;
    const above = lines.at(-1) ?? '';
    const text = asRead(above.slice(indent.length, indent.length + carets.length));
    const column = asRead(above.slice(0, indent.length)).length + 1;
    // Above the first line it stands for the file as a whole.
    marks.push({ file, line: Math.max(1, lines.length), column, text, rule, case: kind });
  }
  return { text: lines.join('\n'), marks };
}

/** Bytes written `\\xe9` in a `bytes` fence are no UTF-8, and read as one lost character each. */
function asRead(line: string): string {
  return line.replace(/\\x[89a-f][0-9a-f]/g, '\uFFFD');
}
