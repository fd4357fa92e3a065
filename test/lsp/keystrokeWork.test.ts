import { describe, expect, it, test } from 'vitest';
import { nameAt } from '../../server/src/features/names.ts';
import { BookLinter } from '../../server/src/lsp/bookLinter.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import type { ChapterRule, Rule } from '../../server/src/rules/rule.ts';
import { at, openBook } from '../support/book.ts';

/** Work is counted, not timed: a count is the same on every machine. */
describe('what a keystroke costs', () => {
  it('does not grow with the chapter: so many parts are read, so much shown to rules that read by section', async () => {
    const [short, long] = [await typing({ sections: 20 }), await typing({ sections: 400 })];
    expect(short.parts).toBeGreaterThan(0);
    expect(short.prose).toBeGreaterThan(0);
    expect(long).toEqual(short);
  });

  it('does not grow with the book: so many chapters are read, so many looked at again', async () => {
    const [short, long] = [await typing({ chapters: 3 }), await typing({ chapters: 200 })];
    expect(short.chapters).toBe(1);
    expect(long).toEqual(short);
  });

  it('is the same after a thousand keystrokes', async () => {
    const [first, last] = [await typing({ before: 1 }), await typing({ before: 1000 })];
    expect(last).toEqual(first);
  });
});

test('finding the name at a place asks the book no more in a chapter of many names', async () => {
  const [short, long] = [await questions(2), await questions(300)];
  expect(short).toBeGreaterThan(0);
  expect(long).toBe(short);
});

/** How often the book is asked for the name of a picture's file in the middle of so many. */
async function questions(pictures: number): Promise<number> {
  const names = Array.from({ length: pictures }, (_, nth) => `cup-${nth}.png`);
  const text = names.map((name) => `![A cup](${name})\n`).join('\n');
  const files = Object.fromEntries(names.map((name) => [`resources/${name}`, 'x']));
  const { workspace } = await openBook({ ...files, 'Book.txt': 'tea.md\n', 'tea.md': text });
  const { book } = await workspace.snapshot();
  let asked = 0;
  const counted = new Proxy(book, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      asked++;
      return value.bind(target);
    },
  });
  const middle = names[pictures >> 1]!;
  const name = nameAt(counted, at('tea.md'), text.indexOf(middle))?.name;
  expect(name).toEqual({ kind: 'file', uri: at(`resources/${middle}`) });
  return asked;
}

interface Writing {
  readonly sections?: number;
  readonly chapters?: number;
  /** Keystrokes before the one that is counted: the first makes of the chapter one that is being edited. */
  readonly before?: number;
}

interface Work {
  /** Parts of the chapter that are others than before. */
  readonly parts: number;
  /** Stretches of prose that rules which read by section were shown. */
  readonly prose: number;
  /** Chapters that were looked at. */
  readonly chapters: number;
}

/** Types in the middle of a chapter in the middle of a book, and counts what the last keystroke had done. */
async function typing({ sections = 20, chapters = 3, before = 2 }: Writing): Promise<Work> {
  const names = Array.from({ length: chapters }, (_, index) => `${index}.md`);
  const typed = `${chapters >> 1}.md`;
  const files = Object.fromEntries(names.map((name) => [name, chapterText(name, sections, '')]));
  const { workspace } = await openBook({ ...files, 'Book.txt': names.join('\n') }, { rules: allRules });
  const shown = { prose: 0 };
  const linter = new BookLinter(allRules.map((rule) => counting(rule, shown)));
  linter.update(await workspace.snapshot());
  while (linter.step([]));
  const partsNow = async () => (await workspace.snapshot()).book.chapter(at(typed))?.parts?.list ?? [];
  let work: Work = { parts: 0, prose: 0, chapters: 0 };
  for (let stroke = 1; stroke <= before + 1; stroke++) {
    const was = new Set(await partsNow());
    shown.prose = 0;
    workspace.setText(at(typed), chapterText(typed, sections, 'abc'.repeat(stroke)));
    linter.update(await workspace.snapshot());
    const { pending } = linter;
    while (linter.step([at(typed)]));
    const parts = (await partsNow()).filter((part) => !was.has(part)).length;
    work = { parts, prose: shown.prose, chapters: pending };
  }
  return work;
}

function chapterText(name: string, sections: number, extra: string): string {
  const middle = sections >> 1;
  const section = (index: number) =>
    `## Cup ${index} of ${name}\n\nWater is warmed slowly here${index === middle ? extra : ''}, as [it](https://example.com/${index}) says.\n`;
  return `# Tea of ${name}\n\n${Array.from({ length: sections }, (_, index) => section(index)).join('\n')}`;
}

function counting(rule: Rule, shown: { prose: number }): Rule {
  if (!readsSections(rule)) return rule;
  return {
    meta: rule.meta,
    check: (context: Parameters<ChapterRule['check']>[0]) => {
      shown.prose += context.chapter.facts.prose.length;
      return rule.check(context);
    },
  };
}

function readsSections(rule: Rule): rule is ChapterRule {
  return rule.meta.reads === 'section';
}
