import type { CheckedLink } from '../../links/checker.ts';
import { type LinkState, linkStateOf } from '../../links/linkState.ts';
import { plain, plainJson, plural } from '../../report/plainText.ts';
import type { Cli } from '../cli.ts';
import { colours } from '../colour.ts';
import type { LinkPlace } from './books.ts';
import type { CheckFlags } from './options.ts';

/** A link as it is reported: what was found, and where the book has it. */
export interface ReportedLink {
  readonly link: CheckedLink;
  readonly places: readonly LinkPlace[];
}

/** Writes the report of a run to stdout: what is not fine, the worst first, and the counts. */
export async function writeLinksReport(
  cli: Cli,
  links: readonly ReportedLink[],
  notes: readonly string[],
  flags: CheckFlags,
): Promise<void> {
  await cli.io.stdout.write(flags.format === 'json' ? toJson(links) : toText(cli, links, notes, flags));
}

const order: readonly LinkState[] = [
  'gone',
  'missing',
  'hollow',
  'home',
  'moved',
  'failing',
  'blocked',
  'postponed',
  'ok',
];

function toText(cli: Cli, links: readonly ReportedLink[], notes: readonly string[], { color }: CheckFlags): string {
  const paint = colours(color, cli.io.stdout, cli.io.env);
  const painted = (state: LinkState) => {
    const word = state.padEnd(9);
    if (state === 'gone' || state === 'missing') return paint.red(word);
    return state === 'ok'
      ? paint.green(word)
      : state === 'blocked' || state === 'postponed'
        ? paint.dim(word)
        : paint.yellow(word);
  };
  const lines: string[] = [];
  for (const state of order) {
    if (state === 'ok') continue;
    for (const { link, places } of links) {
      if (linkStateOf(link) !== state) continue;
      const about = describe(link);
      lines.push(`${painted(state)} ${plain(link.url)}${about ? ` ${paint.dim(`(${plain(about)})`)}` : ''}`);
      const [first, ...rest] = places;
      const more = rest.length > 0 ? ` and ${plural(rest.length, 'other place')}` : '';
      if (first) lines.push(`          ${paint.dim(`${plain(first.file)}:${first.line}:${first.column}${more}`)}`);
    }
  }
  const counts = order
    .map((state) => [state, links.filter(({ link }) => linkStateOf(link) === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`);
  const summary =
    links.length === 0 ? 'No link was due.' : `${plural(links.length, 'link')} checked: ${counts.join(', ')}`;
  return `${[...lines, ...(lines.length > 0 ? [''] : []), summary, ...notes].join('\n')}\n`;
}

function describe({ outcome, after }: CheckedLink): string {
  if (outcome.kind === 'page')
    return outcome.final !== undefined && outcome.status === 'moved' ? `to ${outcome.final}` : '';
  if (outcome.kind === 'unchanged') return '';
  const since = outcome.kind === 'missing' && after?.failures ? `, since ${after.failures.first}` : '';
  return `${outcome.reason}${since}`;
}

function toJson(links: readonly ReportedLink[]): string {
  const entries = links.map(({ link, places }) => {
    const { url, outcome, after } = link;
    return {
      url,
      state: linkStateOf(link),
      reason: 'reason' in outcome ? outcome.reason : undefined,
      final: after?.final,
      title: after?.title,
      updated: after?.updated,
      fragment: after?.fragment,
      places,
    };
  });
  const summary = Object.fromEntries(
    order.map((state) => [state, entries.filter((entry) => entry.state === state).length]),
  );
  return `${plainJson({ version: 1, links: entries, summary })}\n`;
}
