import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { previewOf, vscodeMarkdown } from '../support/preview.ts';

const pictures = { 'resources/08/plan.png': 'x', 'resources/hello.rb': 'x' };

/** The first part of the HTML between two strings, both included. */
function part(html: string, from: string, to: string): string {
  const start = html.indexOf(from);
  const end = html.indexOf(to, start);
  expect(start >= 0 && end >= 0, html).toBe(true);
  return html.slice(start, end + to.length);
}

describe('attribute lists', () => {
  it('are gone, and their ids are anchors', async () => {
    const html = await previewOf('{id: ch-one, class: part}\n# One\n\n{#p}\nA paragraph.\n\n{id: l}\n3. three\n');
    expect(html).not.toContain('{');
    expect(html).toContain('<h1 id="ch-one" class="markua-part">One</h1>');
    expect(html).toContain('<p id="p">A paragraph.</p>');
    expect(html).toContain('<ol start="3" id="l">');
  });

  it('after a span name the span', async () => {
    const html = await previewOf('# A\n\na [fox]{#fox}, **bold**{id: b}, word{i: "x!y", id: w}, [text](#b){#t}\n');
    expect(html).toContain('<span id="fox" class="code-line" data-line="2">fox</span>');
    expect(html).toContain('<strong id="b" class="code-line" data-line="2">bold</strong>');
    expect(html).toContain('word<span id="w" class="code-line" data-line="2"></span>');
    expect(html).toContain('<a href="#b" id="t" class="code-line" data-line="2">text</a>');
  });

  it('at a heading’s end are not shown', async () => {
    expect(await previewOf('# One {#one}\n')).toContain('>One</h1>');
  });

  it('in quotes and boxes belong to what is below them', async () => {
    const html = await previewOf('# A\n\n> {id: q}\n> ## Quoted\n\nA> {id: b}\nA> Boxed\n');
    expect(html).toContain('<h2 id="q">Quoted</h2>');
    expect(html).toContain('<p id="b">Boxed</p>');
  });

  it('are prose where they could be nothing else', async () => {
    expect(await previewOf('{id: x}\n# A\n\nf{x} and {y}\n')).toContain('<p>f{x} and {y}</p>');
  });
});

describe('boxes', () => {
  it('are made of prefixed lines', async () => {
    const html = await previewOf('# A\n\nW> ## Mind the gap\nW>\nW> - one\nW> - two\n');
    expect(html).toContain('<div class="markua-box markua-warning" role="note" aria-label="Box: warning">');
    expect(html).toContain('<li>two</li>');
    expect(html).not.toContain('W&gt;');
  });

  it('are made of openers and closers', async () => {
    const html = await previewOf('# A\n\n{aside, id: box}\nIn.\n\n- item\n{/aside}\n\nOut.\n');
    const aside = part(html, '<aside', '</aside>');
    expect(aside).toContain('id="box"');
    expect(aside).toContain('<li>item</li>');
    expect(aside).not.toContain('Out.');
  });

  it('take their icon from their class', async () => {
    expect(await previewOf('# A\n\n{blurb, class: tip}\nX\n{/blurb}\n')).toContain('class="markua-box markua-tip"');
    expect(await previewOf('# A\n\n{class: error}\nB> X\n')).toContain('markua-box markua-error');
  });

  it('that are never closed end with what holds them', async () => {
    const html = await previewOf('# A\n\n- item\n\n  {aside}\n  In.\n\nOut.\n');
    expect(part(html, '<aside', '</li>')).toContain('</aside>');
  });

  it('hold quizzes with their answers', async () => {
    const html = await previewOf('# A\n\n{quiz, id: q}\n? Which?\n\n! a ; b\n{/quiz}\n');
    expect(part(html, 'markua-quiz', '</div>')).toContain('<p class="markua-answer">! a ; b</p>');
  });
});

describe('pictures', () => {
  it('come from the resource roots, with their caption and width', async () => {
    const html = await previewOf('# A\n\n{id: fig, width: 50%}\n![A plan](08/plan.png "The plan")\n', pictures);
    expect(part(html, '<figure', '</figure>')).toBe(
      '<figure id="fig" class="markua-figure"><img src="resources/08/plan.png" alt="A plan" title="The plan" width="50%"><figcaption>The plan</figcaption>\n</figure>',
    );
  });

  it('take the text in brackets for a caption where there is no title', async () => {
    expect(await previewOf('# A\n\n![A plan](08/plan.png)\n', pictures)).toContain('<figcaption>A plan</figcaption>');
  });

  it('stay in a sentence', async () => {
    const html = await previewOf('# A\n\nSee ![A plan](08/plan.png) there.\n', pictures);
    expect(html).toContain('<p>See <img src="resources/08/plan.png" alt="A plan"> there.</p>');
  });

  it('that are missing are marked; web pictures are left alone', async () => {
    const html = await previewOf('# A\n\n![a](gone.png)\n\n![b](https://example.org/b.png)\n');
    expect(html).toContain('<img src="gone.png" alt="a" class="markua-missing">');
    expect(html).toContain('<img src="https://example.org/b.png" alt="b">');
  });

  it('that are code are shown, or the lines of them that are named', async () => {
    const code = { 'resources/hello.rb': 'def hello\n  puts 1 < 2\nend\n' };
    expect(await previewOf('# A\n\n![Hello](hello.rb)\n', pictures, code)).toContain(
      '<pre><code class="language-rb">def hello\n  puts 1 &lt; 2\nend\n</code></pre>\n<figcaption>Hello</figcaption>',
    );
    const cropped = '# A\n\n{format: text, crop-start: 2, crop-end: 2}\n![](hello.rb)\n';
    expect(await previewOf(cropped, pictures, code)).toContain(
      '<pre><code class="language-text">  puts 1 &lt; 2\n</code></pre>\n</figure>',
    );
    expect(await previewOf('# A\n\n![](%zz.rb)\n', pictures, code)).toContain('class="markua-file"');
  });

  it('that are code whose text is not known are named and can be opened', async () => {
    expect(await previewOf('# A\n\n![Hello](hello.rb)\n', pictures)).toContain(
      '<a href="resources/hello.rb" class="markua-file">Hello</a>',
    );
  });
});

describe('crosslinks', () => {
  const two = { 'two.md': '{id: ch-two}\n# Second Things\n' };

  it('lead to the chapter that has the id', async () => {
    expect(await previewOf('# A\n\n[b](#ch-two)\n', two)).toContain('<a href="two.md#ch-two">b</a>');
  });

  it('stay in the chapter where the id is', async () => {
    expect(await previewOf('{id: a}\n# A\n\n[b](#a)\n')).toContain('<a href="#a">b</a>');
  });

  it('that lead nowhere are marked', async () => {
    expect(await previewOf('# A\n\n[b](#gone)\n')).toContain('<a href="#gone" class="markua-broken">b</a>');
  });

  it('that are smart read as they will in the book', async () => {
    expect(await previewOf('{id: x}\n# A\n\nsee [chapter #n, #t](#ch-two)\n', two)).toContain(
      '<a href="two.md#ch-two">chapter 2, Second Things</a>',
    );
  });
});

describe('what else Markua has', () => {
  it('numbers footnotes by their marks and puts them at the end', async () => {
    const html = await previewOf(
      '# A\n\n[^a]: The first.\n\nOne[^b], two[^a].\n\n[^b]: The second,\n    of two lines.\n',
    );
    expect(html).toContain('<sup class="markua-note-mark"><a href="#note-foot-b">1</a></sup>');
    const notes = part(html, '<section class="markua-notes">', '</section>');
    expect(notes.indexOf('id="note-foot-b"')).toBeLessThan(notes.indexOf('id="note-foot-a"'));
    expect(notes).toContain('The second,');
  });

  it('draws maths as VS Code does, or shows its source', async () => {
    const html = await previewOf('# A\n\nso `x^2`$ is\n\n```$\ny^2\n```\n');
    expect(html).toContain('<code class="markua-math">x^2</code>');
    expect(html).toContain('<pre class="markua-math"><code>y^2\n</code></pre>');
  });

  it('has sub- and superscript, definition lists, and no settings, comments or directives', async () => {
    const html = await previewOf(
      '{\nsoft-breaks: break\n}\n\n{mainmatter}\n\n{id: x}\n# A\n\nH~2~O, 5^3^\n\nterm\n: meaning\n',
    );
    expect(html).toContain('<p>H<sub>2</sub>O, 5<sup>3</sup></p>');
    expect(html).toMatch(/<dt>term<\/dt>\s*<dd>/);
    expect(html).not.toMatch(/soft-breaks|mainmatter/);
  });

  it('drops HTML tags and links no bare address, as Leanpub does', async () => {
    const html = await previewOf('{id: x}\n# A\n\na <b>bold</b> https://example.org word\n\n<div>\nblock\n</div>\n');
    expect(html).toContain('<p>a bold https://example.org word</p>');
    expect(html).toContain('<p>block</p>');
  });
});

describe('a text that is no chapter', () => {
  it('is drawn as VS Code draws it', () => {
    const text = '{id: x}\n# A {#b}\n\nA> text\n\nf~x~ <b>b</b> `x`$ [a]{#b} https://example.org\n';
    const plain = new MarkdownIt({ html: true, linkify: true }).render(text);
    expect(
      vscodeMarkdown(() => undefined)
        .render(text)
        .replace(/ id="slug-\d+"/g, ''),
    ).toBe(plain);
  });
});

it('never fails, whatever the text', async () => {
  const odd = [
    '{aside}\n{/blurb}\n{/aside}',
    '[^x]:\n',
    'a{id: }',
    '{',
    '![](',
    '[a]{#b',
    '{quiz}\n! x',
    '# {#}',
    '**{id: x}**',
  ];
  for (const text of odd) expect(await previewOf(`{id: x}\n# A\n\n${text}\n`)).toContain('</h1>');
});
