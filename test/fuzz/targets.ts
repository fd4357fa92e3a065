import assert from 'node:assert/strict';
import type { Dialect } from '../../server/src/base/dialect.ts';
import type { Handbook } from '../../server/src/handbook/handbook.ts';
import { parseChapter } from '../../server/src/markdown/chapter.ts';
import { chooseFixes, fixBook } from '../../server/src/rules/applyFixes.ts';
import type { Finding } from '../../server/src/rules/finding.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { lintBook } from '../../server/src/rules/run.ts';
import { at, openBook, openWorkspace } from '../support/book.ts';
import { allFacts } from '../support/chapterFacts.ts';
import { checkFacts } from '../support/checkFacts.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import { playSession } from './session/play.ts';

/** All that is needed to do a run again: what is kept as a fixture of a fault that was found. */
export interface FuzzInput {
  readonly target: TargetName;
  readonly dialect: Dialect;
  /** The chapters of a book, one text for each. */
  readonly texts: readonly string[];
  /** What the target itself draws, edits for example. */
  readonly seed: number;
  /** Of sessions: how many steps are taken. */
  readonly steps?: number;
}

export type TargetName = keyof typeof targets;

/** Throws where something that must hold does not. */
export async function run(input: FuzzInput): Promise<void> {
  await targets[input.target](input);
}

export const targets = {
  /** Parsing never fails, and spans are what they claim. */
  async parser({ texts, dialect }: FuzzInput): Promise<void> {
    for (const text of texts) checkFacts(text, parseChapter('file:///c.md', text, dialect).facts);
  },

  /** No rule throws, findings and their edits are in range, and fix-all comes to rest. */
  async rules({ texts, dialect }: FuzzInput): Promise<void> {
    const { workspace } = await openBook(files(texts, dialect), { rules: allRules, dialect });
    const { book } = await workspace.snapshot();
    const findings = lintBook(book, allRules);
    for (const finding of findings) checkFinding(book, finding);
    const fixed = await fixBook(workspace, allRules, { unsafe: false });
    assert.deepEqual(chooseFixes(fixed.remaining, false), []);
    for (const [uri, { after }] of fixed.files) workspace.setText(uri, after);
    const again = await fixBook(workspace, allRules, { unsafe: false });
    assert.deepEqual([...again.files.keys()], []);
  },

  /** After any edits a book is what it would be if it were read anew. */
  async edits({ texts: drawn, dialect, seed }: FuzzInput): Promise<void> {
    const random = new Random(seed);
    // What is read from a disk has no lone surrogates; what is typed may.
    const texts = drawn.map((text) => Buffer.from(text).toString());
    const { host, location, workspace } = await openBook(files(texts, dialect), { rules: allRules, dialect });
    await workspace.snapshot();
    const current = [...texts];
    for (let edit = 0; edit < 6; edit++) {
      const index = random.below(current.length);
      current[index] = mutate(random, [current[index]!, ...texts]);
      workspace.setText(at(chapterName(index)), current[index]!);
      const { book } = await workspace.snapshot();
      const fresh = openWorkspace(host, location, allRules, dialect);
      for (const [other, text] of current.entries()) fresh.setText(at(chapterName(other)), text);
      const { book: whole } = await fresh.snapshot();
      assert.deepEqual(lintBook(book, allRules), lintBook(whole, allRules));
      for (const uri of whole.order) assert.deepEqual(said(book, uri), said(whole, uri));
    }
  },

  /** A session of an editor with the server: all is answered, and what is known at its end is true. */
  session: (input: FuzzInput): Promise<void> => session(input, false),

  /** The same with a client that sends what no client may. */
  nonsense: (input: FuzzInput): Promise<void> => session(input, true),
};

async function session({ texts, dialect, seed, steps = 40 }: FuzzInput, isRude: boolean): Promise<void> {
  // What is read from a disk has no lone surrogates.
  const whole = texts.map((text) => Buffer.from(text.slice(0, 8000)).toString());
  const all = { ...files(whole, dialect), 'sub/deep.md': '# Deep\n' };
  const byUri = Object.fromEntries(Object.entries(all).map(([name, text]) => [at(name), text]));
  await playSession({ files: byUri, seed, steps, isRude });
}

function files(texts: readonly string[], dialect: Dialect): Record<string, string> {
  const chapters = Object.fromEntries(texts.map((text, index) => [chapterName(index), text]));
  const list = texts.map((_, index) => `${chapterName(index)}\n`).join('');
  return dialect === 'markdown' ? chapters : { ...chapters, 'Book.txt': list };
}

function chapterName(index: number): string {
  return `chapter-${index + 1}.md`;
}

function checkFinding(book: Handbook, finding: Finding): void {
  const name = `${finding.rule}: ${finding.case}`;
  assert.notEqual(finding.case, 'internal-error', `${name}: ${finding.message} ${finding.data?.stack}`);
  const inRange = (uri: string, { start, end }: { start: number; end: number }): void => {
    const length = book.document(uri)?.text.length ?? 0;
    assert(start >= 0 && start <= end && end <= length, `${name} at ${start}-${end} of ${length}`);
  };
  inRange(finding.uri, finding.span);
  for (const { uri, span } of finding.related) inRange(uri, span);
  for (const fix of finding.fixes) for (const { uri, span } of fix.edits) inRange(uri, span);
}

/** All facts of a chapter; what is not there and what is undefined say the same. */
function said(book: Handbook, uri: string): unknown {
  return JSON.parse(JSON.stringify(allFacts(book.chapter(uri)!)));
}
