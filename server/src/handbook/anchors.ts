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

/** The fragments a file has, and the same as the generators write them that make one hyphen of several. */
export interface Anchors {
  readonly names: ReadonlySet<string>;
  readonly folded: ReadonlySet<string>;
}

export function anchorsOf(chapter: Chapter): Anchors {
  const names = new Set(chapterAnchors(chapter).keys());
  return { names, folded: new Set([...names].map(foldHyphens)) };
}

/** Whether a fragment leads to one of them, or to where no file needs an anchor. */
export function leadsToAnchor({ names, folded }: Anchors, id: string): boolean {
  return (
    names.has(id) || NOT_ANCHORS.test(id) || folded.has(foldHyphens(id)) || names.has(id.replace(GITHUB_PREFIX, ''))
  );
}

/** The page's top, which every browser knows; GitHub's lines of a file; routes of web applications; quoted text. */
const NOT_ANCHORS = /^(?:top$|L\d+(?:-L\d+)?$|[!/:])/;

/** What GitHub puts before every id that a file defines itself; a link may or may not have it. */
const GITHUB_PREFIX = /^user-content-/;

function foldHyphens(slug: string): string {
  return slug.replace(/-{2,}/g, '-').replace(/^-|-$/g, '');
}
