import { givenNames } from '../data/givenNames.ts';
import {
  audiencePhrases,
  bracketedPhrases,
  freeMailHosts,
  internalPhrases,
  invitation,
  promise,
  roleMailboxes,
  sampleDomains,
  sampleMailboxes,
  teamWords,
} from '../data/internalNotes.ts';
import type { MarkerLanguage } from '../data/markerPhrases.ts';
import { bare, MarkerText } from './markerText.ts';
import { everySign, Sign } from './signs.ts';

export interface InternalNote {
  /** UTF-16 offsets into the text that was searched. */
  readonly start: number;
  readonly end: number;
  readonly case: 'address' | 'colleagues' | 'promise';
}

/** What is known of a stretch of prose besides its text. */
export interface NotePlace {
  /** People give their addresses here. */
  readonly publishes?: boolean;
  /** A cell of a table, or in a list. */
  readonly isListed?: boolean;
}

/**
 * Finds text meant for colleagues in one stretch of prose, in order. `signs`: what the text shows at a glance (`signs.ts`).
 */
export function findInternalNotes(
  text: string,
  { publishes = false, isListed = false }: NotePlace = {},
  signs = everySign,
): InternalNote[] {
  const marked = new MarkerText(text, 'paragraph', noLanguages, signs);
  const found: InternalNote[] = [];
  if (marked.mayHold(Sign.internal)) found.push(...phrases(marked, isListed));
  if (marked.mayHold(Sign.promise)) found.push(...promises(marked));
  if (!publishes && text.includes('@')) found.push(...addresses(text));
  if (found.length < 2) return found;
  return found
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((note, at, all) => at === 0 || note.start >= all[at - 1]!.end);
}

/** How many personal addresses a text holds, whatever it says of them. Three or more in a section are a directory. */
export function countAddresses(text: string): number {
  return text.includes('@') ? [...personalAddresses(text)].length : 0;
}

const noLanguages: ReadonlySet<MarkerLanguage> = new Set();

function* phrases(marked: MarkerText, isListed: boolean): Iterable<InternalNote> {
  const { text } = marked;
  // "Strictly confidential:" alone is the name of a level, above what holds for it.
  const isLevel = (content: string, isName: boolean) => (isListed || isName) && audience.has(bare(content));
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  if (end - start < 60 && isInternal(text)) {
    if (isLevel(text, /[:：][\s*_]*$/.test(text))) return;
    yield { start, end, case: 'colleagues' };
    return;
  }
  const lead = /^[\s*_]*([^\s*_:：][^:：\n]{1,59})[:：]/.exec(text);
  if (lead && isInternal(lead[1]!) && !isLevel(lead[1]!, false))
    yield { start, end: lead[0].length - 1, case: 'colleagues' };
  for (const bracket of marked.brackets) {
    const head = bracket.inner.split(/[:：,，;；–—]| - /, 1)[0]!;
    if (bracket.inner.length > 160 || marked.isQuoted(bracket.start, bracket.end)) continue;
    // "ClusterIP (internal only)" in a list of services.
    if (isListed && bare(head) === 'internal only') continue;
    // Behind a link it is the page that only colleagues can open.
    if (/\uFFFC[\s*_)\]）]*$/.test(text.slice(Math.max(0, bracket.start - 8), bracket.start))) continue;
    if (isInternal(head) || bracketed.has(bare(head)))
      yield { start: bracket.start, end: bracket.end, case: 'colleagues' };
  }
  for (const match of text.matchAll(
    /(?<![\p{L}\p{N}_-])(?:DO NOT PUBLISH|NOT FOR PUBLICATION|INTERNAL USE ONLY|REMOVE BEFORE PUBLISHING)(?![\p{L}\p{N}_-])/gu,
  )) {
    const last = match.index + match[0].length;
    if (!marked.isQuoted(match.index, last)) yield { start: match.index, end: last, case: 'colleagues' };
  }
}

function isInternal(content: string): boolean {
  return known.has(bare(content));
}

/** "(this doc is only valid for domestic, product group will update it soon)": a promise among colleagues, in brackets. */
function* promises(marked: MarkerText): Iterable<InternalNote> {
  for (const { start, end, inner } of marked.brackets) {
    if (inner.length > 200 || marked.isQuoted(start, end)) continue;
    if (promise.test(inner)) yield { start, end, case: 'promise' };
  }
}

function* addresses(text: string): Iterable<InternalNote> {
  for (const { start, end } of personalAddresses(text)) {
    const isGiven =
      invitation.test(text.slice(Math.max(0, start - 300), end + 200)) ||
      isDirectoryLine(text, start, end) ||
      isField(text, start);
    if (!isGiven) yield { start, end, case: 'address' };
  }
}

/** "E-mail address: …": what to type into a form, or an address that was given a place of its own. */
function isField(text: string, start: number): boolean {
  return /(?:e-?mail(?: address)?|mail|user(?: ?name)?|login|account|from|correo|courriel|e-mail-adresse|电邮|电子邮件|邮箱|邮件|メール)\s?[:：=][\s*_]*$/i.test(
    text.slice(Math.max(0, start - 30), start),
  );
}

/** "Anna Berg, Skyline University, anna@…": a line of a list of people, where nobody is asked to write to anybody. */
function isDirectoryLine(text: string, start: number, end: number): boolean {
  const before = text
    .slice(Math.max(0, start - 160), start)
    .split('\n')
    .at(-1)!;
  return (
    before.endsWith(', ') &&
    /\p{Lu}/u.test(before) &&
    /^\s*(?:$|\n|\uFFFC)/.test(text.slice(end, end + 4)) &&
    !/\b(?:contact|ask|write|e-?mail|reach|ping|send|call)\b/i.test(before)
  );
}

function* personalAddresses(text: string): Iterable<{ start: number; end: number }> {
  // From each @ outwards, so that a long text without a dot is not searched over and over.
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && /[A-Za-z0-9._%+-]/.test(text[start - 1]!)) start--;
    const domain =
      /^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}/
        .exec(text.slice(at + 1, at + 260))?.[0]
        .replace(/(?<!-)-+$/, '') ?? '';
    const end = at + 1 + domain.length;
    while (start < at && /[.%+-]/.test(text[start]!)) start++;
    if (isPersonal(text.slice(start, at), domain) && !isCommand(text, start, end)) yield { start, end };
  }
}

function isPersonal(mailbox: string, domain: string): boolean {
  const name = mailbox.toLowerCase();
  // A name in mixed case is no domain, but a part of a program's.
  if (/[a-z][A-Z]/.test(domain)) return false;
  const labels = domain.toLowerCase().split('.');
  const top = labels.at(-1) ?? '';
  if (name.length < 2 || labels.length < 2 || !/^[a-z]{2,18}$/.test(top)) return false;
  if (
    roleMailboxes.has(name) ||
    roleMailboxes.has(name.split(/[-+_.]/)[0]!) ||
    sampleMailboxes.has(name.replace(/(?<!\d)\d+$/, ''))
  )
    return false;
  return (
    !labels.some((label) => sampleDomains.has(label) && label !== 'org') &&
    !/^(?:example|your|my)[-.]?/.test(labels.at(-2)!) &&
    isSomebody(name, labels)
  );
}

/** Whether one person reads what comes: a private mailbox, `first.last`, or a given name. */
function isSomebody(name: string, labels: readonly string[]): boolean {
  if (labels.some((label) => /^(?:lists?|groups?|googlegroups|calendar)$/.test(label))) return false;
  if (/x{3}|name|nombre|nome/.test(name)) return false;
  const parts = name.split(/[-+._]/).filter((part) => part !== '');
  if (parts.some((part) => teamWords.has(part) || roleMailboxes.has(part))) return false;
  if (freeMailHosts.test(labels.join('.'))) return true;
  if (givenNames.has(parts[0]!.replace(/(?<!\d)\d+$/, ''))) return true;
  return /^[a-z]+[._][a-z]{2,}$/.test(name);
}

/** `git@github.com:name/repo`, `ssh deploy@host.net`, `name@host.net/path`, and the social kind, `@me@mastodon.social`. */
function isCommand(text: string, start: number, end: number): boolean {
  return (
    /^(?::\S|\/|@)/.test(text.slice(end, end + 2)) ||
    /(?:[@/:]|\b(?:ssh|scp|sftp|rsync|curl|docker|npm|git clone)\s(?:\S+\s)?)$/.test(
      text.slice(Math.max(0, start - 24), start),
    ) ||
    text[start - 1] === '\uFFFC'
  );
}

const known: ReadonlySet<string> = new Set(internalPhrases);
const audience: ReadonlySet<string> = new Set(audiencePhrases);
const bracketed: ReadonlySet<string> = new Set(bracketedPhrases);
