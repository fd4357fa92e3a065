import type { Chapter } from '../markdown/chapter.ts';
import { githubSlug } from './slug.ts';

/** Where a fragment of a plain Markdown file leads: an id of `facts.ids`, or a heading of `facts.headings`. */
export type Anchor =
  | { readonly kind: 'id'; readonly index: number }
  | { readonly kind: 'heading'; readonly index: number };

/**
 * What `file.md#…` can lead to in plain Markdown: ids written out (HTML anchors, `{#x}`), and the slug of every
 * heading, the second of a kind numbered `-1` as GitHub does it. The first of a name wins.
 */
export function chapterAnchors({ facts }: Chapter): ReadonlyMap<string, Anchor> {
  const anchors = new Map<string, Anchor>();
  for (const [index, { id, lost }] of facts.ids.entries()) {
    if (!lost && !anchors.has(id)) anchors.set(id, { kind: 'id', index });
  }
  for (const [index, slug] of headingSlugs(facts.headings).entries()) {
    if (slug !== '' && !anchors.has(slug)) anchors.set(slug, { kind: 'heading', index });
  }
  return anchors;
}

/** The slugs of a file's headings, in their order: `intro`, `intro-1`, `intro-2`; one that is taken is passed over. */
export function headingSlugs(headings: readonly { readonly title: string }[]): string[] {
  const used = new Map<string, number>();
  return headings.map(({ title }) => {
    const plain = githubSlug(title);
    let slug = plain;
    let count = used.get(plain) ?? -1;
    while (used.has(slug)) slug = `${plain}-${++count}`;
    used.set(plain, Math.max(count, 0));
    if (slug !== plain) used.set(slug, 0);
    return slug;
  });
}
