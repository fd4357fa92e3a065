import type { HelpLinksConfig, MigrationConfig } from '../config/config.ts';
import { helpCentreAt, isHomeAt } from './helpCentres.ts';
import { type Migration, migrations } from './migrations.ts';
import { fillStars, matchStars } from './pattern.ts';
import { splitUrl, type UrlParts } from './urlParts.ts';

export interface HelpLinkClass {
  /** `moved`: the page has another address; `legacy`: an old form whose target only the site knows; `home`: a front page. */
  readonly case: 'moved' | 'legacy' | 'home';
  readonly replacement?: string;
  /** True where the replacement is known to be the same page, so that it may be put in without looking. */
  readonly exact: boolean;
}

/**
 * What the form of an address alone tells about it, without network and lock (LINKS.md, "Known forms"); undefined
 * where it tells nothing. The book's own migrations come first, so that a book can overrule the table.
 */
export function classifyHelpLink(url: string, config: HelpLinksConfig): HelpLinkClass | undefined {
  const parts = splitUrl(url);
  if (!parts || !defaultPorts.has(parts.port)) return undefined;
  for (const migration of config.migrations) {
    const found = applyConfigured(migration, url);
    if (found) return found;
  }
  const centre = helpCentreAt(parts, config);
  if (centre?.homeIsStandIn && isHomeAt(parts, centre)) return { case: 'home', exact: false };
  for (const migration of migrationsOfHost.get(parts.host) ?? []) {
    if (migration.scheme && (!centre || migration.scheme !== parts.scheme)) continue;
    const found = applyMigration(migration, parts);
    if (found) return found;
  }
  return undefined;
}

const defaultPorts: ReadonlySet<string> = new Set(['', ':', ':80', ':443']);

const migrationsOfHost: ReadonlyMap<string, readonly Migration[]> = byHost();

function applyMigration(migration: Migration, parts: UrlParts): HelpLinkClass | undefined {
  const match = migration.path.exec(parts.path);
  if (!match) return undefined;
  if (!migration.to) return { case: migration.case, exact: false };
  const replacement = migration.to(match, parts);
  if (replacement === undefined) return undefined;
  const { url, exact } = typeof replacement === 'string' ? { url: replacement, exact: migration.exact } : replacement;
  return { case: migration.case, replacement: url + kept(migration, parts), exact };
}

function kept(migration: Migration, parts: UrlParts): string {
  if (migration.keep === 'nothing') return '';
  return migration.keep === 'all' ? parts.query + parts.fragment : parts.fragment;
}

/** A pattern without a scheme stands for both; with one it must match the whole address as written. */
function applyConfigured(migration: MigrationConfig, url: string): HelpLinkClass | undefined {
  const withScheme = /^https?:\/\//i.test(migration.from) || migration.from.startsWith('*');
  const taken = matchStars(migration.from, withScheme ? url : url.replace(/^https?:\/\//i, ''));
  if (!taken) return undefined;
  if (migration.to === undefined) return { case: migration.case, exact: false };
  const filled = fillStars(migration.to, taken);
  return { case: migration.case, replacement: filled, exact: migration.exact };
}

function byHost(): ReadonlyMap<string, readonly Migration[]> {
  const rows = new Map<string, Migration[]>();
  for (const migration of migrations) {
    for (const host of migration.hosts) rows.set(host, [...(rows.get(host) ?? []), migration]);
  }
  return rows;
}
