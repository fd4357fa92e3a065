import { coverOffset, type Span } from '../base/span.ts';
import type { Uri } from '../base/uri.ts';
import { decodePercent } from '../base/uri.ts';
import type { ChapterText } from '../markdown/chapter.ts';
import type { Facts } from '../markdown/facts.ts';
import { normalizeLabel } from '../markdown/markdownIt.ts';
import { captionOf } from './captions.ts';
import type { FileTree } from './files.ts';
import type { Handbook } from './handbook.ts';
import { likenessKeys } from './idLikeness.ts';
import type { Contribution } from './keyedSites.ts';
import { lookUpResource, type ResourceRules } from './resources.ts';
import { githubSlug, idFromTitle } from './slug.ts';

/** The kinds of key in the book's index. */
export const keys = {
  id: (id: string) => `id:${id}`,
  excludedId: (id: string) => `xid:${id}`,
  strayId: (id: string) => `sid:${id}`,
  /** An id filed under one of its `likenessKeys`. */
  like: (half: string) => `like:${half}`,
  lostId: (id: string) => `lid:${id}`,
  /** How an id is written and of what level of heading it is: with the ids themselves all that `idStyle` reads. */
  idForm: (form: string) => `idform:${form}`,
  use: (id: string) => `use:${id}`,
  referenceTarget: (id: string) => `reft:${id}`,
  /** A use that the book does not count, filed under the key it would have there. */
  outside: (key: string) => `out:${key}`,
  slug: (slug: string) => `slug:${slug}`,
  unnamed: (name: string) => `unnamed:${name}`,
  reference: (label: string) => `ref:${normalizeLabel(label)}`,
  referenceUse: (label: string) => `refuse:${normalizeLabel(label)}`,
  /** `![alt][ref]`: the index is into `facts.resources`. */
  resourceReferenceUse: (label: string) => `refres:${normalizeLabel(label)}`,
  note: (label: string, endnote: boolean) => `${endnote ? 'en' : 'fn'}:${label}`,
  noteUse: (label: string, endnote: boolean) => `${endnote ? 'en' : 'fn'}use:${label}`,
  resource: (uri: string) => `res:${uri}`,
  caption: (text: string) => `cap:${text}`,
  /** All paths with backslashes that a reader's picture hangs on. */
  backslashes: 'bs:',
};

/** What contributions depend on besides the chapter. */
export interface ContributionContext {
  readonly resourceRules: ResourceRules;
  readonly files: FileTree;
  /** The book is read once, never changed: what it asks of no index (`lateLikenesses`, `IdHabits`) is left out. */
  readonly isReadOnce?: boolean;
}

/** Who knows what stands at a destination. */
type Resources = Pick<Handbook, 'resource'>;

/** What a chapter adds to the book: a stray one (in no list) only what helps to say "it is in a file the book does not list". */
export function chapterContributions(
  chapter: ChapterText,
  excluded: readonly Span[],
  stray: boolean,
  { resourceRules, files, isReadOnce = false }: ContributionContext,
  resources: Resources = { resource: (uri, destination) => lookUpResource(uri, destination, resourceRules, files) },
): Contribution[] {
  const { facts } = chapter;
  const result: Contribution[] = [];
  const isOut = (offset: number) => coverOffset(excluded, offset);
  for (const [index, { id, lost, span }] of facts.ids.entries()) {
    if (lost) {
      if (!stray && !isOut(span.start)) result.push({ key: keys.lostId(id), index });
      continue;
    }
    const key = stray ? keys.strayId(id) : isOut(span.start) ? keys.excludedId(id) : keys.id(id);
    result.push({ key, index });
    if (isReadOnce) continue;
    if (key.startsWith('id:')) for (const half of likenessKeys(id)) result.push({ key: keys.like(half), index });
    if (!stray) result.push({ key: keys.idForm(idForm(chapter, index)), index });
  }
  for (const [index, link] of facts.links.entries()) {
    const id = crosslinkTarget(link.destination);
    const isCounted = !stray && !isOut(link.span.start);
    const place = (key: string) => ({ key: isCounted ? key : keys.outside(key), index });
    if (id !== undefined) result.push(place(keys.use(id)));
    // Labels are a file's own where no list joins the files.
    if (link.label !== undefined && !stray) result.push(place(keys.referenceUse(link.label)));
  }
  if (stray) return result;
  for (const [index, resource] of facts.resources.entries()) {
    if (resource.label !== undefined) result.push({ key: keys.resourceReferenceUse(resource.label), index });
    const { file, backslash, state } = resources.resource(chapter.uri, resource.destination);
    if (file !== undefined) result.push({ key: keys.resource(file), index });
    // What raw HTML names may be served from elsewhere: only what is there is certain.
    const isCertain = state === 'found' || state === 'case' || (state === 'missing' && resource.origin !== 'html');
    if (backslash && isCertain && !isOut(resource.span.start)) result.push({ key: keys.backslashes, index });
    const caption = isOut(resource.span.start) ? undefined : captionOf(chapter, resource);
    if (caption) result.push({ key: keys.caption(caption.text), index });
  }
  for (const [index, heading] of facts.headings.entries()) {
    if (isOut(heading.span.start)) continue;
    result.push({ key: keys.slug(githubSlug(heading.title)), index });
    if (heading.id < 0) result.push({ key: keys.unnamed(idFromTitle(heading.title, '-')), index });
  }
  for (const [index, { label, destination }] of facts.references.entries()) {
    result.push({ key: keys.reference(label), index });
    const id = crosslinkTarget(destination);
    if (id !== undefined) result.push({ key: keys.referenceTarget(id), index });
  }
  for (const [index, note] of facts.footnotes.entries())
    result.push({ key: keys.note(note.label, note.endnote), index });
  for (const [index, use] of facts.footnoteUses.entries()) {
    const key = keys.noteUse(use.label, use.endnote);
    result.push({ key: isOut(use.span.start) ? keys.outside(key) : key, index });
  }
  return result;
}

/** The kind of fact that a contribution's index counts. */
export function contributingKind(key: string): ContributingKind {
  const prefix = key.slice(0, key.indexOf(':'));
  return prefix === 'out' ? contributingKind(key.slice(prefix.length + 1)) : kindOfPrefix[prefix]!;
}

export type ContributingKind = Exclude<
  keyof Facts,
  'attributeLists' | 'blocks' | 'prose' | 'directives' | 'comments' | 'settings'
>;

const kindOfPrefix: Readonly<Record<string, ContributingKind>> = {
  ...{ id: 'ids', xid: 'ids', sid: 'ids', like: 'ids', lid: 'ids', idform: 'ids' },
  ...{ use: 'links', refuse: 'links' },
  ...{ refres: 'resources', res: 'resources', cap: 'resources', bs: 'resources' },
  ...{ slug: 'headings', unnamed: 'headings' },
  ...{ ref: 'references', reft: 'references' },
  ...{ fn: 'footnotes', en: 'footnotes', fnuse: 'footnoteUses', enuse: 'footnoteUses' },
};

/** The files that contributions say the chapter uses. */
export function contributedFiles(contributed: readonly Contribution[]): Uri[] {
  const prefix = keys.resource('');
  const files: Uri[] = [];
  for (const { key } of contributed) if (key.startsWith(prefix)) files.push(key.slice(prefix.length));
  return files;
}

function idForm({ facts }: ChapterText, index: number): string {
  const { heading, list } = facts.ids[index]!;
  const attributes = facts.attributeLists[list];
  const written = attributes?.attributes.find(({ key }) => key === 'id');
  const level = facts.headings[heading]?.level ?? 0;
  return [level, attributes?.place, attributes?.form, written?.form, written?.separator].join(' ');
}

/** The id a destination like `#policies` leads to, percent-decoded; undefined for any other destination and for `#`. */
export function crosslinkTarget(destination: string): string | undefined {
  if (!destination.startsWith('#') || destination.length < 2) return undefined;
  return decodePercent(destination.slice(1));
}
