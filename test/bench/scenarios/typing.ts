import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Editor, type Position } from '../editor/editor.ts';
import type { BenchContext, Contestant, Measures, Scenario } from '../scenario.ts';
import { ourName } from './contestants.ts';

const KEYSTROKES = 200;
const SIZES = [10, 100, 500] as const;

/** From a keystroke to its diagnostics over stdio, in a chapter of a size, while the book is read and after. */
export const typing: readonly Scenario[] = SIZES.map((kilobytes) => ({
  name: `typing-${kilobytes}`,
  title: `Type in a chapter of ${kilobytes} KB`,
  measure: 'p95 ms',
  baselines: ['no-work server'],
  async contestants(context: BenchContext) {
    // Deep in the book: what stands above a chapter has a say in it. There must be something to rename.
    const { files } = context.book;
    const deep = files.slice(files.length >> 1);
    const file = deep.find((one) => placeOfName(readFileSync(one, 'utf8')) !== undefined) ?? deep[0]!;
    const text = grownTo(readFileSync(file, 'utf8'), kilobytes * 1024);
    const noWork = path.resolve(import.meta.dirname, '../baselines/noWork.mjs');
    return [
      contestant('no-work server', [noWork, '--stdio'], context, file, text),
      contestant(ourName, [context.program, '--stdio'], context, file, text),
    ];
  },
}));

function contestant(
  name: string,
  args: readonly string[],
  { book }: BenchContext,
  file: string,
  text: string,
): Contestant {
  return {
    name,
    async run(): Promise<Measures> {
      const editor = await Editor.open(args, book.folder, file, text);
      await editor.diagnose();
      const first = performance.now() - editor.started;
      const place = middleOf(text);
      const early = await keystrokes(editor, place, 40);
      // The whole book is known when the references to something in it are.
      await editor.ask('textDocument/references', place, { context: { includeDeclaration: true } });
      const warm = await keystrokes(editor, { ...place, character: place.character + 40 }, KEYSTROKES);
      const name = placeOfName(text) ?? place;
      const references = await median5(() =>
        editor.ask('textDocument/references', name, { context: { includeDeclaration: true } }),
      );
      const rename = await median5(() => editor.ask('textDocument/rename', name, { newName: 'renamed-by-bench' }));
      const completion = await median5(() => editor.ask('textDocument/completion', place));
      const measures = {
        'p50 ms': quantile(warm, 0.5),
        'p95 ms': quantile(warm, 0.95),
        'p50 at first ms': quantile(early, 0.5),
        'p95 at first ms': quantile(early, 0.95),
        'first diagnostics ms': first,
        'references ms': references,
        'rename ms': rename,
        'completion ms': completion,
        'peak MB': editor.peakMegabytes,
      };
      await editor.close();
      return measures;
    },
  };
}

async function keystrokes(editor: Editor, { line, character }: Position, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let stroke = 0; stroke < count; stroke++) {
    const letter = stroke % 6 === 5 ? ' ' : 'abcde'[stroke % 6]!;
    times.push(await editor.type(letter, { line, character: character + stroke }));
  }
  return times;
}

async function median5(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) times.push(await measure());
  return quantile(times, 0.5);
}

function quantile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))]!;
}

/** The text again and again, its ids and notes made new each time, until it is as long as wanted; cut at a blank line where it is longer. */
function grownTo(text: string, length: number): string {
  let grown = '';
  for (let copy = 0; grown.length < length; copy++) {
    const fresh = text.replace(/\{(id: |#)([\w-]+)/g, `{$1$2-${copy}`).replace(/\[\^([\w-]+)\]/g, `[^$1-${copy}]`);
    grown += `${copy === 0 ? text : fresh}\n\n`;
  }
  const end = grown.indexOf('\n\n', length - 1);
  return end < 0 ? grown : grown.slice(0, end + 1);
}

/** In a line of prose near the middle. */
function middleOf(text: string): Position {
  const lines = text.split('\n');
  let line = lines.length >> 1;
  while (line > 0 && !/^[A-Z][a-z]+ [^|]*[.!?]$/.test(lines[line]!)) line--;
  return { line, character: lines[line]!.length >> 1 };
}

/** In the first id, crosslink to one, or label of a note. */
function placeOfName(text: string): Position | undefined {
  const lines = text.split('\n');
  for (const [line, one] of lines.entries()) {
    const found = /\{(?:id: |#)(?=[\w-])|\]\(#(?=[\w-])|\[\^(?=[\w-])/.exec(one);
    if (found) return { line, character: found.index + found[0].length };
  }
  return undefined;
}
