import { basename, relativePath, type Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { bookRule } from './rule.ts';
import { kindOfName } from './support/resourceKinds.ts';

export default bookRule({
  meta: {
    name: 'unused-image',
    summary: 'A picture, sound or video in the resources folder that nothing in the book refers to',
    group: 'resources',
    severity: 'off',
    strict: 'hint',
    fix: 'none',
    cases: {
      unused: {
        message: 'Nothing in the book refers to "{path}".',
        help: 'Perhaps a picture was replaced and the old one is still there, or a chapter forgot it. Delete it if it is not needed.',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ book }) {
    let linked: ReadonlySet<Uri> | undefined;
    for (const uri of book.resourceFiles()) {
      if (!isMedia(uri) || isCover(uri) || book.resourceUses(uri).length > 0) continue;
      linked ??= linkedFiles(book);
      if (linked.has(uri)) continue;
      const path = relativePath(book.root, uri) ?? basename(uri);
      yield { case: 'unused', uri, span: { start: 0, end: 0 }, data: { path }, tags: ['unnecessary'] };
    }
  },
});

function isMedia(uri: Uri): boolean {
  const kind = kindOfName(basename(uri));
  return kind === 'image' || kind === 'media';
}

/** Leanpub takes the cover by its name. */
function isCover(uri: Uri): boolean {
  return /^title_page\.\w+$/i.test(basename(uri));
}

/** What links, reference definitions and chapters outside the book lead to is not shown, but not left over either. */
function linkedFiles(book: Handbook): Set<Uri> {
  const files = new Set<Uri>();
  const add = (chapter: Uri, destination: string) => {
    if (kindOfName(destination.replace(/[?#].*$/s, '')) === 'other') return;
    const { file } = book.resource(chapter, destination);
    if (file !== undefined) files.add(file);
  };
  for (const uri of [...book.order, ...book.strays]) {
    const facts = book.chapter(uri)?.facts;
    for (const { destination } of facts?.links ?? []) add(uri, destination);
    for (const { destination } of facts?.references ?? []) add(uri, destination);
    for (const { destination } of book.position(uri) < 0 ? (facts?.resources ?? []) : []) add(uri, destination);
  }
  return files;
}
