import type { Span } from '../base/span.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { Link } from '../markdown/facts.ts';
import { allOf } from './factReads.ts';
import type { Fix } from './finding.ts';
import { localTalk } from './links/localTalk.ts';
import { type Fault, findFault } from './links/malformed.ts';
import { chapterRule, type Report } from './rule.ts';

type Case = Fault['case'] | 'unclosed';

export default chapterRule<Case>({
  meta: {
    name: 'malformed-link',
    summary: 'Links whose destination is empty, a stand-in, or damaged',
    about: ['links', 'references'],
    touchedBy: { facts: allOf('links', 'references') },
    group: 'links',
    severity: 'error',
    fix: 'safe',
    reads: 'section',
    since: '1.0.0',
    options: {},
    cases: {
      empty: {
        message: 'This link leads nowhere: its destination is empty.',
        help: 'Put the address between the brackets, or take the link away and leave its text.',
      },
      'stand-in': {
        message: '"{destination}" is a stand-in, not an address.',
        help: 'Put the real address in its place, or take the link away and leave its text.',
      },
      brackets: {
        message: 'The address stands in brackets of its own: "{destination}".',
        help: 'The inner brackets become part of the address, and the link leads nowhere. Take them away.',
      },
      quotes: {
        message: 'The address stands in quotation marks: {destination}.',
        help: 'The marks become part of the address, and the link leads nowhere. Take them away.',
      },
      scheme: {
        message: 'An address cannot begin with "{start}".',
        help: 'A reader who follows the link gets an error. It has to begin with https:// or http:// once.',
      },
      file: {
        message: 'This leads to a file on your own computer.',
        help: 'Readers do not have that file. Link to a public address, or put the file among the resources of the book.',
      },
      localhost: {
        message: 'This leads to the reader’s own computer ({host}), and nothing says so.',
        help: 'It is right where the reader is to start a server first; then show the address in the text of the link. Else link to the public address.',
        severity: 'warning',
      },
      joined: {
        message: 'Two addresses run into one: the second begins at "{rest}".',
        help: 'Put a space between them, or take one away.',
      },
      swallowed: {
        message: 'The address has swallowed what stands behind it: "{rest}".',
        help: 'It becomes part of the address, and the link leads nowhere. Move it behind the link.',
      },
      unclosed: {
        message: 'This is meant to be a link, but it is none: {why}.',
        help: 'Readers see the brackets and the address as they stand here.',
      },
    },
  },
  *check({ chapter, book }) {
    const { dialect } = book;
    const isLocalTalk = localTalk(() => book.chapter(chapter.uri) ?? chapter);
    for (const link of chapter.facts.links) {
      if (link.kind === 'reference' || book.excluded(chapter.uri, link.span.start)) continue;
      const found = link.kind === 'bare' ? (brokenLink(chapter, link) ?? inBare(chapter, link)) : undefined;
      if (found) yield found;
      if (link.kind === 'bare' || isAnchor(chapter, link)) continue;
      const fault = findFault(link.destination, {
        text: link.text,
        isAutolink: link.kind === 'autolink',
        dialect,
        isLocalTalk: () => isLocalTalk(link.span.start),
      });
      if (fault) yield toReport(chapter, fault, link.destination === '' ? link.span : link.destinationSpan);
    }
    for (const { destination, destinationSpan, span } of chapter.facts.references) {
      const fault = findFault(destination, {
        text: '',
        isAutolink: false,
        dialect,
        isLocalTalk: () => isLocalTalk(span.start),
      });
      if (fault) yield toReport(chapter, fault, destination === '' ? span : destinationSpan);
    }
  },
});

function toReport(chapter: Chapter, fault: Fault, span: Span): Report<Case> {
  const fixes: Fix[] = [];
  if (fault.corrected !== undefined) {
    fixes.push({
      title: `Replace with ${fault.corrected}${fault.behind ?? ''}`,
      safety: fault.isCertain ? 'safe' : 'unsafe',
      edits: [{ uri: chapter.uri, span, text: fault.corrected }],
    });
  }
  return { case: fault.case, span, data: fault.data, fixes };
}

/** `[](){#name}`: how MkDocs and its kind put a name into a page that is plain Markdown. */
function isAnchor({ text, dialect }: Chapter, { destination, text: label, span }: Link): boolean {
  return (
    dialect === 'markdown' &&
    destination === '' &&
    label === '' &&
    /^\{:?[ ]?#/.test(text.slice(span.end, span.end + 4))
  );
}

/** Of an address in prose only what runs on is looked at: a stand-in or a local address there is text to be read. */
function inBare(chapter: Chapter, { destination, destinationSpan, text }: Link): Report<Case> | undefined {
  const fault = findFault(destination, { text, isAutolink: true, dialect: chapter.dialect, isLocalTalk: () => true });
  return fault?.case === 'joined' ? toReport(chapter, fault, destinationSpan) : undefined;
}

/** An address in prose behind `](`: the link it was to be has no end, or a blank in its address. */
function brokenLink({ text, lines }: Chapter, { destinationSpan, destination }: Link): Report<Case> | undefined {
  const { start, end } = destinationSpan;
  const before = /(?<!\\)\]\(<?$/.exec(text.slice(Math.max(0, start - 4), start));
  if (!before) return undefined;
  const lineEnd = lines.end(lines.lineAt(end));
  const rest = text.slice(end, lineEnd);
  const opens = destination.split('(').length - destination.split(')').length;
  if (opens > 0)
    return { case: 'unclosed', span: destinationSpan, data: { why: 'a bracket in the address has no partner' } };
  // Nothing is wrong with this one but that it stands in raw HTML, where Markdown's own marks count for nothing.
  if (/^[ \t]+(?:"[^"]*"|'[^']*')[ \t]*\)/.test(rest)) return undefined;
  const close = rest.indexOf(')');
  const why =
    close < 0 ? 'its closing bracket is missing' : /^[ \t]/.test(rest) ? 'there is a space in the address' : undefined;
  if (why === undefined) return undefined;
  return { case: 'unclosed', span: close < 0 ? destinationSpan : { start, end: end + close }, data: { why } };
}
