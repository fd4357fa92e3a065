import type { Span } from '../../base/span.ts';
import type { Uri } from '../../base/uri.ts';
import { crosslinkTarget } from '../../handbook/contributions.ts';
import type { Handbook, Site } from '../../handbook/handbook.ts';
import { type Chapter, indexInChapter } from '../../markdown/chapter.ts';
import { factAt } from '../../markdown/parts/joinedFacts.ts';
import type { Edit } from '../finding.ts';

/** A destination written in a chapter: `[t](#id)`, `<a href="x.md">`, `[label]: #id`. */
export interface WrittenLink {
  /** As written. */
  readonly destination: string;
  /** The destination's characters. */
  readonly span: Span;
  /** What the reader sees; the label of a definition. */
  readonly text: string;
}

/** A link within the book, or within the file in plain Markdown. */
export interface Crosslink extends WrittenLink {
  /** The id it asks for, percent-decoded; '' for `#` alone. */
  readonly id: string;
}

/**
 * The destinations that reach the reader, each once: that of a reference definition stands for all the links that use
 * it. Autolinks and bare addresses are web addresses and not among them.
 */
export function* writtenLinks(chapter: Chapter, book: Handbook): Generator<WrittenLink> {
  for (const { kind, span, destination, destinationSpan, text } of chapter.facts.links) {
    if ((kind !== 'inline' && kind !== 'html') || book.excluded(chapter.uri, span.start)) continue;
    yield { destination, span: destinationSpan, text };
  }
  for (const [index, { label, destination, destinationSpan }] of chapter.facts.references.entries()) {
    if (isUsedReference(chapter, index, book)) yield { destination, span: destinationSpan, text: label };
  }
}

/** The crosslink that is written; undefined for any other link. */
export function crosslinkOf({ destination, span, text }: WrittenLink): Crosslink | undefined {
  if (!destination.startsWith('#')) return undefined;
  return { destination, span, text, id: crosslinkTarget(destination) ?? '' };
}

/** True for a definition that counts (the first of its label) and that some link leads through. */
function isUsedReference(chapter: Chapter, index: number, book: Handbook): boolean {
  const { label } = chapter.facts.references[index]!;
  const within = book.dialect === 'markdown' ? chapter.uri : undefined;
  const [first] = book.references(label, within);
  return (
    first?.uri === chapter.uri &&
    first.index === indexInChapter(chapter, 'references', index) &&
    book.referenceUses(label, within).length > 0
  );
}

/** Leads the links at the sites to another id; reference links are led by their definition. */
export function retargetLinks(book: Handbook, sites: readonly Site[], newId: string): Edit[] {
  return sites.flatMap(({ uri, index }) => {
    const chapter = book.chapter(uri);
    const link = chapter && factAt(chapter, 'links', index);
    return link && link.kind !== 'reference' ? [{ uri, span: link.destinationSpan, text: `#${newId}` }] : [];
  });
}

/**
 * Gives an id another name everywhere: at the definitions named, and in all crosslinks of the book (in plain Markdown,
 * of the definitions' own files).
 */
export function renameId(book: Handbook, id: string, definitions: readonly Site[], newId: string): Edit[] {
  const isReached = ({ uri }: Site) => book.dialect !== 'markdown' || definitions.some((site) => site.uri === uri);
  const inReferences = book
    .referenceTargets(id)
    .filter(isReached)
    .flatMap(({ uri, index }) => {
      const chapter = book.chapter(uri);
      const definition = chapter && factAt(chapter, 'references', index);
      return definition ? [{ uri, span: definition.destinationSpan, text: `#${newId}` }] : [];
    });
  const links = retargetLinks(book, book.uses(id).filter(isReached), newId);
  return [...renameDefinitions(book, definitions, newId), ...links, ...inReferences];
}

export function renameDefinitions(book: Handbook, definitions: readonly Site[], newId: string): Edit[] {
  return definitions.flatMap(({ uri, index }) => {
    const chapter = book.chapter(uri);
    const definition = chapter && factAt(chapter, 'ids', index);
    return definition ? [{ uri, span: definition.span, text: newId }] : [];
  });
}

/** In plain Markdown an id counts in its own file only; elsewhere in the whole book. */
export function definitionsFor(book: Handbook, uri: Uri, id: string): readonly Site[] {
  return book.definitions(id, book.dialect === 'markdown' ? uri : undefined);
}
