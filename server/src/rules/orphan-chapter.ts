import { basename, dirname, relativePath, type Uri } from '../base/uri.ts';
import type { Manifest, ManifestEntry } from '../handbook/handbook.ts';
import type { Fix } from './finding.ts';
import { bookRule } from './rule.ts';

export default bookRule({
  meta: {
    name: 'orphan-chapter',
    summary: 'A Markdown file beside the chapters that Book.txt does not name',
    group: 'book',
    severity: 'info',
    fix: 'unsafe',
    cases: {
      unlisted: {
        message: '{list} does not name "{name}", so it is no part of the book.',
        help: 'Add a line with its name where the chapter belongs. If it is left out on purpose, say so with a comment there: "# {name}".',
      },
    },
    options: {},
    since: '1.0.0',
  },
  *check({ book }) {
    const { manifest } = book;
    if (!manifest) return;
    const mentioned = mentionedNames([manifest, ...book.subsets]);
    for (const uri of book.strays) {
      const name = relativePath(book.root, uri);
      if (
        name === undefined ||
        isNoChapter(name) ||
        mentioned.has(basename(uri)) ||
        book.resourceUses(uri).length > 0
      ) {
        continue;
      }
      const chapter = book.chapter(uri);
      if (!chapter || chapter.text.trim() === '') continue;
      const span = chapter.facts.headings[0]?.titleSpan ?? { start: 0, end: chapter.lines.end(0) };
      const fixes = [addLine(manifest, uri, name)];
      yield { case: 'unlisted', uri, span, data: { list: manifest.name, name }, fixes };
    }
  },
});

/** What a repository holds beside its book, and what authors keep beside their chapters. */
function isNoChapter(name: string): boolean {
  return /(?:^|\/)(?:[_.].*|(?:readme|license|licence|changelog|contributing|code[_-]of[_-]conduct|authors|todo|notes?|outline|summary|template|drafts?|security|agents|claude)(?:[._-].*)?)$/is.test(
    name,
  );
}

/** Every name in the lists, those in comments too: `# later.md` says that the file is left out on purpose. */
function mentionedNames(lists: readonly Manifest[]): Set<string> {
  const names = new Set<string>();
  for (const { name } of lists.flatMap(({ entries }) => entries)) {
    names.add(name.replace(/^[%#\s]+/, '').replace(/^.*\//, ''));
  }
  return names;
}

/** After the listed file of the same folder that comes before it by name, as a person would sort them. */
function addLine(list: Manifest, uri: Uri, name: string): Fix {
  const order = new Intl.Collator('en', { numeric: true });
  const files = list.entries.filter((entry) => entry.uri !== undefined && entry.state !== 'missing');
  const beside = files.filter((entry) => dirname(entry.uri!) === dirname(uri));
  let neighbour: ManifestEntry | undefined;
  for (const entry of beside) {
    if (order.compare(entry.name, name) > 0) continue;
    if (!neighbour || order.compare(entry.name, neighbour.name) >= 0) neighbour = entry;
  }
  const first = neighbour ? undefined : beside[0];
  const after = neighbour ?? files.at(-1);
  const lineBreak = /\r\n|\r|\n/.exec(list.text)?.[0] ?? '\n';
  const edit = first
    ? { at: list.lines.start(list.lines.lineAt(first.span.start)), text: `${name}${lineBreak}` }
    : after
      ? { at: list.lines.end(list.lines.lineAt(after.span.end)), text: `${lineBreak}${name}` }
      : { at: list.text.length, text: `${name}${lineBreak}` };
  const place = neighbour ? ` after "${neighbour.name}"` : '';
  return {
    title: `Add "${name}" to ${basename(list.uri)}${place}`,
    safety: 'unsafe',
    edits: [{ uri: list.uri, span: { start: edit.at, end: edit.at }, text: edit.text }],
  };
}
