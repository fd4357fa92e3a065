import { relativePath, type Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { helpCentreOf } from '../links/helpCentres.ts';
import { externalLinks } from '../rules/support/externalLinks.ts';
import type { ReportedBook } from './makeReport.ts';

/** What `init` sees of a book. */
export interface Survey {
  readonly dialect: Handbook['dialect'];
  readonly chapters: number;
  /** Book.txt, relative to the folder that is set up; undefined where there is none. */
  readonly manifest: string | undefined;
  /** Folders of pictures that are there, relative to Book.txt. */
  readonly resources: readonly string[];
  /** What the ids of headings begin with, by level from 1, as far as the levels have a prefix. */
  readonly prefixes: readonly string[];
  readonly ids: number;
  /** How often each rule finds something that is no error, hints left out. */
  readonly found: readonly (readonly [rule: string, findings: number])[];
  /** Help centres the linter knows, with how many places link to them, most first. */
  readonly centres: readonly (readonly [name: string, links: number])[];
  /** Hosts that look like documentation and are not known. */
  readonly strangers: readonly (readonly [host: string, links: number])[];
}

/** Looks at a book as a person who sets up the linter would. */
export function surveyBook({ book, findings }: ReportedBook, folder: Uri): Survey {
  const style = book.idStyle();
  const prefixes = [1, 2, 3, 4, 5, 6].map((level) => style.prefix(level));
  const roots = book.resourceRoots.map((root) => relativePath(book.root, root) ?? '.');
  return {
    dialect: book.dialect,
    chapters: book.order.length,
    manifest: book.manifest && relativePath(folder, book.manifest.uri),
    resources: roots.filter((root) => root !== '' && root !== '.'),
    prefixes: prefixes.slice(0, prefixes.findLastIndex((prefix) => prefix !== '') + 1),
    ids: book.ids().length,
    found: foundIn(findings),
    ...centresOf(book),
  };
}

function foundIn(findings: ReportedBook['findings']): [string, number][] {
  const counts = new Map<string, number>();
  for (const { rule, severity } of findings) {
    if (severity === 'warning' || severity === 'info') counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return byCount(counts);
}

/** A host that is linked to less often may as well be chance. */
const fewestLinks = 3;

function centresOf(book: Handbook): Pick<Survey, 'centres' | 'strangers'> {
  const centres = new Map<string, number>();
  const strangers = new Map<string, number>();
  for (const uri of book.order) {
    for (const { url } of externalLinks(book.chapter(uri)!, book)) {
      const centre = helpCentreOf(url, book.config.helpLinks);
      if (centre) centres.set(centre.name, (centres.get(centre.name) ?? 0) + 1);
      else {
        const host = documentationHost(url);
        if (host !== undefined) strangers.set(host, (strangers.get(host) ?? 0) + 1);
      }
    }
  }
  return { centres: byCount(centres), strangers: byCount(strangers).filter(([, links]) => links >= fewestLinks) };
}

/** Everybody links there, for other things than a product's help. */
const encyclopedias = /(?:^|\.)(?:wikipedia|wikimedia|wiktionary|wikibooks|wikidata)\.org$/;

/** The host, and the first folder of the path where that is what holds the documentation. */
function documentationHost(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, pathname } = new URL(url);
  if (encyclopedias.test(hostname)) return undefined;
  const [, folder = ''] = pathname.split('/');
  return /^(?:docs?|documentation|help|support|manual|guide|kb|wiki)$/i.test(folder)
    ? `${hostname}/${folder}`
    : undefined;
}

function byCount(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
