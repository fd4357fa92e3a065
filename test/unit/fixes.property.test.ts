import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Handbook } from '../../server/src/handbook/handbook.ts';
import { applyEdits, chooseFixes, editsByUri, fixBook } from '../../server/src/rules/applyFixes.ts';
import type { Finding, Fix } from '../../server/src/rules/finding.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { lintBook } from '../../server/src/rules/run.ts';
import { openBook } from '../support/book.ts';
import { type FaultyBook, faultyBook, UNTOUCHED } from '../support/faultyBook.ts';

const anchorRules = allRules
  .filter(({ meta }) => meta.group === 'anchors' || meta.group === 'linter')
  .map(({ meta }) => meta.name);

async function open({ dialect, files }: FaultyBook) {
  const { workspace } = await openBook(files, { rules: allRules, dialect });
  return { workspace, before: (await workspace.snapshot()).book };
}

function kinds(findings: readonly Finding[]): Set<string> {
  return new Set(findings.map(({ rule }) => rule));
}

/** A comment that silenced what was mended has nothing left to do; that is no new fault. */
function added(after: readonly Finding[], before: readonly Finding[]): string[] {
  const known = kinds(before);
  return [...kinds(after)].filter((kind) => !known.has(kind) && kind !== 'unused-directive');
}

/** The lines that no fix may touch, in order, line breaks and all. */
function untouchedLines(text: string): string[] {
  return text.split(/(?<=\n)/).filter((line) => UNTOUCHED.some((known) => line.replace(/\r?\n$/, '') === known));
}

/** Books that long runs of the properties below found, kept so that each is tried every time. */
const found: readonly FaultyBook[] = [
  {
    // The list that a fix puts between a comment and the heading it silences.
    dialect: 'markua',
    files: {
      'Book.txt': 'one.md\ntwo.md\nthree.md\n',
      'one.md': 'Plain prose, and nothing else.\n',
      'two.md': 'See [a file](./three.md).\n\n# Alpha\n',
      'three.md': '<!-- handbook-disable-next-line -->\n\n## Alpha\n',
    },
  },
  {
    // A comment whose slip of the pen keeps a silence going.
    dialect: 'markua',
    files: {
      'Book.txt': 'one.md\n',
      'one.md':
        '{id: a}\n# A\n\n<!-- handbook-disable broken-crosslink -->\n\n<!-- handbook-enable broken-crosslinks -->\n\n[b](#gone)\n',
    },
  },
  {
    // Two ids that count for nothing as long as their key has capitals.
    dialect: 'markua',
    files: {
      'Book.txt': 'one.md\ntwo.md\n',
      'one.md': '{ID: beta}\n# Alpha\n\nText.\n',
      'two.md': '{ID: beta}\nText.\n',
    },
  },
  {
    // A second line of the title, between which and the first a fix puts a list.
    dialect: 'markua',
    files: {
      'Book.txt': 'one.md\ntwo.md\n',
      'one.md': 'Plain prose, and nothing else.\n',
      'two.md': '# Alpha\n\n### Alpha {#alpha}\n',
    },
  },
  {
    // A list that a fix takes from its own line, which a comment above silences.
    dialect: 'markua',
    files: {
      'Book.txt': 'one.md\ntwo.md\n',
      'one.md': '# Alpha\n',
      'two.md':
        '# Alpha {#what-it-costs}\n\n<!-- handbook-disable-next-line duplicate-id -->\n\n- {id: what-it-costs}\n  {blurb}\n  In a box.\n  {/blurb}\n',
    },
  },
];

describe('fix-all', () => {
  it('comes to rest with every safe fix made, no new kind of finding, and all other text as it was', async () => {
    await fc.assert(
      fc.asyncProperty(faultyBook, async (faulty) => {
        const { workspace, before } = await open(faulty);
        const findings = lintBook(before, allRules);
        const fixed = await fixBook(workspace, allRules, { unsafe: false });
        expect(chooseFixes(fixed.remaining, false)).toEqual([]);
        expect(added(fixed.remaining, findings)).toEqual([]);
        for (const [uri, { before: old, after }] of fixed.files) {
          expect(before.document(uri)?.text).toBe(old);
          expect(untouchedLines(after)).toEqual(untouchedLines(old));
        }
        for (const [uri, { after }] of fixed.files) workspace.setText(uri, after);
        const again = await fixBook(workspace, allRules, { unsafe: false });
        expect([...again.files.keys()]).toEqual([]);
      }),
      { numRuns: 300, examples: found.map((book) => [book]) },
    );
  }, 60_000);
});

describe('each fix by itself', () => {
  it('removes its finding and brings none of another kind', async () => {
    await fc.assert(
      fc.asyncProperty(faultyBook, async (faulty) => {
        const { workspace, before } = await open(faulty);
        const findings = lintBook(before, allRules);
        for (const finding of findings.filter(({ rule }) => anchorRules.includes(rule))) {
          for (const fix of finding.fixes) {
            const after = await lintFixed(workspace, before, fix);
            const count = (list: readonly Finding[]) => list.filter((other) => isSame(other, finding)).length;
            expect({ fix: fix.title, left: count(after) < count(findings) }).toEqual({ fix: fix.title, left: true });
            if (fix.safety === 'safe')
              expect({ fix: fix.title, added: added(after, findings) }).toEqual({ fix: fix.title, added: [] });
          }
        }
      }),
      { numRuns: 150, examples: found.map((book) => [book]) },
    );
  }, 60_000);
});

/** Offsets move with the text; what a finding says does not. */
function isSame(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.case === b.case && a.uri === b.uri && a.data?.id === b.data?.id;
}

async function lintFixed(
  workspace: Awaited<ReturnType<typeof open>>['workspace'],
  book: Handbook,
  fix: Fix,
): Promise<Finding[]> {
  const trial = workspace.fork();
  for (const [uri, edits] of editsByUri([fix])) {
    trial.setText(uri, applyEdits(book.document(uri)!.text, edits));
  }
  const result = lintBook((await trial.snapshot()).book, allRules);
  for (const uri of editsByUri([fix]).keys()) workspace.closeText(uri);
  return result;
}
