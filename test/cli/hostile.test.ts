import { describe, expect, test } from 'vitest';
import { formatNames } from '../../server/src/cli/reporters/formats.ts';
import { CliSandbox } from '../support/cliSandbox.ts';
import { runCli } from '../support/runCli.ts';

/** What a text may hold that a terminal, a page or a runner takes for an order. */
const evil =
  '\u001b[31mred\u001b]8;;http://x.example/\u0007\u009b2J\u0007\b\r::error::pwn%0A::add-mask::x \u202egnp\u2066\u061c\u{e0041}';
const markup = `<script>alert(1)</script><img src=x onerror=alert(1)>]]><![CDATA[" ' & \`x\` | [c](command:x) $\{{ secrets.X }}`;
const name = 'ch\u001b[2J \u202e<b>\n::warning::x.md';

const book = {
  'Book.txt': `ch.md\n${'other.md\n'.repeat(90)}gone ${evil}.md\n`,
  'ch.md': [
    'Much prose, so that this is a text, and not data that somebody has put under the name of a chapter. '.repeat(90),
    `# Title ${evil} ${markup}`,
    `TODO ${evil} ${markup}`,
    `See [${evil}](#${evil}) and [x](#no-${markup}), [file](gone-${evil}.md).`,
    `![${evil}${markup}](no${evil}.png "${evil}") ![Alt](pic.png)`,
    `{id: "${evil}"}\n## ${evil}\n\n{${evil}: x}\n## ${markup}\n\nLorem ipsum dolor sit amet ${evil} consectetur.`,
    `<!-- handbook-disable ${evil} ${markup} -->`,
    `[^${evil}] and [ref][${evil}]`,
  ].join('\n\n'),
  [name]: `# Other title\n`,
  'handbook.links.json': JSON.stringify({
    version: 1,
    links: { [`https://e.example/${evil}`]: { status: evil, checked: evil, title: evil } },
  }),
};

const config = {
  'handbook.json': JSON.stringify({ [evil]: 1, rules: { [markup]: 'off', 'missing-id': evil }, resources: [evil] }),
};

/** All that may stand on a terminal: letters, and line breaks. Colours are asked for by nobody here. */
const controls =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u;

const runs: readonly (readonly string[])[] = [
  ...formatNames.map((format) => ['--format', format]),
  ['--timing'],
  ['--diff'],
  ['--fix', '--diff'],
  ['status'],
  ['init', 'sub'],
  ['print-config', 'ch.md'],
  ['links', 'check', '--no-progress'],
  ['links', 'prune'],
  ['links', 'review', evil],
  ['explain', evil],
  ['lint', evil],
  ['--format', evil],
  ['--rule', `${evil}=off`],
  ['--baseline', `${evil}.json`],
  ['--changed-since', evil],
  ['merge', `${evil}.json`],
  ['completion', evil],
  ['--config', `${evil}.json`],
];

describe('what a book says stays text, wherever it is shown', () => {
  test.each(runs)('%j %j %j', async (...args) => {
    const sandbox = new CliSandbox(book);
    const { stdout, stderr } = await runCli(sandbox, args.filter(Boolean), {
      columns: 100,
      env: { NO_COLOR: '1', GITHUB_ACTIONS: 'true' },
    });
    const shown = stdout + stderr;
    expect(shown.length).toBeGreaterThan(0);
    expect(shown).not.toMatch(controls);
    // A line that begins so is an order to GitHub's runner, whatever tool printed it.
    expect(stderr).not.toMatch(/^::/m);
    if (args[1] !== 'github') expect(stdout).not.toMatch(/^::/m);
  });

  test.each([[[]], [['--format', 'github']], [['print-config', 'ch.md']], [['status']]])(
    'nor what its handbook.json says: %j',
    async (args) => {
      const { stdout, stderr } = await runCli(new CliSandbox({ ...book, ...config }), args, {
        columns: 100,
        env: { NO_COLOR: '1' },
      });
      expect(stdout + stderr).not.toMatch(controls);
      expect(stderr).toContain('There is no setting');
    },
  );

  test('an annotation of GitHub’s is one line, and no other order', async () => {
    const { stdout } = await runCli(new CliSandbox(book), ['--format', 'github']);
    for (const line of stdout.trimEnd().split('\n')) {
      expect(line).toMatch(
        /^::(?:error|warning|notice) file=[^:,]+,line=\d+,endLine=\d+(?:,col=\d+,endColumn=\d+)?,title=[\w-]+::/,
      );
    }
    expect(stdout.split('\n').length).toBeGreaterThan(10);
  });

  test('a page has no markup of the book in it', async () => {
    const { stdout } = await runCli(new CliSandbox(book), ['--format', 'html']);
    expect(stdout.match(/<script/g)).toHaveLength(1);
    expect(stdout).not.toMatch(/<img|<b>|href="(?!#|https?:|vscode:|data:,")[^"]*:/);
  });

  test('JSON says the same as before', async () => {
    const { stdout } = await runCli(new CliSandbox(book), ['--format', 'json']);
    const { findings } = JSON.parse(stdout) as { findings: { message: string }[] };
    expect(findings.some(({ message }) => message.includes('\u202e'))).toBe(true);
  });
});
