import { englishTexts } from '../../server/src/base/texts.ts';
import { handbookSchema } from '../../server/src/config/schema.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';

/** What completion and hover are told of what is not in a book. */
export const HELP = {
  rules: [{ name: 'lorem-ipsum', summary: 'Filler text' }],
  ruleSummary: (rule: string) => (rule === 'lorem-ipsum' ? 'Filler text' : undefined),
  schema: handbookSchema(allRules.map(({ meta }) => meta)),
  texts: englishTexts,
};

/** A second chapter and some files, to be written about in `one.md`. */
export const BOOK = {
  'Book.txt': 'one.md\ntwo.md\n',
  'two.md':
    '{id: ch-two}\n# Second Things\n\nA first line.\n\n{id: fig-plan}\n![The plan](08/plan.png)\n\n[^why]: Because.\n\n[site]: https://example.org\n',
  'resources/08/plan.png': 'x',
  'resources/08/site plan.svg': 'x',
  'resources/09/code.rb': 'x',
};
