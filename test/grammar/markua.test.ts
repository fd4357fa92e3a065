import { describe, expect, it } from 'vitest';
import { loadGrammar, scopesAt, tokenize } from '../support/grammar.ts';

const grammar = await loadGrammar('text.html.markdown');
const vscodeAlone = await loadGrammar('text.html.markdown', false);

/** What a fragment is coloured as: each row is a text, a fragment of it, and the scope that it must have. */
type Row = readonly [text: string, fragment: string, scope: string];

const attributeList = 'meta.attribute-list.markua';
const key = 'entity.other.attribute-name.markua';
const id = 'entity.name.label.id.markua';
const rows: Readonly<Record<string, readonly Row[]>> = {
  'attribute lists above a block': [
    ['{id: ch-one, title: "A {b}, c"}\n# One', 'id', key],
    ['{id: ch-one, title: "A {b}, c"}\n# One', 'ch-one', id],
    ['{id: ch-one, title: "A {b}, c"}\n# One', 'A {b}, c', 'string.quoted.double.markua'],
    ['{id: ch-one, title: "A {b}, c"}\n# One', '# One', 'markup.heading'],
    ['{#ch-one .part}\n# One', 'ch-one', id],
    ['{#ch-one .part}\n# One', 'part', 'entity.other.attribute-name.class.markua'],
    ['{: lang="js"}\n```\nx\n```', 'js', 'string.quoted.double.markua'],
    ['{width=50%,float=left}\n![](a.png)', '50%', 'string.unquoted.markua'],
    ['{width=50%,float=left}\n![](a.png)', 'left', 'string.unquoted.markua'],
    ['> {id: q}\n> quoted', 'id', key],
    ['- {id: li}\n  item', 'id', key],
    ['A> {id: in-box}\nA> # Title', 'in-box', id],
  ],
  'attribute lists after a span': [
    ['a [fox]{#fox} ran', 'fox}', id],
    ['a **bold**{id: b} word', 'id', key],
    ['a word{i: "animal!fox"} here', '!fox', 'keyword.operator.index.sub-entry.markua'],
    ['word{i: a|see{b}} end', 'see', 'keyword.other.index.markua'],
    ['word{i: a|see{b}} end', '} end', 'punctuation.definition.attribute-list.end.markua'],
    ['![Fox](fox.png){width: 50%} x', '50%', 'string.unquoted.markua'],
    ['> quoted [fox]{#fox}', 'fox}', id],
    ['- item [fox]{#fox}', 'fox}', id],
    ['| a | b |\n|---|---|\n| [fox]{#fox} | c |', '#fox', attributeList],
    ['A> boxed [fox]{#fox}', 'fox}', id],
  ],
  directives: [
    ['{mainmatter}', 'mainmatter', 'keyword.control.directive.markua'],
    ['{ pagebreak }', 'pagebreak', 'keyword.control.directive.markua'],
    ['{lang-zh-Hant}', 'lang-zh-Hant', 'keyword.control.directive.markua'],
  ],
  'asides and blurbs': [
    ['A> ## Title\nA> text **bold**', 'A>', 'keyword.control.box.markua'],
    ['A> ## Title\nA> text **bold**', '## Title', 'markup.heading'],
    ['A> ## Title\nA> text **bold**', 'bold', 'markup.bold'],
    ['W> - one\nW> - two', '- two', 'markup.list.unnumbered.markdown'],
    ['A> one\n\n# Two', '# Two', 'markup.heading'],
    ['{aside}\ntext **bold**\n\n- item\n{/aside}\n# After', 'aside', 'keyword.control.box.markua'],
    ['{aside}\ntext **bold**\n\n- item\n{/aside}\n# After', 'bold', 'markup.bold'],
    ['{aside}\ntext **bold**\n\n- item\n{/aside}\n# After', '/aside', 'keyword.control.box.markua'],
    ['{blurb, class: warning}\nx\n{/blurb}', 'warning', 'string.unquoted.markua'],
    ['{blurb, class: warning}\nx\n{/blurb}', 'x', 'meta.box.braced.markua'],
    ['> A> quoted box', 'A>', 'keyword.control.box.markua'],
  ],
  quizzes: [
    ['{quiz, id: q1}\n? Which?\n\na) no\nB) yes\n! /an?swer/i\n{/quiz}', 'q1', id],
    ['{quiz, id: q1}\n? Which?\n\na) no\nB) yes\n! /an?swer/i\n{/quiz}', '?', 'keyword.operator.question.markua'],
    ['{quiz, id: q1}\n? Which?\n\na) no\nB) yes\n! /an?swer/i\n{/quiz}', 'a)', 'constant.language.choice.wrong.markua'],
    ['{quiz, id: q1}\n? Which?\n\na) no\nB) yes\n! /an?swer/i\n{/quiz}', 'B)', 'constant.language.choice.right.markua'],
    ['{quiz, id: q1}\n? Which?\n\na) no\nB) yes\n! /an?swer/i\n{/quiz}', '/an?swer/i', 'string.regexp.answer.markua'],
    ['{quiz, id: q1}\n? Which?\n\na) no\nB) yes\n! /an?swer/i\n{/quiz}', '/quiz', 'keyword.control.box.markua'],
  ],
  'smart crosslinks': [
    ['see [section #n, #t](#ch-one)', '#n', 'constant.other.placeholder.smart.markua'],
    ['see [section #n, #t](#ch-one)', '#ch-one', 'markup.underline.link.markdown'],
    ['see [section #n, #t](#ch-one)', 'section', 'string.other.link.title.markdown'],
    ['- see [#f](#fig)', '#f]', 'constant.other.placeholder.smart.markua'],
  ],
  maths: [
    ['so `x^2`$ is', 'x^2', 'string.other.math.markua'],
    ['so `x^2`$ is', '$', 'keyword.operator.math.markua'],
    ['so `sum x`@ is', 'sum', 'string.other.math.markua'],
    ['{$$}\nx^2\n{/$$}\n# After', 'x^2', 'string.other.math.markua'],
    ['{$$}\nx^2\n{/$$}\n# After', '# After', 'markup.heading'],
  ],
  'comments, notes, settings': [
    ['%% a note to self', 'a note', 'comment.line.percentage.markua'],
    ['text[^one] goes', 'one', 'constant.other.reference.link.markdown'],
    ['[^^end]: the note', '^^', 'keyword.operator.footnote.markua'],
    ['{\nsoft-breaks: break\n}\n# One', 'soft-breaks', 'support.type.property-name.markua'],
    ['{\nsoft-breaks: break\n}\n# One', '# One', 'markup.heading'],
    ['-# The Part', 'The Part', 'entity.name.section.markdown'],
    ['<<[Hello](code/hello.rb)', 'code/hello.rb', 'markup.underline.link.markdown'],
  ],
};

for (const [kind, cases] of Object.entries(rows)) {
  it.each(cases)(`${kind}: %j has at %j %s`, (text, fragment, scope) => {
    expect(scopesAt(grammar, text, fragment)).toContain(scope);
  });
}

describe('what is no Markua', () => {
  const prose: readonly string[] = [
    '```js\nconst a = { id: 1 };\n{id: x}\nA> no\n```',
    '    {id: indented}\n',
    'a `{id: x}` in code',
    'a set f{x} and {{ page.title }}',
    '{% include x %}',
    '{{ template }}',
    '<!-- {id: x} -->',
    '[text](http://e.com/{id: x})',
    'a `code` span and 5$ more',
    '[plain](#ch-one "title")',
    'see [#title](#x) and [issue #12](#y)',
    'A > B and I>x',
    'He said so! Nobody) knew.',
    '![a](b.png "c")\n\n| a | b |\n|---|---|\n| 1 | 2 |',
  ];
  it.each(prose)('is coloured as VS Code colours it: %j', (text) => {
    expect(tokenize(grammar, text).lines).toEqual(tokenize(vscodeAlone, text).lines);
  });
});

describe('an unclosed box', () => {
  it('leaves the blocks after it their colours', () => {
    expect(scopesAt(grammar, '{aside}\ntext\n\n# Heading\n\n```js\nx\n```', '# Heading')).toContain('markup.heading');
  });
});
