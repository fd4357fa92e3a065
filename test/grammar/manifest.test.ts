import { expect, it } from 'vitest';
import { loadGrammar, scopesAt } from '../support/grammar.ts';

const grammar = await loadGrammar('text.handbook-manifest');
const text =
  '# The list\n%% not yet\nfrontmatter:\n{mainmatter}\nbackmatter\n-----\n  part one/01-cups and tea.md\nch2\n';

it.each([
  ['# The list', 'comment.line.markua'],
  ['%% not yet', 'comment.line.markua'],
  ['frontmatter:', 'keyword.control.directive.markua'],
  ['{mainmatter}', 'keyword.control.directive.markua'],
  ['backmatter', 'keyword.control.directive.markua'],
  ['-----', 'meta.separator.markdown'],
  ['part one/', 'string.unquoted.folder.markua'],
  ['01-cups and tea', 'entity.name.filename.markua'],
  ['.md', 'entity.name.filename.extension.markua'],
  ['ch2', 'entity.name.filename.markua'],
])('%s is %s', (fragment, scope) => {
  expect(scopesAt(grammar, text, fragment)).toContain(scope);
});
