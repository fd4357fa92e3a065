import { containsSpan } from '../base/span.ts';
import type { Texts } from '../base/texts.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { classifyHelpLink, type HelpLinkClass } from '../links/classify.ts';
import { helpCentreOf } from '../links/helpCentres.ts';
import { addressOf, type LinkRecord } from '../links/lock.ts';
import type { Chapter } from '../markdown/chapter.ts';
import type { HoverText } from './hover.ts';
import { code, escapeMarkdown } from './markdownText.ts';

/** What the link lock knows of the web address at an offset, or else what its form tells. */
export function webLinkHover(book: Handbook, chapter: Chapter, offset: number, texts: Texts): HoverText | undefined {
  const at = { start: offset, end: offset };
  const { links, references } = chapter.facts;
  const link = [...links, ...references].find(
    (one) => containsSpan(one.span, at) && addressOf(one.destination) !== undefined,
  );
  if (!link) return undefined;
  const record = book.links?.record(link.destination);
  const markdown = record ? describeRecord(record, texts) : describeUnchecked(book, link.destination, texts);
  return markdown === undefined ? undefined : { span: link.destinationSpan, markdown };
}

/** A help link that no check has seen: what its form tells. Undefined for any other link. */
function describeUnchecked(book: Handbook, destination: string, texts: Texts): string | undefined {
  const { t } = texts;
  const { helpLinks } = book.config;
  const form = classifyHelpLink(destination, helpLinks);
  if (!form && !helpCentreOf(destination, helpLinks)) return undefined;
  const rows = [t('Not checked yet')];
  if (form) rows.push(describeForm(form.case, texts));
  if (form?.replacement !== undefined) {
    const address = code(form.replacement);
    rows.push(form.exact ? t('Its new address: {0}', address) : t('Probably its new address: {0}', address));
  }
  return rows.join('\n\n');
}

function describeForm(form: HelpLinkClass['case'], { t }: Texts): string {
  const forms = {
    moved: t('Judging by its address, the page has moved'),
    legacy: t('An old form of address that its site no longer gives out'),
    home: t('The front page of the help centre'),
  };
  return forms[form];
}

function describeRecord(record: LinkRecord, texts: Texts): string {
  const { t } = texts;
  const rows = [
    record.title === undefined ? undefined : `**${escapeMarkdown(record.title)}**`,
    t('{0} · last checked {1}', describeStatus(record.status, texts), record.checked),
    record.final === undefined ? undefined : t('Leads to {0}', code(record.final)),
    record.updated === undefined ? undefined : t('The page was last updated {0}', record.updated),
    record.reviewed === undefined ? t('Not reviewed yet') : t('Last reviewed {0}', record.reviewed),
  ];
  return rows.filter((row) => row !== undefined).join('\n\n');
}

function describeStatus(status: LinkRecord['status'], { t }: Texts): string {
  const statuses = {
    ok: t('Works'),
    moved: t('Has moved'),
    gone: t('Is gone'),
    hollow: t('Leads to an empty page'),
    home: t('Leads to the front page only'),
    blocked: t('Could not be checked: the site turns programs away'),
    failing: t('Could not be reached lately'),
  };
  return statuses[status];
}
