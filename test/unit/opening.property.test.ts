import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../server/src/config/load.ts';
import { readOpening } from '../../server/src/handbook/opening.ts';
import type { Host } from '../../server/src/host/host.ts';
import { Glance } from '../../server/src/lsp/glance.ts';
import type { Finding } from '../../server/src/rules/finding.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { lintBook } from '../../server/src/rules/run.ts';
import { at, type Files, openBook, ROOT, TODAY } from '../support/book.ts';
import { markdownText } from '../support/markdownText.ts';
import { tinyPng } from '../support/tinyPng.ts';

const blocks = [
  '# One',
  '{id: two}\n## Two',
  '{class: part}\n# Part',
  '{class: part, full: false}\n# Left out',
  '{full: false}\n# Out',
  '{book: false}\n## Out too',
  '{sample: true}\n# Sample',
  '#### Deep',
  '---\nstatus: draft\n---',
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.',
  'TODO: write this.',
  'See [a](#one), [b](two.md), [c](#nowhere), [d][ref], [e]() and [f] (http://localhost:3000).',
  'Visit http://example.com/?utm_source=x or www.example.com now.',
  '[ref]: #two',
  '![](pics/none.png)',
  '![](pics\\none.png)',
  '![Plan](Plan.PNG)',
  '{#hash}\n%% comment',
  '{icon=bug}\nG> box',
  '{aside}',
  '{/aside}',
  'Note[^n].\n\n[^m]: Text.',
  '<!-- handbook-disable-next-line -->',
  '<!-- handbook-disable placeholder-marker -->',
];
const block = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...blocks) }, markdownText(3));
const text = fc.array(block, { maxLength: 7 }).map((list) => Buffer.from(list.join('\n\n')).toString());
const lists = [
  'one.md\ntwo.md\nthree.md\n',
  'two.md\nnone.md\nmainmatter:\none.md\n',
  'none.md\nthree.md\ntwo.md\none.md\n',
  'sub/../one.md\ntwo.md\n',
  'two.md\n',
];
const settings = [
  '{}',
  '{"extends": "strict"}',
  '{"dialect": "lfm"}',
  '{"dialect": "markdown"}',
  '{"ignore": ["three.md"]}',
];

describe('what is said of a chapter before its book is read', () => {
  it('stands when the book is read', async () => {
    let said = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(text, text, text),
        fc.constantFrom(...lists),
        fc.option(fc.constantFrom(...settings)),
        async ([one, two, three], list, config) => {
          const files = {
            'Book.txt': list,
            ...{ 'one.md': one, 'two.md': two, 'three.md': three, 'resources/plan.png': tinyPng },
          };
          said += await check(config === null ? files : { ...files, 'handbook.json': config });
        },
      ),
      { numRuns: 100 },
    );
    expect(said).toBeGreaterThan(10);
  });

  it('stands in a folder that has no list too', async () => {
    let said = 0;
    // No part of another file takes this one out: see `openingBook`.
    const calm = text.map((written) => written.replaceAll('class: part, full: false', 'class: part'));
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(calm, calm, calm),
        fc.option(fc.constantFrom(...settings)),
        async ([one, two, three], config) => {
          const files = { 'one.md': one, 'sub/two.md': two, 'three.md': three };
          said += await check(config === null ? files : { ...files, 'handbook.json': config });
        },
      ),
      { numRuns: 100 },
    );
    expect(said).toBeGreaterThan(10);
  });
});

it('far down a long list is said what no chapter further up can change', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `chapter-${index}.md`);
  const before = Object.fromEntries(names.map((name) => [name, '# Before\n\nText.\n']));
  const files = {
    ...before,
    'runs-on.md': 'TODO: the end of what was before.\n',
    'last.md': '# Last\n\nTODO: write this.\n',
    'Book.txt': [...names, 'runs-on.md', 'last.md'].join('\n'),
  };
  expect(await saidOf('last.md', files)).toEqual(['TODO: write this.']);
  expect(await saidOf('runs-on.md', files)).toEqual([]);
  // With all of them looked at, nothing can run on from above.
  const few = { ...files, 'Book.txt': 'chapter-1.md\nruns-on.md\n' };
  expect(await saidOf('runs-on.md', few)).toEqual(['TODO: the end of what was before.']);
  // One right above may leave out what follows.
  expect(await saidOf('last.md', { ...files, 'chapter-99.md': '{full: false}\n# Out\n' })).toEqual([]);
});

it('is after an edit what it is of the edited text, far down a long list too', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `chapter-${index}.md`);
  const before = Object.fromEntries(names.map((name) => [name, '# Before\n\nText.\n']));
  const { host } = await openBook({ ...before, 'last.md': '', 'Book.txt': [...names, 'last.md'].join('\n') });
  const heading = fc.constantFrom('# One', '## One', 'One', '{class: part}\n# One');
  await fc.assert(
    fc.asyncProperty(heading, heading, text, async (first, then, rest) => {
      const typed = (await glanceAt(host, 'last.md'))!;
      typed.look(`${first}\n\n${rest}`);
      const fresh = (await glanceAt(host, 'last.md'))!;
      expect(typed.look(`${then}\n\n${rest}`).findings).toEqual(fresh.look(`${then}\n\n${rest}`).findings);
    }),
    { numRuns: 200 },
  );
});

/** What placeholders a chapter is said to have before its book is read. */
async function saidOf(name: string, files: Record<string, string>): Promise<string[]> {
  const { host } = await openBook(files, { rules: allRules });
  const glance = await glanceAt(host, name);
  const { findings } = glance?.look(files[name]!) ?? { findings: [] };
  return findings
    .filter(({ rule }) => rule === 'placeholder-marker')
    .map(({ span }) => files[name]!.slice(span.start).split('\n', 1)[0]!);
}

async function glanceAt(host: Host, name: string): Promise<Glance | undefined> {
  const metas = allRules.map(({ meta }) => meta);
  const opening = await readOpening(host, at(name), {
    folders: [ROOT],
    readConfig: (over, uri, token) => loadConfig(over, uri, metas, token),
  });
  return opening && new Glance(at(name), opening, allRules, () => TODAY);
}

/** How much was said of the chapters before their book was read; fails where the book does not say it. */
async function check(files: Files): Promise<number> {
  const { host, workspace } = await openBook(files, { rules: allRules });
  const { book } = await workspace.snapshot();
  const all = new Set(lintBook(book, allRules).map(written));
  let said = 0;
  for (const name of Object.keys(files).filter((file) => file.endsWith('.md'))) {
    const glance = await glanceAt(host, name);
    if (!glance) continue;
    for (const finding of glance.look(files[name] as string).findings) {
      expect(all).toContain(written(finding));
      said++;
    }
  }
  return said;
}

function written(finding: Finding): string {
  return JSON.stringify(finding);
}
