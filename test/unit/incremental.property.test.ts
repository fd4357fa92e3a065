import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Handbook } from '../../server/src/handbook/handbook.ts';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { lintBook } from '../../server/src/rules/run.ts';
import { at, openWorkspace, ROOT } from '../support/book.ts';
import { allFacts } from '../support/chapterFacts.ts';
import { bytesOf, standIn } from '../support/standIns.ts';

/** Paths that come, go and change; what is written to them is put together from `pieces`. */
const chapters = ['one.md', 'two.md', 'part/three.md', 'new.md'];
const pieces = [
  '# One',
  '## Two',
  '{id: one}',
  '{#two}',
  '{class: part}',
  '{full: false}',
  '{sample: true}',
  '[a](#one) [b](#two)',
  '[c][ref] [d](two.md#two)',
  '[ref]: #one',
  'Note[^n].',
  '[^n]: Text.',
  '![](08/plan.png)',
  '![](08\\plan.png)',
  '![x](../pics/map.png)',
  '![The whole plan](08/plan.png)',
  '![The whole plan](old/map.png)',
  '[The plan](08/plan.png)',
  '-# Part',
  '{key="value"}',
  'Lorem ipsum dolor sit amet.',
  '<!-- handbook-disable-next-line -->',
  '',
  '',
];
const pictures = ['resources/08/plan.png', 'resources/old/map.png', 'pics/map.png'];
/** Files that a folder's new name takes along; the client tells only of the folders. */
const moves = new Map([
  ['resources/08', 'resources/old'],
  ['resources/old', 'resources/08'],
  ['part', 'chapters'],
  ['chapters', 'part'],
]);
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((lines) => lines.join('\n'));
const settings = fc.constantFrom(
  '{}',
  '{ "dialect": "lfm" }',
  '{ "ignore": ["part/"] }',
  '{ "extends": "strict" }',
  '{ "rules": {',
);
const list = fc.constantFrom(
  'one.md\ntwo.md\n',
  'two.md\npart/three.md\n',
  'ONE.md\n\nnew.md\n',
  'one.md\none.md\n../x.md\n',
);

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('type' as const), path: fc.constantFrom(...chapters), text }) },
  fc.record({ kind: fc.constant('close' as const), path: fc.constantFrom(...chapters, 'Book.txt') }),
  fc.record({ kind: fc.constant('write' as const), path: fc.constantFrom(...chapters), text }),
  fc.record({ kind: fc.constant('write' as const), path: fc.constant('Book.txt'), text: list }),
  fc.record({ kind: fc.constant('write' as const), path: fc.constant('handbook.json'), text: settings }),
  fc.record({
    kind: fc.constant('write' as const),
    path: fc.constantFrom(...pictures),
    text: fc.constantFrom('x', '', standIn('a.png'), standIn('a.gif')),
  }),
  fc.record({
    kind: fc.constant('write' as const),
    path: fc.constantFrom(...chapters, 'Book.txt'),
    text: fc.constantFrom(bytesOf('# Caf\\xe9\\n'), bytesOf('\\xff\\xfe#\\0 \\0A\\0'), standIn('a.png')),
  }),
  fc.record({ kind: fc.constant('refuse' as const), path: fc.constantFrom(...chapters) }),
  fc.record({ kind: fc.constant('remove' as const), path: fc.constantFrom(...chapters, ...pictures) }),
  fc.record({ kind: fc.constant('rename' as const), path: fc.constantFrom(...moves.keys()) }),
);

it('a snapshot after any edits answers everything as a fresh one does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(text, { minLength: 2, maxLength: 2 }),
      fc.array(step, { maxLength: 10 }),
      async (hasList, texts, steps) => {
        const host = new MemoryHost([
          [at('one.md'), texts[0]!],
          [at('two.md'), texts[1]!],
          [at('handbook.json'), '{}'],
          ...(hasList ? [[at('Book.txt'), 'one.md\ntwo.md\n'] as const] : []),
        ]);
        const location = { root: ROOT, manifest: hasList ? at('Book.txt') : undefined, config: at('handbook.json') };
        const workspace = openWorkspace(host, location, allRules);
        const buffers = new Map<string, string>();
        await workspace.snapshot();
        for (const one of steps) {
          const uri = at(one.path);
          if (one.kind === 'type') {
            buffers.set(uri, one.text);
            workspace.setText(uri, one.text);
          } else if (one.kind === 'close') {
            buffers.delete(uri);
            workspace.closeText(uri);
          } else if (one.kind === 'rename') {
            const target = moves.get(one.path)!;
            for (const file of ['plan.png', 'map.png', 'three.md'])
              move(host, `${one.path}/${file}`, `${target}/${file}`);
            workspace.filesChanged([uri, at(target)]);
          } else {
            if (one.kind === 'write') host.write(uri, one.text);
            else if (one.kind === 'refuse') host.refuse(uri);
            else host.remove(uri);
            workspace.filesChanged([uri]);
          }
          const { book } = await workspace.snapshot();
          const fresh = openWorkspace(host, location, allRules);
          for (const [open, buffer] of buffers) fresh.setText(open, buffer);
          expect(answers(book)).toEqual(answers((await fresh.snapshot()).book));
        }
      },
    ),
    { numRuns: 60 },
  );
});

function move(host: MemoryHost, from: string, to: string): void {
  const bytes = host.readHead(at(from), Number.POSITIVE_INFINITY);
  if (!bytes) return;
  host.remove(at(from));
  host.write(at(to), bytes);
}

/** Everything a rule or a feature could ask. */
function answers(book: Handbook) {
  const ids = ['one', 'two', 'three'];
  const labels = ['ref', 'n'];
  const uris = [...book.order, ...book.strays];
  const style = book.idStyle();
  return {
    frame: [book.dialect, book.order, book.strays, book.resourceRoots, book.manifest?.entries, book.config.problems],
    chapters: uris.map((uri) => [uri, book.position(uri), allFacts(book.chapter(uri)!)]),
    ids: ids.map((id) => [
      book.definitions(id),
      book.excludedDefinitions(id),
      book.strayDefinitions(id),
      book.lostDefinitions(id),
      book.uses(id),
      book.referenceTargets(id),
      book.slugs(id),
    ]),
    all: [book.ids(), book.referenceLabels(), book.footnoteLabels(false)].map((names) => [...names].sort()),
    labels: labels.map((label) => [
      book.references(label),
      book.referenceUses(label),
      book.footnotes(label, false),
      book.footnoteUses(label, false),
    ]),
    included: uris.map((uri) => [0, 20, 60].map((offset) => [book.excluded(uri, offset), book.sampled(uri, offset)])),
    resources: uris.map((uri) => ['08/plan.png', '../pics/map.png'].map((path) => book.resource(uri, path))),
    files: book.resourceFiles().map((uri) => [book.file(uri), book.resourceUses(uri)]),
    alike: ['plan.png', 'resources/08/maps.png'].map((path) => book.resourceFilesLike(path)),
    captions: book.captions('The whole plan'),
    troubles: [...book.troubles].sort(),
    style: [style.separator, style.syntax, [0, 1, 2, 3].map((level) => style.prefix(level))],
    numbers: book.numbers(),
    findings: lintBook(book, allRules),
  };
}
