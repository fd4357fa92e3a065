import { describe, expect, it } from 'vitest';
import { told } from '../../support/chapterFacts.ts';

// What a plain Markdown parser gets wrong in the blocks of Markua, a test for each kind of it.

describe('an attribute list above a block', () => {
  const blocks: readonly [name: string, block: string, target: string][] = [
    ['an ATX heading', '# H', 'heading'],
    ['a list from 1', '1. a', 'list'],
    ['a bullet list', '- a', 'list'],
    ['a list from 3', '3. foo', 'list'],
    ['a fence', '```\nx\n```', 'code'],
    ['a tilde fence', '~~~ ruby\nx\n~~~', 'code'],
    ['a quote', '> a', 'quote'],
    ['an aside', 'A> a', 'aside'],
    ['a blurb', 'B> a', 'blurb'],
    ['a table', '| a | b |\n|---|---|\n| c | d |', 'table'],
    ['a setext heading', 'Title\n===', 'heading'],
    ['a second-level setext heading', 'Title\n---', 'heading'],
    ['a paragraph', 'some text', 'paragraph'],
    ['a picture', '![](x.png)', 'image'],
    ['indented code', '    code', 'code'],
    ['a scene break', '* * *', 'rule'],
    ['a definition list', 'term\n: what it is', 'definition-list'],
  ];
  it.each(blocks)('belongs to %s', (_name, block, target) => {
    expect(told(`before\n\n{id: x}\n${block}\n`, 'lists')).toEqual([`block ${target} "{id: x}"`]);
    expect(told(`before\n\n{id: x}\n${block}\n`, 'ids')).toEqual([
      target === 'heading' ? 'block "x" of heading 0' : 'block "x"',
    ]);
  });

  it('is no text of the block below', () => {
    expect(told('{class: part}\nTitle\n=====\n', 'headings')).toEqual(['setext 1 "Title" part']);
    expect(told('{id: x}\nsome text\n', 'prose')).toEqual(['paragraph: some text']);
    expect(told('{id: x}\n3. foo\n4. bar\n', 'blocks')).toEqual([
      'list numbered <3> "3. foo\\n4. bar"',
      '  item "3. foo"',
      '    paragraph "foo"',
      '  item "4. bar"',
      '    paragraph "bar"',
    ]);
  });

  it('ends a paragraph, an item and a quote', () => {
    expect(told('text\n{id: x}\n# H\n', 'kinds')).toEqual(['paragraph', 'heading']);
    expect(told('- item\n{id: x}\n# H\n', 'headings')).toEqual(['atx 1 "H" #x']);
    expect(told('> quote\n{id: x}\n# H\n', 'headings')).toEqual(['atx 1 "H" #x']);
  });

  it('stacks', () => {
    expect(told('{id: x}\n{class: part}\n# H\n', 'headings')).toEqual(['atx 1 "H" #x part']);
    expect(told('{class: part}\n{#x}  \n# H\n', 'headings')).toEqual(['atx 1 "H" #x part']);
  });

  it('is lost with a blank line or the end below it', () => {
    expect(told('{id: x}\n\n# H\n', 'lists')).toEqual(['detached "{id: x}"']);
    expect(told('{id: x}\n\n# H\n', 'ids')).toEqual(['block "x" lost']);
    expect(told('{id: x}\n\n# H\n', 'headings')).toEqual(['atx 1 "H"']);
    expect(told('# H\n\n{#x}', 'ids')).toEqual(['block "x" lost']);
    expect(told('- a\n\n  {id: x}\n# H\n', 'ids')).toEqual(['block "x" lost']);
  });

  it('reaches its block past a comment', () => {
    expect(told('{id: x}\n<!-- handbook-disable-next-line heading-jump -->\n# H\n', 'headings')).toEqual([
      'atx 1 "H" #x',
    ]);
  });

  it('may be of kramdown below its heading', () => {
    expect(told('# H\n{: #x}\n\ntext\n', 'headings', 'markdown')).toEqual(['atx 1 "H" #x']);
    expect(told('# H\n{: #x}\n\ntext\n', 'ids', 'markdown')).toEqual(['block "x" of heading 0']);
  });

  it('is read inside containers', () => {
    expect(told('> {id: x}\n> # H\n', 'headings')).toEqual(['atx 1 "H" #x nested']);
    expect(told('A> - a\nA>\nA>   {id: x}\nA>   # H\n', 'headings')).toEqual(['atx 1 "H" #x nested']);
  });
});

describe('the prefixed containers', () => {
  it('hold what follows the prefix as Markua', () => {
    expect(told('A> # Heading\nA> text\nA>\nA> ```\nA> [no](#link)\nA> ```\n', 'blocks')).toEqual([
      'aside prefix <A> "A> # Heading\\nA> text\\nA>\\nA> ```\\nA> [no](#link)\\nA> ```"',
      '  heading "# Heading"',
      '  paragraph "text"',
      '  code fence "```\\nA> [no](#link)\\nA> ```"',
    ]);
    expect(told('A> [a](#b) and\nA> [c](#d)\n', 'links')).toEqual(['inline "#b" text "a"', 'inline "#d" text "c"']);
  });

  it.each([...'BDEGIQTWX'])('know %s> for a blurb', (letter) => {
    expect(told(`${letter}> text\n`, 'blocks')).toEqual([
      `blurb prefix <${letter}> "${letter}> text"`,
      '  paragraph "text"',
    ]);
  });

  it('stop tabs as if the prefix were not there', () => {
    expect(told('I> Do:\nI>\nI> \t[x](#y)\n', 'links')).toEqual([]);
    expect(told('I>\t[x](#y)\n', 'links')).toEqual(['inline "#y" text "x"']);
  });

  it('need no blank after the prefix', () => {
    expect(told('C>centred\nC>text\n', 'prose')).toEqual(['paragraph in center: centred\ntext']);
  });

  it('end with the prefix', () => {
    expect(told('W> beware\nof this\n', 'kinds')).toEqual(['blurb', '  paragraph', 'paragraph']);
    expect(told('W> beware\nI> note\n', 'kinds')).toEqual(['blurb', '  paragraph', 'blurb', '  paragraph']);
  });

  it('nest', () => {
    expect(told('A> > - {id: x}\nA> >   # T\n', 'headings')).toEqual(['atx 1 "T" #x nested']);
    expect(told('A> > - {id: x}\nA> >   # T\n', 'kinds')).toEqual([
      'aside',
      '  quote',
      '    list',
      '      item',
      '        heading',
    ]);
  });

  it('are text in plain Markdown', () => {
    expect(told('A> text\n', 'prose', 'markdown')).toEqual(['paragraph: A> text']);
  });

  it('do not begin in the middle of a sentence that goes on with X>y', () => {
    expect(told('so that\nX>y holds\n', 'prose')).toEqual(['paragraph: so that\nX>y holds']);
  });
});

describe('the containers in braces', () => {
  it('end an item', () => {
    expect(told('{aside}\n\n- item\n{/aside}\n\nafter\n', 'kinds')).toEqual([
      'aside',
      '  list',
      '    item',
      '      paragraph',
      'paragraph',
    ]);
  });

  it('have attributes in their opener', () => {
    expect(told('{blurb, class: warning, id: x}\ntext\n{/blurb}\n', 'lists')).toEqual([
      'opener blurb "{blurb, class: warning, id: x}"',
    ]);
    expect(told('{blurb, class: warning, id: x}\ntext\n{/blurb}\n', 'ids')).toEqual(['opener "x"']);
    expect(told('{class: warning}\n{blurb}\ntext\n{/blurb}\n', 'lists')).toEqual([
      'block blurb "{class: warning}" !above-opener "{class: warning}"',
    ]);
  });

  it('stay open without a closer', () => {
    expect(told('# A\n\n{aside}\n\ntext\n\n# B\n', 'kinds')).toEqual([
      'heading',
      'aside open',
      '  paragraph',
      '  heading',
    ]);
  });

  it('nest, and a closer closes what was left open inside', () => {
    expect(told('{aside}\n{blurb}\ntext\n{/aside}\n\nafter\n', 'kinds')).toEqual([
      'aside',
      '  blurb open',
      '    paragraph',
      'paragraph',
    ]);
  });

  it('leave a stray closer as a directive', () => {
    expect(told('text\n\n{/aside}\n', 'directives')).toEqual(['/aside "{/aside}"']);
    expect(told('text\n\n{/aside}\n', 'prose')).toEqual(['paragraph: text']);
  });

  it('know quotes', () => {
    expect(told('{blockquote}\ntext\n{/blockquote}\n', 'prose')).toEqual(['paragraph in quote quoted: text']);
  });
});

describe('document settings', () => {
  it('stand at the very start', () => {
    expect(told('{\nsoft-breaks: break\nlang: eng\n}\n\n# H\n', 'settings')).toEqual([
      'soft-breaks = break',
      'lang = eng',
    ]);
    expect(told('{\nsoft-breaks: break\n}\n\n# H\n', 'kinds')).toEqual(['settings', 'heading']);
    expect(told('{\n"lang": "eng",\n"title": "A: b"\n}\n\n# H\n', 'settings')).toEqual(['lang = eng', 'title = A: b']);
    expect(told('# H\n\n{\nlang: eng\n}\n', 'settings')).toEqual([]);
  });

  it('may come in several blocks', () => {
    expect(told('\n{\na: b\n}\n{\na: c\n}\n\ntext\n', 'settings')).toEqual(['a = b', 'a = c']);
  });

  it('are no headings where they are the front matter of a site', () => {
    expect(told('---\ntitle: A\n---\n\n# H\n', 'kinds', 'markdown')).toEqual(['settings', 'heading']);
    expect(
      told('---\n# Fonts\n# and colours\n\nfont: Serif\nsizes:\n  - 10\n---\n\n# H\n', 'kinds', 'markdown'),
    ).toEqual(['settings', 'heading']);
    expect(told('---\n# Fonts\n\nSome: of them\nare big.\n---\n', 'kinds', 'markdown')[0]).toBe('rule');
    expect(told('---\n\ntext\n---\n', 'headings', 'markdown')).toEqual(['setext 2 "text"']);
  });
});

describe('notes', () => {
  const text = 'a[^n] b[^^m]\n\n[^n]: http://x.example\n\n[^^m]: note [t](#x)\n    more\n';
  it('are no link references', () => {
    expect(told(text, 'footnotes')).toEqual([
      'footnote "n" "[^n]: http://x.example"',
      'endnote "m" "[^^m]: note [t](#x)\\n    more"',
    ]);
    expect(told(text, 'footnoteUses')).toEqual(['footnote "n"', 'endnote "m"']);
    expect(told(text, 'references')).toEqual([]);
    expect(told(text, 'links')).toEqual(['bare "http://x.example" text "http://x.example"', 'inline "#x" text "t"']);
  });

  it('hold blocks', () => {
    expect(told('[^n]: one\n\n    {id: x}\n    # Two\n\nafter\n', 'kinds')).toEqual([
      'footnote',
      '  paragraph',
      '  heading',
      'paragraph',
    ]);
    expect(told('[^n]:\n    text\n', 'prose')).toEqual(['paragraph in footnote: text']);
  });

  it('follow each other without a blank line', () => {
    expect(told('[^a]: one\n[^b]: two\n', 'footnotes')).toEqual([
      'footnote "a" "[^a]: one"',
      'footnote "b" "[^b]: two"',
    ]);
  });
});

describe('a fence in a list, with lines that are not indented', () => {
  const text = '* a\n\n  ~~~\n x\ny\n  ~~~\n\nz\n';

  it('ends with its closing fence in LFM, whose lists take every line up to a blank one', () => {
    expect(told(text, 'kinds', 'lfm')).toEqual(['list', '  item', '    paragraph', '    code', 'paragraph']);
  });

  it('ends at the first such line elsewhere, and after a blank line in LFM, too', () => {
    const cut = ['list', '  item', '    paragraph', '    code', 'paragraph', 'code open'];
    expect(told(text, 'kinds', 'markua')).toEqual(cut);
    expect(told(text.replace(' x\n', '\n'), 'kinds', 'lfm')).toEqual(cut);
    expect(told('- ~~~\n- x\n  ~~~\n', 'kinds', 'lfm')).toEqual([
      'list',
      '  item',
      '    code',
      '  item',
      '    paragraph',
      '    code',
    ]);
  });
});

describe('verbatim and quiz blocks', () => {
  it('read the links of verbatim text', () => {
    expect(told('```&\nsee [t](#x)\n  and [u](#y)\n```\n', 'links')).toEqual([
      'inline "#x" text "t"',
      'inline "#y" text "u"',
    ]);
    expect(told('```& text\nsee [t](#x)\n```\n', 'kinds')).toEqual(['verbatim']);
    expect(told('```&\nTODO\n```\n', 'prose')).toEqual([]);
    expect(told('```\nsee [t](#x)\n```\n', 'links')).toEqual([]);
  });

  it('do not read answers', () => {
    const quiz = '{quiz, id: q}\n\n? What is [it](#x)?\n! /(a|b)[c](d)/i\n!2 [e](f)\n\n{/quiz}\n\n! [g](h)\n';
    expect(told(quiz, 'links')).toEqual(['inline "#x" text "it"', 'inline "h" text "g"']);
    expect(told(quiz, 'ids')).toEqual(['opener "q"']);
  });
});

describe('comments', () => {
  it('of percent signs are in LFM only', () => {
    expect(told('a\n%% [x](#y) TODO\nb\n', 'links', 'lfm')).toEqual([]);
    expect(told('a\n%% [x](#y) TODO\nb\n', 'prose', 'lfm')).toEqual(['paragraph: a', 'paragraph: b']);
    expect(told('%% [x](#y) TODO\n', 'comments', 'lfm')).toEqual(['"%% [x](#y) TODO" " [x](#y) TODO"']);
    expect(told('%% [x](#y) TODO\n', 'links')).toEqual(['inline "#y" text "x"']);
  });

  it('of HTML run over blank lines', () => {
    const text = 'a\n\n<!-- [x](#y)\n\n# no -->\n\nb <!-- c --> d\n';
    expect(told(text, 'comments')).toEqual([
      '"<!-- [x](#y)\\n\\n# no -->" " [x](#y)\\n\\n# no "',
      '"<!-- c -->" " c "',
    ]);
    expect(told(text, 'prose')).toEqual(['paragraph: a', 'paragraph: b ◌ d']);
    expect(told(text, 'headings')).toEqual([]);
  });

  it('that begin with <!--> go on to the next arrow in LFM, and are whole elsewhere', () => {
    const text = '<!-->\n![x](a.png)\n-->\n\ntext\n';
    expect(told(text, 'prose', 'lfm')).toEqual(['paragraph: text']);
    expect(told(text, 'resources', 'lfm')).toEqual([]);
    expect(told(text, 'resources', 'markua')).toHaveLength(1);
    expect(told('<!-->\n\ntext\n', 'prose', 'lfm')).toEqual(['paragraph: text']);
  });

  it('left open run to the end', () => {
    expect(told('a\n\n<!-- b\n\nc\n', 'kinds')).toEqual(['paragraph', 'comment open']);
  });
});

describe('headings', () => {
  it('give up the list at their end', () => {
    expect(told('# Ch {#id}\n\n## Two words{id: foo} ##\n\nSet *ext* {#s}\n---\n', 'headings')).toEqual([
      'atx 1 "Ch" #id',
      'atx 2 "Two words" #foo',
      'setext 2 "Set *ext*" #s',
    ]);
    expect(told('# Ch {#id}\n', 'lists')).toEqual(['tail heading "{#id}"']);
    expect(told('# Ch {#id}\n', 'prose')).toEqual(['heading: Ch']);
  });

  it('keep braces that are no list', () => {
    expect(told(`# Using ${'$'}{x} and {y}\n`, 'headings')).toEqual([`atx 1 "Using ${'$'}{x} and {y}"`]);
  });

  it('go by the list above first', () => {
    expect(told('{id: a}\n# T {#b}\n', 'headings')).toEqual(['atx 1 "T" #a']);
    expect(told('{id: a}\n# T {#b}\n', 'ids')).toEqual(['block "a" of heading 0', 'tail "b" of heading 0']);
  });

  it('of LFM may lack the blank, or be a part', () => {
    expect(told('-# Part\n\n#Heading\n\n#1 thing\n', 'headings', 'lfm')).toEqual([
      'part 1 "Part" part',
      'atx 1 "Heading"',
    ]);
    expect(told('-# Part\n\n#Heading\n', 'headings')).toEqual([]);
  });

  it('have an id of the angle form, too', () => {
    expect(told('<id: x-y>\n# T\n', 'headings')).toEqual(['atx 1 "T" #x-y']);
    expect(told('<id: x-y>\n# T\n', 'lists')).toEqual(['block heading "<id: x-y>" !angle-form "<id: x-y>"']);
    expect(told('<id: x-y>\n\n# T\n', 'ids')).toEqual(['angle "x-y" lost']);
  });

  it('tell their title as a reader sees it', () => {
    expect(told('# The `{blurb}` *and* [a &amp; b](#x) <b>c</b> \\# d\n', 'titles')).toEqual([
      'The {blurb} and a & b c # d',
    ]);
    expect(told('Two\n  lines\n===\n', 'titles')).toEqual(['Two lines']);
  });

  it('may be empty', () => {
    expect(told('#\n\n## ##\n', 'headings')).toEqual(['atx 1 ""', 'atx 2 ""']);
  });
});
