import assert from 'node:assert/strict';
import type { Diagnostic, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import type { Uri } from '../../../server/src/base/uri.ts';
import { MemoryHost } from '../../../server/src/host/memoryHost.ts';
import { turns } from '../../support/turns.ts';
import { Random } from '../random.ts';
import { Editor } from './editor.ts';
import { talkNonsense } from './nonsense.ts';
import { takeStep } from './steps.ts';
import { type Asked, serveInMemory, type Wire } from './wire.ts';

export interface Play {
  /** By URI. */
  readonly files: Readonly<Record<Uri, string>>;
  readonly seed: number;
  readonly steps: number;
  /** Whether things are said, too, that a client must not say. */
  readonly isRude: boolean;
}

/** What a request may be refused with for good reasons: cancelled, changed meanwhile, refused, of no use. */
const FAILED_INSIDE = -32603;

/**
 * Plays a session of random steps with a server and checks at its end that every request was answered, that nothing
 * failed inside, that all findings lie in their files, and that they are those of a server that sees the files for the
 * first time.
 */
export async function playSession({ files, seed, steps, isRude }: Play): Promise<void> {
  const random = new Random(seed);
  const host = new MemoryHost(Object.entries(files));
  const pool = Object.values(files);
  const { wire, dispose } = serveInMemory(host);
  const editor = new Editor(wire, host, Object.keys(files));
  const asked: Asked[] = [];
  try {
    if (isRude) await isRefused(wire, 'textDocument/hover', -32002);
    await editor.start();
    for (let step = 0; step < steps; step++) {
      const request = takeStep(random, editor, pool);
      if (request) asked.push(request);
      if (isRude && random.chance(3)) await talkNonsense(random, editor, pool);
      // Mostly steps come faster than the server can take them.
      if (random.chance(3)) await turns(random.below(20));
    }
    await allAnswered(wire);
    await checkAnswers(asked);
    if (!isRude) assert.deepEqual(complaints(wire), []);
    await isLikeFresh(editor, 'after the session');
    await fixAllComesToRest(editor);
    await isLikeFresh(editor, 'after fixing all');
    if (!isRude) assert.deepEqual(complaints(wire), []);
  } finally {
    await dispose();
  }
}

async function isRefused(wire: Wire, method: string, code: number): Promise<void> {
  const { error } = await wire.ask(method, {}, false).answer;
  assert.equal(error?.code, code);
}

const PATIENCE_MS = 20_000;

async function allAnswered(wire: Wire): Promise<void> {
  const waiting = [...wire.unanswered.values()];
  const late = Symbol('late');
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => resolve(late), PATIENCE_MS);
  });
  const first = await Promise.race([Promise.all(waiting.map(({ answer }) => answer)), patience]);
  clearTimeout(timer);
  const methods = [...wire.unanswered.values()].map(({ method, params }) => `${method} ${JSON.stringify(params)}`);
  assert(first !== late, `not answered: ${methods.join('\n')}`);
}

async function checkAnswers(asked: readonly Asked[]): Promise<void> {
  for (const { method, params, answer } of asked) {
    const { result, error } = await answer;
    assert(error?.code !== FAILED_INSIDE, `${method} ${JSON.stringify(params)} failed: ${error?.message}`);
    checkRanges(method, result);
  }
}

/** Wherever something has a start and an end, they are places in a text, in order. */
function checkRanges(method: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const { start, end } = value as { start?: Place; end?: Place };
  if (start && end)
    assert(isPlace(start) && isPlace(end) && isBefore(start, end), `${method}: ${JSON.stringify(value)}`);
  for (const child of Object.values(value)) checkRanges(method, child);
}

interface Place {
  readonly line: number;
  readonly character: number;
}

function isPlace({ line, character }: Place): boolean {
  return Number.isInteger(line) && Number.isInteger(character) && line >= 0 && character >= 0;
}

function isBefore(start: Place, end: Place): boolean {
  return start.line < end.line || (start.line === end.line && start.character <= end.character);
}

/** Errors that the server told of in the log: something went wrong inside. */
function complaints(wire: Wire): unknown[] {
  return wire.heard
    .filter(({ method, params }) => method === 'window/logMessage' && (params as { type: number }).type === 1)
    .map(({ params }) => (params as { message: string }).message);
}

async function isLikeFresh(editor: Editor, when: string): Promise<void> {
  const found = await allFindings(editor);
  for (const [uri, diagnostics] of found) {
    const lines = editor.text(uri).split(/\r\n|\r|\n/);
    for (const { range, message } of diagnostics) {
      for (const { line, character } of [range.start, range.end]) {
        assert(character <= (lines[line]?.length ?? -1), `${uri}: ${message} at ${line}:${character}`);
      }
    }
  }
  const { wire, dispose } = serveInMemory(editor.host);
  try {
    const fresh = new Editor(wire, editor.host, editor.files);
    fresh.settings = editor.settings;
    fresh.folders = editor.folders;
    await fresh.start();
    for (const [uri, document] of editor.open) fresh.openDocument(uri, document.getText());
    assert.deepEqual(Object.fromEntries(found), Object.fromEntries(await allFindings(fresh)), when);
  } finally {
    await dispose();
  }
}

/** What the editor would show, when nothing changes any more. */
async function allFindings(editor: Editor): Promise<Map<Uri, Diagnostic[]>> {
  // Of a chapter whose book is not read yet less is said, and what takes the whole book to know is said last: this waits.
  for (const uri of editor.open.keys()) await editor.wire.ask('handbook/lintChapter', { uri }).answer;
  let before = '';
  for (;;) {
    const found = await pullAll(editor);
    const text = JSON.stringify([...found]);
    if (text === before) return found;
    before = text;
    await turns(100);
  }
}

async function pullAll({ wire, open }: Editor): Promise<Map<Uri, Diagnostic[]>> {
  const found = new Map<Uri, Diagnostic[]>();
  const { items } = await wire.result<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  for (const report of items)
    if (report.kind === 'full' && report.items.length > 0) found.set(report.uri, report.items);
  for (const uri of [...open.keys()].sort()) {
    const report = await wire.result<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } });
    if (report.items.length > 0) found.set(uri, report.items);
    else found.delete(uri);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function fixAllComesToRest(editor: Editor): Promise<void> {
  for (const uri of [...editor.open.keys(), ...editor.files].filter((file) => file.endsWith('.md'))) {
    await editor.wire.result('handbook/fixBook', { uri });
    const { fixed } = await editor.wire.result<{ fixed: number }>('handbook/fixBook', { uri });
    assert.equal(fixed, 0, `fixing the book of ${uri} again`);
  }
}
