import { describe, expect, it } from 'vitest';
import { hover } from '../../server/src/features/hover.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { lintBook } from '../../server/src/rules/run.ts';
import { BOOK, HELP } from '../support/featureBook.ts';
import { marked } from '../support/marked.ts';

describe('hover', () => {
  async function shown(text: string, files: Record<string, string> = {}): Promise<string> {
    const { book, uri, offset } = await marked({ ...BOOK, 'one.md': text, ...files });
    return hover(book, uri, offset, HELP)?.markdown ?? '';
  }

  it('shows where a crosslink leads', async () => {
    const text = await shown('See [it](#ch-t|wo).');
    expect(text).toContain('Second Things');
    expect(text).toContain('`two.md`, file 2 of 2');
    expect(text).toContain('A first line.');
  });

  it('shows how a smart crosslink will read', async () => {
    expect(await shown('{id: a}\n# One\n\nSee [#s, “#t”](#ch-t|wo).')).toContain(
      'Reads: **Chapter 2, “Second Things”**',
    );
  });

  it('shows where an id is used', async () => {
    expect(await shown('{id: ch-|one}\n# One\n\n[x](#ch-one) [y](#ch-one)\n')).toBe(
      'Used 2 times:\n\n- `one.md:4`\n- `one.md:4`',
    );
    expect(await shown('{id: ch-|one}\n# One\n')).toBe('No crosslink leads here yet.');
  });

  it('says why a crosslink to an anchor in HTML leads nowhere', async () => {
    const files = { ...BOOK, 'one.md': '<a name="old"></a>Text. See [it](#o|ld).\n' };
    const { book, uri, offset } = await marked(files);
    expect(hover(book, uri, offset, HELP)?.markdown).toContain('Markua leaves out HTML, and this id with it.');
    const [finding] = lintBook(book, allRules).filter(({ rule }) => rule === 'broken-crosslink');
    expect(finding?.message).toBe(
      'There is no id "old" in the book. It is written on line 1 in HTML, which Markua leaves out: write {id: old} there.',
    );
  });

  it('shows a note, a definition, an attribute, a directive, a rule', async () => {
    expect(await shown('Why[^wh|y]?')).toContain('[^why]: Because.');
    expect(await shown('The [home][si|te]')).toContain('[site]: https://example.org');
    expect(await shown('{sam|ple: true}\n# T\n')).toContain('free sample');
    expect(await shown('{main|matter}\n\n# T\n')).toContain('numbered from here');
    expect(await shown('<!-- handbook-disable-next-line lorem-|ipsum -->\nx\n')).toContain('Filler text.');
  });

  it('never lets the book’s text become mark-up', async () => {
    const text = await shown('[x](#b|ad)\n', {
      'two.md': '{id: bad}\n# [click](command:rm) <img src=x> `a`\n\n```\n````\n[y](command:z)\n',
    });
    expect(text.split('\n')[0]).not.toMatch(/(?<!\\)[[<]/);
    expect(text).toContain('`````markdown');
  });

  it('shows nothing where there is nothing to say', async () => {
    expect(await shown('Just wo|rds.')).toBe('');
    expect(await shown('[x](#no|where)')).toBe('');
  });
});
