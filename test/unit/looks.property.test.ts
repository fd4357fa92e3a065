import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { WorkspaceOptions } from '../../server/src/handbook/bookState.ts';
import { discoverBooks } from '../../server/src/handbook/discover.ts';
import { MemoryHost } from '../../server/src/host/memoryHost.ts';
import { RestingChapters } from '../../server/src/markdown/restingChapter.ts';
import { keptLook, Looks } from '../../server/src/rules/looks.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { lintChapter } from '../../server/src/rules/run.ts';
import { at, openWorkspace, ROOT } from '../support/book.ts';
import { allFacts } from '../support/chapterFacts.ts';
import { faultyBook } from '../support/faultyBook.ts';

const settings = fc.constantFrom(
  '{}',
  '{ "extends": "strict" }',
  '{ "extends": "strict", "overrides": [{ "files": ["one.md"], "rules": { "broken-crosslink": "info" } }] }',
);

it('what is found while a book is read is what is found once all of it is, after any changes too', async () => {
  await fc.assert(
    fc.asyncProperty(
      faultyBook,
      settings,
      fc.array(fc.tuple(faultyBook, fc.nat()), { maxLength: 3 }),
      async ({ files, dialect }, config, edits) => {
        const host = new MemoryHost(
          Object.entries({ ...files, 'handbook.json': config }).map(([name, content]) => [at(name), content]),
        );
        const [location = { root: ROOT }] = await discoverBooks(host, ROOT);
        const resting = new RestingChapters();
        const looks = new Looks(allRules);
        const keep: WorkspaceOptions['keep'] = (chapter, book) => {
          const kept = resting.rest(chapter);
          const look = book && looks.look(chapter, book);
          looks.remember(kept, look && keptLook(look));
          return kept;
        };
        const workspace = openWorkspace(host, location, allRules, dialect, { keep });
        const check = async () => {
          const { book } = await workspace.snapshot();
          const { book: fresh } = await openWorkspace(host, location, allRules, dialect).snapshot();
          expect(book.order).toEqual(fresh.order);
          for (const uri of fresh.order) {
            const { asked, ...expected } = lintChapter(fresh, uri, allRules);
            const { findings, silenced } = looks.find(book, uri);
            expect({ findings, silenced }).toEqual(expected);
            expect(allFacts(book.chapter(uri)!)).toEqual(allFacts(fresh.chapter(uri)!));
          }
        };
        await check();
        for (const [{ files: others }, index] of edits) {
          const names = Object.keys(others);
          const name = names[index % names.length]!;
          host.write(at(name), others[name]!);
          workspace.filesChanged([at(name)]);
          await check();
        }
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);
