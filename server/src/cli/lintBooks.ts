import type { Uri } from '../base/uri.ts';
import type { Handbook } from '../handbook/handbook.ts';
import { BookWorkspace } from '../handbook/workspace.ts';
import type { NodeHost } from '../host/nodeHost.ts';
import type { Finding } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import { inBookOrder, lintChapter, lintWholeBook } from '../rules/run.ts';
import { breather } from './breathe.ts';
import { type ConfigFlags, configReader, locate, rejectMistakes } from './configFlags.ts';
import { joinSameBooks, looseTarget, type Target } from './targets.ts';

/** A book that was linted, and can be again after its texts were changed. */
export interface LintedBook {
  readonly target: Target;
  readonly workspace: BookWorkspace;
  readonly book: Handbook;
  /** The chapters looked at, in reading order. */
  readonly chapters: readonly Uri[];
  /** In book order, of the wanted files only. */
  readonly findings: readonly Finding[];
}

/** What linting needs that does not change from book to book. */
export interface LintSetting {
  readonly host: NodeHost;
  readonly rules: readonly Rule[];
  readonly config: ConfigFlags;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** A text that stands for a file, whether the file is there or not: stdin's. */
  readonly overlay?: { readonly uri: Uri; readonly text: string };
}

/** Lints every target. Throws `CliError` for a mistake in a book's configuration. */
export async function lintTargets(setting: LintSetting, targets: readonly Target[]): Promise<LintedBook[]> {
  const linted: LintedBook[] = [];
  for (const target of targets) {
    const workspace = openBook(setting, target);
    const book = await lintAgain(setting, target, workspace);
    const outside = unlisted(setting, book);
    if (book.chapters.length > 0 || outside.length === 0) linted.push(book);
    if (outside.length > 0) linted.push(...(await lintTargets(setting, outside)));
  }
  return linted;
}

/** Lints a book as its workspace sees it now. */
export async function lintAgain(setting: LintSetting, target: Target, workspace: BookWorkspace): Promise<LintedBook> {
  const { book } = await workspace.snapshot();
  rejectMistakes(book.config, setting.host, setting.config.cwd);
  const chapters = book.order.filter((uri) => isShown(target, uri));
  const byUri = new Map<Uri, Finding[]>();
  const add = (finding: Finding) => {
    if (!isShown(target, finding.uri)) return;
    const list = byUri.get(finding.uri);
    if (list) list.push(finding);
    else byUri.set(finding.uri, [finding]);
  };
  const breathe = breather();
  for (const uri of chapters) {
    lintChapter(book, uri, setting.rules).findings.forEach(add);
    const pause = breathe();
    if (pause) await pause;
  }
  lintWholeBook(book, setting.rules).findings.forEach(add);
  return { target, workspace, book, chapters, findings: inBookOrder(book, byUri) };
}

/** Whether the findings of a file are wanted. */
export function isShown({ shown }: Target, uri: Uri): boolean {
  if (!shown || shown.has(uri)) return true;
  for (const folder of shown) if (uri.startsWith(`${folder}/`)) return true;
  return false;
}

/** The book of a target, not read yet. */
export function openBook(setting: LintSetting, target: Target): BookWorkspace {
  const workspace = new BookWorkspace(setting.host, locate(target.location, setting.config), {
    readConfig: configReader(setting.config, setting.rules),
    today: () => setting.today,
    breathe: breather(),
  });
  if (setting.overlay) workspace.setText(setting.overlay.uri, setting.overlay.text);
  return workspace;
}

/**
 * What was named but is no part of the book around it: a file beside the listed chapters is outside the book,
 * whatever its folder, and is linted on its own with the book's configuration. Where no Book.txt says what belongs,
 * the configuration has left it out on purpose.
 */
function unlisted(setting: LintSetting, { target, book, chapters }: LintedBook): Target[] {
  if (!target.shown || !book.manifest) return [];
  const { config } = target.location;
  const read = new Set(chapters);
  const files: Uri[] = [];
  const targets: Target[] = [];
  for (const uri of target.shown) {
    if (read.has(uri)) continue;
    if (setting.host.stat(uri)?.kind !== 'folder') files.push(uri);
    else if (!chapters.some((chapter) => chapter.startsWith(`${uri}/`))) {
      targets.push({ location: { root: uri, config }, shown: undefined });
    }
  }
  return joinSameBooks([...targets, ...files.map((uri) => looseTarget(uri, config))]);
}
