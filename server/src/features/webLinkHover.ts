import { containsSpan } from '../base/span.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { classifyHelpLink, type HelpLinkClass } from '../links/classify.ts';
import { helpCentreOf } from '../links/helpCentres.ts';
import { addressOf, type LinkRecord } from '../links/lock.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { HoverText } from './hover.ts';
import { code, escapeMarkdown } from './markdownText.ts';

/** What the link lock knows of the web address at an offset, or else what its form tells. */
export function webLinkHover(book: Handbook, chapter: Chapter, offset: number): HoverText | undefined {
  const at = { start: offset, end: offset };
  const { links, references } = chapter.facts;
  const link = [...links, ...references].find(
    (one) => containsSpan(one.span, at) && addressOf(one.destination) !== undefined,
  );
  if (!link) return undefined;
  const record = book.links?.record(link.destination);
  const markdown = record ? describeRecord(record) : describeUnchecked(book, link.destination);
  return markdown === undefined ? undefined : { span: link.destinationSpan, markdown };
}

/** A help link that no check has seen: what its form tells. Undefined for any other link. */
function describeUnchecked(book: Handbook, destination: string): string | undefined {
  const { helpLinks } = book.config;
  const form = classifyHelpLink(destination, helpLinks);
  if (!form && !helpCentreOf(destination, helpLinks)) return undefined;
  const rows = ['Not checked yet'];
  if (form) rows.push(FORM[form.case]);
  if (form?.replacement !== undefined)
    rows.push(`${form.exact ? 'Its' : 'Probably its'} new address: ${code(form.replacement)}`);
  return rows.join('\n\n');
}

const FORM: Readonly<Record<HelpLinkClass['case'], string>> = {
  moved: 'By its form, the page has moved',
  legacy: 'An old form of address that its site no longer gives out',
  home: 'The front page of the help centre',
};

function describeRecord(record: LinkRecord): string {
  const rows = [
    record.title === undefined ? undefined : `**${escapeMarkdown(record.title)}**`,
    `${STATUS[record.status]} · last checked ${record.checked}`,
    record.final === undefined ? undefined : `Leads to ${code(record.final)}`,
    record.updated === undefined ? undefined : `The page was last updated ${record.updated}`,
    record.reviewed === undefined ? 'Not reviewed yet' : `Last reviewed ${record.reviewed}`,
  ];
  return rows.filter((row) => row !== undefined).join('\n\n');
}

const STATUS: Readonly<Record<LinkRecord['status'], string>> = {
  ok: 'Works',
  moved: 'Has moved',
  gone: 'Is gone',
  hollow: 'Answers, but without the page',
  home: 'Leads to the front page only',
  blocked: 'Could not be checked: the site turns programs away',
  failing: 'Could not be reached lately',
};
