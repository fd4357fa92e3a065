import { plain, plural } from './plainText.ts';
import type { Survey } from './surveyBook.ts';

/**
 * The text of a handbook.json for a book: what was seen is set or said in a comment, and nothing else, so that the
 * file stays short enough to be read. Valid as it stands, and after any commented line is let in.
 */
export function settingsFile(surveys: readonly Survey[], baseline: string | undefined): string {
  const lines = [
    '// Settings of Handbook Lint for this book, the same in the editor and in CI.',
    '// `handbook-lint print-config` shows all that holds, `handbook-lint rules` lists the rules.',
    '{',
    '  // "strict" wants more of you: every rule is on, and notes become warnings.',
    '  "extends": "recommended",',
  ];
  const [only] = surveys;
  if (only && surveys.length === 1) lines.push(...bookLines(only));
  lines.push(
    '',
    '  // Files that are no part of the book, as in .gitignore.',
    '  // "ignore": ["drafts/"],',
    '',
    '  "rules": {',
    ...foundLines(surveys),
    ...(only && surveys.length === 1 ? idLines(only) : []),
    '  }',
  );
  const centres = centreLines(surveys);
  if (centres.length > 0) lines[lines.length - 1] += ',';
  lines.push(...centres, '}');
  if (baseline !== undefined) {
    lines.unshift(
      `// ${baseline} holds the findings of the day this was set up: they are known and do not fail.`,
      `// Lint with: handbook-lint --baseline ${baseline}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function bookLines({ dialect, chapters, manifest, resources }: Survey): string[] {
  const lines: string[] = [''];
  if (manifest !== undefined) {
    lines.push(`  // It lists ${plural(chapters, 'chapter')}.`, `  "book": ${JSON.stringify(manifest)},`);
  } else {
    lines.push(`  // There is no Book.txt: the book is its ${plural(chapters, 'Markdown file')}.`);
  }
  lines.push('', `  // Read off the chapters: ${dialectNames[dialect]}.`, `  "dialect": "${dialect}",`);
  if (resources.length > 0) {
    const list = resources.map((folder) => JSON.stringify(folder)).join(', ');
    lines.push(
      '',
      '  // Pictures are looked up here already; set it to look elsewhere.',
      `  // "resources": [${list}],`,
    );
  }
  return lines;
}

const dialectNames = {
  markua: 'Leanpub’s Markua',
  lfm: 'the older Leanpub-flavoured Markdown',
  markdown: 'plain Markdown',
} as const;

/** More rules than these make no short file. */
const mostRules = 5;

/** What a book is full of today may well be its style: the rules that say so, ready to be turned off. */
function foundLines(surveys: readonly Survey[]): string[] {
  const counts = new Map<string, number>();
  for (const [rule, found] of surveys.flatMap((survey) => survey.found)) {
    counts.set(rule, (counts.get(rule) ?? 0) + found);
  }
  // That rule has a line of its own, and no key stands twice.
  counts.delete('missing-id');
  const most = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, mostRules);
  if (most.length === 0) return ['    // "internal-note": "off",'];
  return [
    '    // Found most today, errors left out. Let a line in to turn its rule off.',
    ...most.map(([rule, found]) => `    // "${rule}": "off", // ${plural(found, 'finding')}`),
  ];
}

function idLines({ prefixes, ids, dialect }: Survey): string[] {
  if (dialect === 'markdown') return [];
  const [chapter = '', section = ''] = prefixes;
  if (chapter === '') {
    const seen = ids === 0 ? 'The book has no ids yet.' : `The book has ${plural(ids, 'id')}.`;
    return [
      `    // ${seen} With levels [1, 2] sections need one, too.`,
      '    // "missing-id": ["warning", { "levels": [1], "prefix": ["ch-", "sec-"] }]',
    ];
  }
  const list = (section === '' ? [chapter] : [chapter, section]).map((prefix) => JSON.stringify(prefix)).join(', ');
  return [
    '    // New ids begin as the others of their level do. With levels [1, 2] sections need one, too.',
    `    "missing-id": ["warning", { "levels": [1], "prefix": [${list}] }]`,
  ];
}

function centreLines(surveys: readonly Survey[]): string[] {
  const centres = surveys.flatMap((survey) => survey.centres);
  const strangers = surveys.flatMap((survey) => survey.strangers);
  if (centres.length + strangers.length === 0) return [];
  const lines = ['', '  "helpLinks": {'];
  if (centres.length > 0) {
    const names = centres.slice(0, 6).map(([name, links]) => `${centreName(name)} (${plural(links, 'link')})`);
    lines.push(`    // Watched already: ${names.join(', ')}.`);
  }
  if (strangers.length > 0) {
    lines.push(
      '    // Linked to often, and not watched. Let the lines in that are help centres, too.',
      '    "centres": [',
    );
    for (const [host, links] of strangers.slice(0, 6)) {
      const name = JSON.stringify(host);
      lines.push(`      // { "name": ${name}, "hosts": [${name}] }, // ${plural(links, 'link')}`);
    }
    lines.push('    ],');
  }
  lines.push('    // A link checked longer ago than this many days is worth a new look.', '    "maxAge": 180', '  }');
  return lines;
}

/** The general row of the table has no vendor's name. */
function centreName(name: string): string {
  return name === 'help centre' ? 'other help centres' : plain(name);
}
