import { pathFrom, type Uri } from '../base/uri.ts';
import { crosslinkTarget } from '../handbook/contributions.ts';
import type { Handbook } from '../handbook/handbook.ts';
import type { Dialect } from '../markdown/facts.ts';
import type { TargetName } from '../markdown/smartText.ts';
import { nameOfId } from './numbering.ts';

/** What a preview of one chapter must know of the book around it. */
export interface ChapterSurroundings {
  readonly dialect: Dialect;
  /** By id: the targets of the chapter's crosslinks that are there. */
  readonly targets: ReadonlyMap<string, CrosslinkTarget>;
  /** By destination as written: the path of the file that a picture or other resource is, from the chapter's folder. */
  readonly resources: ReadonlyMap<string, string>;
}

export interface CrosslinkTarget extends TargetName {
  /** The path of the chapter that has the id, from the linking chapter's folder; undefined where it is the same. */
  readonly file: string | undefined;
}

/** Undefined for a file that is no chapter of a book: plain Markdown that no Book.txt or handbook.json calls one. */
export function surroundings(book: Handbook, uri: Uri): ChapterSurroundings | undefined {
  const chapter = book.chapter(uri);
  const isBook = book.manifest !== undefined || book.config.document !== undefined;
  if (!chapter || (!isBook && book.dialect === 'markdown')) return undefined;
  const targets = new Map<string, CrosslinkTarget>();
  for (const { destination } of chapter.facts.links) {
    const id = crosslinkTarget(destination);
    const [site] = id === undefined ? [] : book.definitions(id);
    if (id === undefined || !site) continue;
    const name = nameOfId(book, id) ?? { number: undefined, title: '', kind: 'Section' };
    targets.set(id, { ...name, file: site.uri === uri ? undefined : pathFrom(uri, site.uri) });
  }
  const resources = new Map<string, string>();
  for (const { destination } of chapter.facts.resources) {
    const { state, file } = book.resource(uri, destination);
    if (state === 'found' && file) resources.set(destination, pathFrom(uri, file));
  }
  return { dialect: book.dialect, targets, resources };
}
