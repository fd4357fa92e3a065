import { describe, expect, test } from 'vitest';
import { type FormatName, loadReporter } from '../../server/src/cli/reporters/formats.ts';
import type { LintReport, ReportContext, ReportFinding } from '../../server/src/report/report.ts';

const sources: Record<string, string> = {
  'manuscript/ch1.md': '# Networks & <Borders>',
  'manuscript/ch 2.md':
    'A network spans a region, and everything in it; the picture of the one that this book uses, ![Plan](plan.png), is worth a thousand words of this kind, says the proverb.',
};

function finding(more: Partial<ReportFinding>): ReportFinding {
  return {
    rule: 'missing-id',
    case: 'none',
    severity: 'warning',
    message: 'The heading "Networks & <Borders>" has no id.',
    help: 'Without an id no crosslink can lead here. Put a line such as {id: ch-networks} directly above the heading.',
    file: 'manuscript/ch1.md',
    range: { start: { line: 1, column: 3 }, end: { line: 1, column: 23 } },
    ...more,
  };
}

const report: LintReport = {
  version: 1,
  tool: { name: 'handbook-lint', version: '1.2.3' },
  books: [{ root: 'manuscript', dialect: 'markua', chapters: 3 }],
  findings: [
    finding({
      fix: {
        title: 'Add {id: ch-networks}',
        safe: true,
        edits: [
          {
            file: 'manuscript/ch1.md',
            range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
            text: '{id: ch-networks}\n',
          },
        ],
      },
    }),
    finding({
      rule: 'missing-image',
      case: 'unknown',
      severity: 'error',
      message: 'The file "plan.png" is not there\u0007 (100%, really: looked in resources/).',
      help: undefined,
      file: 'manuscript/ch 2.md',
      range: { start: { line: 1, column: 101 }, end: { line: 1, column: 109 } },
      related: [
        {
          file: 'manuscript/ch1.md',
          range: { start: { line: 1, column: 3 }, end: { line: 1, column: 23 } },
          message: 'The chapter before it',
        },
      ],
    }),
    finding({
      severity: 'info',
      file: 'manuscript/ch 2.md',
      range: { start: { line: 1, column: 1 }, end: { line: 3, column: 2 } },
    }),
  ],
  summary: { files: 3, errors: 1, warnings: 1, infos: 1, hints: 2, fixable: 1, durationMs: 1234 },
};

const clean: LintReport = {
  ...report,
  findings: [],
  summary: { files: 3, errors: 0, warnings: 0, infos: 0, hints: 0, fixable: 0, durationMs: 7 },
};

const context: ReportContext = {
  sourceLine: (file) => sources[file],
  files: ['manuscript/ch1.md', 'manuscript/ch 2.md', 'manuscript/ch3.md'],
  rules: (['missing-id', 'missing-image'] as const).map((name) => ({
    name,
    summary: `What ${name} finds`,
    scope: 'chapter',
    severity: name === 'missing-id' ? 'warning' : 'error',
    fix: 'safe',
    cases: [],
    options: {},
    page: `${name}.md`,
  })),
  rulePage: (name) => `The page of ${name}.`,
  env: {},
  inRepository: (file) => file,
};

async function shown(format: FormatName, what = report, columns = 80): Promise<string> {
  return (await loadReporter(format))(what, context, { colour: false, columns });
}

describe('text', () => {
  test.each([80, 120])('at %d columns', async (columns) => {
    const text = await shown('text', report, columns);
    expect(text).toMatchSnapshot();
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
  });
});

describe('github', () => {
  test('one command a finding, escaped', async () => {
    expect(await shown('github')).toMatchInlineSnapshot(`
      "::warning file=manuscript/ch1.md,line=1,endLine=1,col=3,endColumn=23,title=missing-id::The heading "Networks & <Borders>" has no id.%0AWithout an id no crosslink can lead here. Put a line such as {id: ch-networks} directly above the heading.
      ::error file=manuscript/ch 2.md,line=1,endLine=1,col=101,endColumn=109,title=missing-image::The file "plan.png" is not there (100%25, really: looked in resources/).
      ::notice file=manuscript/ch 2.md,line=1,endLine=3,title=missing-id::The heading "Networks & <Borders>" has no id.%0AWithout an id no crosslink can lead here. Put a line such as {id: ch-networks} directly above the heading.
      "
    `);
  });

  test('nothing for a clean book', async () => {
    expect(await shown('github', clean)).toBe('');
  });
});

describe('gitlab', () => {
  test('every field GitLab reads', async () => {
    const issues = JSON.parse(await shown('gitlab'));
    expect(issues[1]).toEqual({
      type: 'issue',
      check_name: 'missing-image',
      description: report.findings[1]!.message,
      categories: ['Style'],
      severity: 'major',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      location: { path: 'manuscript/ch 2.md', lines: { begin: 1, end: 1 } },
    });
    expect(new Set(issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(3);
  });

  test('a fingerprint stays when the line moves, and alike findings differ', async () => {
    const moved = finding({ range: { start: { line: 9, column: 3 }, end: { line: 9, column: 23 } } });
    const marks = async (findings: ReportFinding[]) =>
      JSON.parse(await shown('gitlab', { ...report, findings })).map(
        (issue: { fingerprint: string }) => issue.fingerprint,
      );
    const [before] = await marks([finding({})]);
    expect(await marks([moved])).toEqual([before]);
    const twice = await marks([finding({}), moved]);
    expect(twice[0]).toBe(before);
    expect(twice[1]).not.toBe(before);
  });

  test('an empty list for a clean book', async () => {
    expect(await shown('gitlab', clean)).toBe('[]\n');
  });
});

describe('sarif', () => {
  test('results lead to their rules, places and fixes', async () => {
    const { runs, version } = JSON.parse(await shown('sarif'));
    expect(version).toBe('2.1.0');
    const [{ tool, results, columnKind }] = runs;
    expect(columnKind).toBe('utf16CodeUnits');
    expect(tool.driver.rules[1]).toMatchObject({
      id: 'missing-image',
      help: { text: 'The page of missing-image.' },
      defaultConfiguration: { level: 'error' },
    });
    expect(results.map(({ ruleId, ruleIndex, level }: Record<string, unknown>) => [ruleId, ruleIndex, level])).toEqual([
      ['missing-id', 0, 'warning'],
      ['missing-image', 1, 'error'],
      ['missing-id', 0, 'note'],
    ]);
    expect(results[0].fixes[0].artifactChanges[0].replacements).toEqual([
      {
        deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
        insertedContent: { text: '{id: ch-networks}\n' },
      },
    ]);
    expect(results[1].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'manuscript/ch%202.md', uriBaseId: '%SRCROOT%' },
      region: { startLine: 1, startColumn: 101, endLine: 1, endColumn: 109 },
    });
    expect(results[1].relatedLocations).toHaveLength(1);
  });
});

describe('XML', () => {
  test('junit: a suite a chapter, a case a rule', async () => {
    expect(await shown('junit')).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="handbook-lint" tests="6" failures="2" errors="0" time="1.234">
        <testsuite name="manuscript/ch1.md" tests="2" failures="1" errors="0" skipped="0" time="0">
          <testcase name="missing-id" classname="manuscript/ch1.md" time="0">
            <failure message="The heading &quot;Networks &amp; &lt;Borders&gt;&quot; has no id." type="warning">manuscript/ch1.md:1:3: warning: The heading &quot;Networks &amp; &lt;Borders&gt;&quot; has no id.</failure>
          </testcase>
          <testcase name="missing-image" classname="manuscript/ch1.md" time="0"/>
        </testsuite>
        <testsuite name="manuscript/ch 2.md" tests="2" failures="1" errors="0" skipped="0" time="0">
          <testcase name="missing-id" classname="manuscript/ch 2.md" time="0">
            <system-out>manuscript/ch 2.md:1:1: info: The heading &quot;Networks &amp; &lt;Borders&gt;&quot; has no id.</system-out>
          </testcase>
          <testcase name="missing-image" classname="manuscript/ch 2.md" time="0">
            <failure message="The file &quot;plan.png&quot; is not there (100%, really: looked in resources/)." type="error">manuscript/ch 2.md:1:101: error: The file &quot;plan.png&quot; is not there (100%, really: looked in resources/).</failure>
          </testcase>
        </testsuite>
        <testsuite name="manuscript/ch3.md" tests="2" failures="0" errors="0" skipped="0" time="0">
          <testcase name="missing-id" classname="manuscript/ch3.md" time="0"/>
          <testcase name="missing-image" classname="manuscript/ch3.md" time="0"/>
        </testsuite>
      </testsuites>
      "
    `);
  });

  test('checkstyle', async () => {
    expect(await shown('checkstyle')).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <checkstyle version="10.0">
        <file name="manuscript/ch1.md">
          <error line="1" column="3" severity="warning" message="The heading &quot;Networks &amp; &lt;Borders&gt;&quot; has no id." source="handbook-lint.missing-id"/>
        </file>
        <file name="manuscript/ch 2.md">
          <error line="1" column="101" severity="error" message="The file &quot;plan.png&quot; is not there (100%, really: looked in resources/)." source="handbook-lint.missing-image"/>
          <error line="1" column="1" severity="info" message="The heading &quot;Networks &amp; &lt;Borders&gt;&quot; has no id." source="handbook-lint.missing-id"/>
        </file>
      </checkstyle>
      "
    `);
  });
});

test('markdown', async () => {
  expect(await shown('markdown')).toMatchInlineSnapshot(`
    "# Handbook Lint

    | files | errors | warnings | infos | fixable |
    |--:|--:|--:|--:|--:|
    | 3 | 1 | 1 | 1 | 1 |

    ## manuscript/ch1.md

    | place | severity | problem | rule |
    |--:|---|---|---|
    | 1:3 | warning | The heading "Networks & \\<Borders\\>" has no id. | \`missing-id\` |

    ## manuscript/ch 2.md

    | place | severity | problem | rule |
    |--:|---|---|---|
    | 1:101 | error | The file "plan.png" is not there (100%, really: looked in resources/). | \`missing-image\` |
    | 1:1 | info | The heading "Networks & \\<Borders\\>" has no id. | \`missing-id\` |
    "
  `);
});

test('markdown of a clean book', async () => {
  expect(await shown('markdown', clean)).toBe('# Handbook Lint\n\nNo problems in 3 files.\n');
});
