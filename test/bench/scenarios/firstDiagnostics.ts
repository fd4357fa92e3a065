import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Editor } from '../editor/editor.ts';
import type { Contestant, Scenario } from '../scenario.ts';
import { ourName } from './contestants.ts';

/** From the start of the server to the first findings of an opened chapter in the middle of the book, which is read meanwhile. */
export const firstDiagnostics: Scenario = {
  name: 'first-diagnostics',
  title: 'Open a chapter',
  measure: 'ms',
  baselines: ['no-work server'],
  async contestants({ book, program }) {
    // What stands above a chapter has a say in it.
    const file = book.files[book.files.length >> 1]!;
    const text = readFileSync(file, 'utf8');
    const noWork = path.resolve(import.meta.dirname, '../baselines/noWork.mjs');
    const opening = (name: string, args: readonly string[]): Contestant => ({
      name,
      async run() {
        const editor = await Editor.open([...args, '--stdio'], book.folder, file, text);
        await editor.diagnose();
        const ms = performance.now() - editor.started;
        // A request that waits for the whole book.
        await editor.ask('textDocument/documentSymbol', { line: 0, character: 0 });
        const whole = performance.now() - editor.started;
        await editor.close();
        return { ms, 'book read ms': whole };
      },
    });
    return [opening('no-work server', [noWork]), opening(ourName, [program])];
  },
};
