import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { lintChapter } from '../../server/src/rules/run.ts';
import { openBook } from '../support/book.ts';
import { faultyBook } from '../support/faultyBook.ts';

/** The same rules, asked whatever the chapter has. */
const alwaysAsked = allRules.map((rule) => ({ ...rule, meta: { ...rule.meta, about: undefined } }) as Rule);

it('a rule has nothing to say of a chapter that has nothing of what it is about', async () => {
  await fc.assert(
    fc.asyncProperty(faultyBook, async ({ files, dialect }) => {
      const settings = { 'handbook.json': '{ "extends": "strict" }' };
      const { workspace } = await openBook({ ...files, ...settings }, { rules: allRules, dialect });
      const { book } = await workspace.snapshot();
      for (const uri of book.order) {
        expect(lintChapter(book, uri, allRules).findings).toEqual(lintChapter(book, uri, alwaysAsked).findings);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
