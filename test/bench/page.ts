import os from 'node:os';
import { baselinesOf, type Row } from './ratios.ts';
import { scenarios } from './scenarios/all.ts';

/**
 * BENCH.md: the machine, the day, and a table a scenario. Tables of `before`, the page as it is, that were not measured
 * anew stay: the whole takes hours, and is measured in parts.
 */
export function benchPage(rows: readonly Row[], missing: readonly string[], before: string): string {
  const tables = new Map(tablesOf(before).map((table) => [headingOf(table), table]));
  for (const table of rows.map(section)) tables.set(headingOf(table), table);
  const place = (table: string) => scenarios.findIndex(({ title }) => headingOf(table).startsWith(`## ${title}`));
  const ordered = [...tables.values()].filter((table) => place(table) >= 0).sort((a, b) => place(a) - place(b));
  const [cpu] = os.cpus();
  const machine = `${os.cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()}, Node ${process.versions.node}`;
  const parts = [
    '# How fast it is',
    'Made by `npm run bench -- --write`; do not edit. Medians of runs in turns (A B C A B C …) on one machine. Trust the ratios: they say how many times the baseline’s time a row took.',
    `${machine}; ${new Date().toISOString().slice(0, 10)}; load average ${os.loadavg()[0]!.toFixed(1)}, the bench itself about 1.${missing.length > 0 ? ` ${missing.join('; ')}.` : ''}`,
    ...ordered,
  ];
  return `${parts.join('\n\n')}\n`;
}

function tablesOf(page: string): string[] {
  return page
    .split(/\n(?=## )/)
    .slice(1)
    .map((table) => table.trimEnd());
}

/** Without how many files and bytes a book has. */
function headingOf(table: string): string {
  return table.slice(0, table.indexOf('\n')).replace(/ \(\d.*/, '');
}

function section({ scenario, book, outcomes }: Row): string {
  const columns = [...new Set(outcomes.flatMap(({ medians }) => Object.keys(medians)))];
  const baselines = baselinesOf(scenario, outcomes);
  const head = ['', ...columns, ...baselines.map(({ contestant }) => `÷ ${contestant}`)];
  const lines = outcomes.map(({ contestant, medians }) => {
    const values = columns.map((column) => rounded(medians[column]));
    const ratios = baselines.map((baseline) => ratio(medians[scenario.measure], baseline.medians[scenario.measure]));
    return row([contestant, ...values, ...ratios]);
  });
  const of = book ? `: ${book.label} (${book.files.length} files, ${(book.bytes / 1e6).toFixed(1)} MB)` : '';
  return [`## ${scenario.title}${of}\n`, row(head), row(['---', ...head.slice(1).map(() => '--:')]), ...lines].join(
    '\n',
  );
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function rounded(value: number | undefined): string {
  if (value === undefined) return '';
  return value < 20 ? value.toFixed(1) : value.toFixed(0);
}

function ratio(value: number | undefined, base: number | undefined): string {
  return value === undefined || !base ? '' : (value / base).toFixed(2);
}
