import { nounPhrase, paragraph, sentence, title } from './prose.ts';
import { Random } from './random.ts';
import { blocksOfCode, helpLinks, nouns, placeholders, siteLinks, staleHelpLinks } from './words.ts';

export type BookDialect = 'markua' | 'markdown';

/** What a chapter may speak of: its own place in the book and how large the book is. */
export interface ChapterPlan {
  readonly seed: number;
  readonly dialect: BookDialect;
  /** From 0. */
  readonly index: number;
  /** Chapters of the book. */
  readonly count: number;
  /** How long the text is to be, in UTF-16 units; it ends with the block that reaches it. */
  readonly length: number;
}

/**
 * The text of one chapter: the same for the same plan. Facts stand in it as often as in the books that were counted,
 * per 100 KB: 97 headings, 344 paragraphs, 94 list items, 28 pieces of code, 265 code spans, 60 outward links,
 * 20 crosslinks, 13 pictures, 10 tables, 12 notes, 2 placeholders; about one link in thirty leads nowhere.
 */
export function chapterText(plan: ChapterPlan): string {
  return new ChapterWriter(plan).write();
}

/** A chapter's place in a folder of plain Markdown. */
export function markdownPath(index: number): string {
  return `part-${String(Math.floor(index / 100)).padStart(4, '0')}/ch-${String(index).padStart(6, '0')}.md`;
}

export function markuaPath(index: number): string {
  return `ch-${String(index).padStart(6, '0')}.md`;
}

/** How many pictures a book of so many chapters shares. */
export function pictureCount(chapters: number): number {
  return Math.max(3, Math.floor(chapters / 4));
}

export function picturePath(picture: number): string {
  return `images/${String(Math.floor(picture / 200)).padStart(3, '0')}/fig-${picture}.png`;
}

class ChapterWriter {
  readonly #plan: ChapterPlan;
  readonly #random: Random;
  readonly #typographic: boolean;
  readonly #notes: string[] = [];
  #headings = 0;
  #level = 1;

  constructor(plan: ChapterPlan) {
    this.#plan = plan;
    this.#random = new Random(plan.seed * 1_000_003 + plan.index * 7919 + 17);
    // A quarter of the chapters have curly quotes or dashes, and so two bytes a character in memory.
    this.#typographic = this.#random.chance(0.25);
  }

  write(): string {
    const blocks = [this.#heading(1), this.#paragraph()];
    let length = blocks[0]!.length + blocks[1]!.length;
    while (length < this.#plan.length) {
      const block = this.#block();
      blocks.push(block);
      length += block.length + 2;
    }
    return `${[...blocks, ...this.#notes].join('\n\n')}\n`;
  }

  #block(): string {
    const random = this.#random;
    const share = random.next();
    // A level is never left out, and a heading never stands over nothing.
    if (share < 0.2) return `${this.#heading(this.#level > 1 && random.chance(0.65) ? 3 : 2)}\n\n${this.#paragraph()}`;
    if (share < 0.7) return this.#paragraph();
    if (share < 0.79) return this.#list();
    if (share < 0.85) return this.#code();
    if (share < 0.88) return this.#picture();
    if (share < 0.9) return this.#table();
    if (share < 0.92) return this.#box();
    if (share < 0.925) return random.pick(placeholders);
    if (share < 0.93) return `<!-- ${nounPhrase(random)} -->`;
    return this.#paragraph();
  }

  #heading(level: number): string {
    const text = `${'#'.repeat(level)} ${title(this.#random)}`;
    const index = this.#headings++;
    this.#level = level;
    if (this.#plan.dialect === 'markdown') return text;
    if (level > 1 && this.#random.chance(0.45)) return text;
    return `{id: ${idOf(this.#plan.index, index)}}\n${text}`;
  }

  #paragraph(): string {
    const text = paragraph(this.#random, () => this.#inlay());
    if (!this.#typographic || !this.#random.chance(0.5)) return text;
    return `${text} ${this.#random.pick(['It’s', '“Ready”', 'Done –', 'Après'])} ${sentence(this.#random, () => undefined)}`;
  }

  #inlay(): string | undefined {
    const random = this.#random;
    const share = random.next();
    if (share < 0.86) return undefined;
    if (share < 0.95)
      return `\`${random.pickCommon(nouns)}${random.chance(0.5) ? `-${random.pickCommon(nouns)}` : ''}\``;
    if (share < 0.972) return random.chance(0.5) ? `**${random.pickCommon(nouns)}**` : `*${random.pickCommon(nouns)}*`;
    if (share < 0.987) return this.#outwardLink();
    if (share < 0.996) return this.#crosslink();
    return this.#note();
  }

  #outwardLink(): string {
    const random = this.#random;
    const stale = random.chance(0.06);
    const url = random.pick(random.chance(0.4) ? (stale ? staleHelpLinks : helpLinks) : siteLinks);
    if (random.chance(0.04)) return url;
    return `[${nounPhrase(random)}](${url})`;
  }

  #crosslink(): string {
    const random = this.#random;
    const { count, index, dialect } = this.#plan;
    // Most links of a book lead somewhere near.
    const near = Math.min(count - 1, Math.max(0, index + random.between(-20, 20)));
    const target = random.chance(0.3) ? random.below(count) : near;
    const broken = random.chance(0.03);
    const text = nounPhrase(random);
    if (dialect === 'markua') return `[${text}](#${idOf(target, 0)}${broken ? '-old' : ''})`;
    const path = target === index ? '' : relativeTo(index, `${markdownPath(target)}`);
    return broken ? `[${text}](${path}x)` : `[${text}](${path || '#top'})`;
  }

  #note(): string {
    const label = `${this.#plan.index}-${this.#notes.length + 1}`;
    this.#notes.push(`[^${label}]: ${sentence(this.#random, () => undefined)}`);
    return `${this.#random.pickCommon(nouns)}[^${label}]`;
  }

  #list(): string {
    const numbered = this.#random.chance(0.2);
    const items = Array.from({ length: this.#random.between(2, 7) }, (_, i) => {
      const text = this.#random.chance(0.5) ? nounPhrase(this.#random) : sentence(this.#random, () => this.#inlay());
      return `${numbered ? `${i + 1}.` : '*'} ${text}`;
    });
    return items.join('\n');
  }

  #code(): string {
    const [language, source] = this.#random.pick(blocksOfCode);
    const lines = Array.from({ length: this.#random.between(2, 12) }, (_, i) => source[i % source.length]!);
    return `\`\`\`${language}\n${lines.join('\n')}\n\`\`\``;
  }

  #picture(): string {
    const random = this.#random;
    const { dialect, index, count } = this.#plan;
    const missing = random.chance(0.02);
    const path = `${picturePath(random.below(pictureCount(count)))}${missing ? 'x' : ''}`;
    const alt = random.chance(0.03) ? '' : title(random);
    if (dialect === 'markdown') return `![${alt}](${relativeTo(index, path)})`;
    return `{width: "${random.between(3, 10)}0%"}\n![${alt}](${path})`;
  }

  #table(): string {
    const rows = Array.from(
      { length: this.#random.between(2, 8) },
      () =>
        `| ${nounPhrase(this.#random)} | ${this.#random.between(1, 900)} | ${sentence(this.#random, () => this.#inlay())} |`,
    );
    return `| ${title(this.#random)} | Number | What it means |\n|---|--:|---|\n${rows.join('\n')}`;
  }

  #box(): string {
    const text = sentence(this.#random, () => this.#inlay());
    if (this.#plan.dialect === 'markdown') return `> **Note:** ${text}`;
    if (this.#random.chance(0.5)) return `{blurb, class: information}\n${text}\n{/blurb}`;
    return `${this.#random.pick(['A', 'W', 'T', 'I'])}> ${text}\n${this.#random.chance(0.3) ? `A> ${text}` : ''}`.trimEnd();
  }
}

function idOf(chapter: number, heading: number): string {
  return heading === 0 ? `ch-${chapter}` : `ch-${chapter}-${heading}`;
}

/** From a chapter of a plain folder to a path that counts from the book's root. */
function relativeTo(index: number, path: string): string {
  const own = markdownPath(index).split('/')[0]!;
  return path.startsWith(`${own}/`) ? path.slice(own.length + 1) : `../${path}`;
}
