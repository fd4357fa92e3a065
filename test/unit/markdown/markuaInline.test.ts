import { describe, expect, it } from 'vitest';
import { told } from '../../support/chapterFacts.ts';

// What a plain Markdown parser gets wrong inside the blocks of Markua, a test for each kind of it.

describe('destinations with blanks', () => {
  it('are read for crosslinks and pictures', () => {
    expect(told('[t](#two words) ![a](images/my pic.png "T")', 'links')).toEqual(['inline "#two words" text "t"']);
    expect(told('[t](#two words) ![a](images/my pic.png "T")', 'resources')).toEqual([
      'image "images/my pic.png" alt "a" title "T"',
    ]);
  });

  it('are read for pictures with a pair of brackets, or an invisible character, in their name', () => {
    expect(told('![a](images/my pic (1).png) b)', 'resources')).toEqual(['image "images/my pic (1).png" alt "a"']);
    expect(told('![a](images/plan\u0003.png "T")', 'resources')).toEqual([
      'image "images/plan\\u0003.png" alt "a" title "T" alone',
    ]);
  });

  it('are prose elsewhere', () => {
    expect(told('see [t](some words in brackets)', 'links')).toEqual([]);
  });

  it('keep brackets that belong to them', () => {
    expect(told('[P]((https://e.com))', 'links')).toEqual(['inline "(https://e.com)" text "P"']);
    expect(told('[w](https://e.com/a_(b) "t")', 'links')).toEqual(['inline "https://e.com/a_(b)" text "w" title "t"']);
  });
});

describe('spans', () => {
  it('have lists', () => {
    const text = 'a word{i: "Peter|see{i:\'hello\'}"} [quick fox]{#fox} **bold**{id: b} *x*{#c}';
    expect(told(text, 'lists')).toEqual([
      'span span "{i: \\"Peter|see{i:\'hello\'}\\"}"',
      'span span "{#fox}"',
      'span span "{id: b}"',
      'span span "{#c}"',
    ]);
    expect(told(text, 'ids')).toEqual(['span "fox"', 'span "b"', 'span "c"']);
    expect(told(text, 'prose')).toEqual(['paragraph: a word◌ quick fox◌ bold◌ x']);
  });

  it('of mathematics are not prose', () => {
    expect(told('so `x`$ and `y`@ and `z`{format: latexmath}', 'prose')).toEqual(['paragraph: so ◌ and ◌ and ']);
    expect(told('so `z`{format: latexmath}', 'lists')).toEqual(['span code-span "{format: latexmath}"']);
    expect(told('so {$$}x [a](#b){/$$} too', 'links', 'lfm')).toEqual([]);
  });

  it.each(['f{x}', '$' + '{y}', 'a {b: c}', 'x_{i=1}', '\\sum_{i=1}', 'set{x, y}', 'a{}', '#{x: y}'])(
    'take %s for prose',
    (text) => {
      expect(told(`so ${text} it is`, 'lists')).toEqual([]);
    },
  );

  it('of pictures have lists', () => {
    expect(told('![a](b.png){width: 50%}', 'resources')).toEqual(['image "b.png" alt "a" alone "{width: 50%}"']);
  });
});

describe('HTML', () => {
  it('vanishes in Markua, its text stays', () => {
    expect(told('<div>\n[a](#b) **c**\n</div>\n', 'links')).toEqual(['inline "#b" text "a"']);
    expect(told('<div>\n[a](#b) **c**\n</div>\n', 'prose')).toEqual(['paragraph in html: a◌ c']);
    expect(told('<a name="x"></a><img src="y.png">', 'ids')).toEqual(['html "x" lost']);
    expect(told('<a name="x"></a><img src="y.png">', 'resources')).toEqual([]);
  });

  it('is opaque to plain Markdown but for its own links', () => {
    const text = '<div>\n[a](#b) <a href="#c" id=\'d\'>e</a> <img alt="f" src=g.png>\n</div>\n';
    expect(told(text, 'links', 'markdown')).toEqual(['html "#c" text "e"']);
    expect(told(text, 'ids', 'markdown')).toEqual(['html "d"']);
    expect(told(text, 'resources', 'markdown')).toEqual(['html "g.png" alt "f"']);
  });

  it('of scripts and preformatted text is no prose', () => {
    expect(told('<script>\nlet todo = 1;\n</script>\n\n<pre>\nTODO\n</pre>\n', 'prose', 'markdown')).toEqual([]);
  });
});

describe('resources and references', () => {
  it('are told from links by the token tree', () => {
    expect(told('[![a](i.png)](u)', 'links')).toEqual(['inline "u" text "![a](i.png)"']);
    expect(told('[![a](i.png)](u)', 'resources')).toEqual(['image "i.png" alt "a"']);
  });

  it('keep the destination as written', () => {
    expect(told('![](hello.rb) ![](hasher\\Hasher.jpg) ![](<a b.png>)', 'resources')).toEqual([
      'image "hello.rb" alt ""',
      'image "hasher\\\\Hasher.jpg" alt ""',
      'image "a b.png" alt ""',
    ]);
  });

  it('are named by posters and transcripts', () => {
    expect(told('{poster: a/b.png, transcript: "c d.txt"}\n![v](v.mp4)\n', 'resources')).toEqual([
      'attribute "a/b.png" alt "" "{poster: a/b.png, transcript: \\"c d.txt\\"}"',
      'attribute "c d.txt" alt "" "{poster: a/b.png, transcript: \\"c d.txt\\"}"',
      'image "v.mp4" alt "v" alone "{poster: a/b.png, transcript: \\"c d.txt\\"}"',
    ]);
  });

  it("are LFM's code imports", () => {
    expect(told('{lang=ruby}\n<<[Title](code/x.rb)\n\n<<(code/y.rb)\n', 'resources', 'lfm')).toEqual([
      'code "code/x.rb" alt "Title" alone "{lang=ruby}"',
      'code "code/y.rb" alt "" alone',
    ]);
  });

  it('know references, defined here or elsewhere in the book', () => {
    const text = '[The Guide][g] [g][] [g] [other] [The API][api]\n\n[g]: <#x y> "T"\n[h]:\n  #z\n';
    expect(told(text, 'links')).toEqual([
      'reference "#x y" full "g" text "The Guide"',
      'reference "#x y" collapsed "g" text "g"',
      'reference "#x y" shortcut "g" text "g"',
      'reference "" full "api" text "The API"',
    ]);
    expect(told(text, 'references')).toEqual(['"g" -> "#x y"', '"h" -> "#z"']);
  });

  it.each(['a[i][j]', '[ ] [x]', '[1][2]', '[<user>][<path>]', 'f(x)[0][key]'])('take %s for prose', (text) => {
    expect(told(text, 'links')).toEqual([]);
  });
});
