import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { version } from '../../server/src/base/version.generated.ts';
import { fakeNpx, fillExpressions, readYaml, runScript, runScriptBeside } from '../support/ciScripts.ts';
import { CliSandbox } from '../support/cliSandbox.ts';
import { page, startServer } from '../support/misbehavingServer.ts';
import { schemaErrors } from '../support/reportSchemas.ts';
import { timeless } from '../support/runCli.ts';

const root = path.resolve(import.meta.dirname, '../..');

const book = {
  'docs/Book.txt': 'ch1.md\nch 2.md\n',
  'docs/ch1.md': '# Networks\n\nText.\n',
  'docs/ch 2.md': '{id: b}\n# B\n\n![P](gone.png)\n',
};

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

describe('the GitHub action', () => {
  const action = readYaml<{
    name: string;
    description: string;
    inputs: Record<string, { description: string; default: string }>;
    outputs: Record<string, { description: string; value: string }>;
    runs: { using: string; steps: (Step & { shell: string; id: string; 'working-directory': string })[] };
  }>('action.yml');
  const [step] = action.runs.steps;

  function use(sandbox: CliSandbox, inputs: Readonly<Record<string, string>>, npx = fakeNpx(), more = {}) {
    const unknown = Object.keys(inputs).filter((name) => !(name in action.inputs));
    expect(unknown).toEqual([]);
    const values = Object.fromEntries(
      Object.entries(action.inputs).map(([name, input]) => [`inputs.${name}`, inputs[name] ?? input.default]),
    );
    const fill = (text: string) => fillExpressions(text, { ...values, 'github.action_path': root });
    const env = Object.fromEntries(Object.entries(step!.env!).map(([name, text]) => [name, fill(text)]));
    sandbox.write('output.txt', '');
    sandbox.write('summary.md', '');
    const result = runScript(step!.run!, path.join(sandbox.folder, fill(step!['working-directory'])), {
      ...env,
      PATH: npx.PATH,
      GITHUB_OUTPUT: sandbox.path('output.txt'),
      GITHUB_STEP_SUMMARY: sandbox.path('summary.md'),
      GITHUB_WORKSPACE: sandbox.folder,
      ...more,
    });
    return { ...result, asked: npx.asked(), output: sandbox.read('output.txt'), summary: sandbox.read('summary.md') };
  }

  test('is a composite action whose script holds nothing that comes from outside', () => {
    expect(action.runs.using).toBe('composite');
    expect(action.runs.steps.map(({ shell }) => shell)).toEqual(['bash']);
    expect(step!.run).not.toContain('${{');
    for (const { description } of Object.values(action.inputs)) expect(description).not.toBe('');
    const used = JSON.stringify(action.runs);
    for (const name of Object.keys(action.inputs)) expect(used).toContain(`inputs.${name} `);
  });

  test('annotates the right lines, writes the summary, and fails as the linter does', () => {
    const { code, stdout, stderr, asked, output, summary } = use(new CliSandbox(book), {});
    expect(stderr).toBe('');
    expect(stdout).toContain('::warning file=docs/ch1.md,line=1,endLine=1,col=3,');
    expect(stdout).toContain('::error file=docs/ch 2.md,line=4,endLine=4,col=6,');
    expect(summary).toContain('| 2 | 1 | 1 | 0 | 1 |');
    expect({ code, output }).toEqual({ code: 1, output: 'exit-code=1\n' });
    expect(asked).toEqual([`--yes --package=handbook-lint@${version} handbook-lint`]);
  });

  test('annotates files from the top of the repository, wherever it runs', () => {
    const { stdout } = use(new CliSandbox(book), { 'working-directory': 'docs', paths: 'ch1.md\nch 2.md\n' });
    expect(stdout).toContain('::error file=docs/ch 2.md,line=4,');
  });

  test('takes every input', async () => {
    const sandbox = new CliSandbox({ ...book, 'known.json': '{ "version": 1, "files": {} }' });
    const inputs = {
      paths: 'docs/ch 2.md',
      'fail-on': 'never',
      baseline: 'known.json',
      sarif: 'out/findings.sarif',
      html: 'page.html',
      arguments: '--rule\nmissing-image=info\n\n--timing',
      version: '9.9.9',
    };
    const { code, stdout, stderr, asked } = use(sandbox, inputs);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^::notice file=docs\/ch 2\.md,line=4,[^\n]*\n$/);
    expect(stderr).toMatch(/^timing: /);
    expect(await schemaErrors('sarif', sandbox.read('out/findings.sarif'))).toEqual([]);
    expect(sandbox.read('page.html')).toContain('<!doctype html>');
    expect(asked).toEqual(['--yes --package=handbook-lint@9.9.9 handbook-lint']);
  });

  test('lints what was changed since a revision', () => {
    const sandbox = new CliSandbox(book);
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: sandbox.folder });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'One');
    sandbox.write('docs/ch1.md', '# Networks\n\nMore text.\n');
    const { stdout } = use(sandbox, { 'changed-since': 'main' });
    expect(stdout.split('\n').map((line) => line.split(',')[0])).toEqual(['::warning file=docs/ch1.md', '']);
  });

  test('words with blanks, quotes and dollars are words', () => {
    const sandbox = new CliSandbox({ ...book, 'docs/$(touch x) "y".md': '{id: c}\n# C\n\n![P](gone2.png)\n' });
    const { stdout } = use(sandbox, { paths: 'docs/$(touch x) "y".md' });
    expect(stdout).toContain('gone2.png');
    expect(sandbox.names()).not.toContain('x');
  });

  test('takes the linter that the job has installed', () => {
    const { asked, code } = use(new CliSandbox(book), {}, fakeNpx({ alsoInstalled: true }));
    expect({ asked, code }).toEqual({ asked: [], code: 1 });
    const other = use(new CliSandbox(book), { version: '1.2.3' }, fakeNpx({ alsoInstalled: true }));
    expect(other.asked).toEqual(['--yes --package=handbook-lint@1.2.3 handbook-lint']);
  });

  test('says so where it cannot lint', () => {
    const wrong = use(new CliSandbox({ ...book, 'handbook.json': '{ "rulez": {} }' }), {});
    expect({ code: wrong.code, output: wrong.output }).toEqual({ code: 2, output: 'exit-code=2\n' });
    expect(wrong.stderr).toContain('handbook.json:1:3');
    const noNode = use(new CliSandbox(book), {}, { PATH: '/nowhere', asked: () => [] }, { PATH: '/nowhere' });
    expect(noNode.stdout).toContain('::error title=Handbook Lint::There is no Node here.');
    expect(noNode.code).toBe(2);
  });
});

describe('the pre-commit hooks', () => {
  const hooks = readYaml<Record<string, unknown>[]>('.pre-commit-hooks.yaml');

  test.each(hooks.map((hook) => [hook.id, hook] as const))('%s runs on the whole book', (id, hook) => {
    for (const key of ['id', 'name', 'entry', 'language']) expect(hook[key]).toEqual(expect.any(String));
    expect(hook).toMatchObject({ language: 'system', pass_filenames: false, always_run: true });
    const sandbox = new CliSandbox(book);
    const npx = fakeNpx();
    const { code } = runScript(hook.entry as string, sandbox.folder, { PATH: npx.PATH });
    expect(code).toBe(1);
    expect(npx.asked()).toEqual([`--yes --package=handbook-lint@${version} handbook-lint`]);
    const isFixed = sandbox.read('docs/ch1.md') !== book['docs/ch1.md'];
    expect(isFixed).toBe(id === 'handbook-lint-fix');
  });
});

describe('the GitLab template', () => {
  const { 'handbook-lint': job } = readYaml<{
    'handbook-lint': {
      variables: Record<string, string>;
      script: string[];
      artifacts: { paths: string[]; reports: { codequality: string; junit: string } };
    };
  }>('server/integrations/gitlab.yml');

  function use(sandbox: CliSandbox, variables: Readonly<Record<string, string>> = {}) {
    const npx = fakeNpx();
    const env = { ...job.variables, ...variables, PATH: npx.PATH, CI_PROJECT_DIR: sandbox.folder };
    return { ...runScript(job.script.join('\n'), sandbox.folder, env), asked: npx.asked() };
  }

  test('leaves the reports where its artifacts are taken from', async () => {
    const sandbox = new CliSandbox(book);
    const { code, stdout, asked } = use(sandbox);
    expect(code).toBe(1);
    expect(stdout).toContain('2 problems in 2 files');
    const { codequality, junit } = job.artifacts.reports;
    expect(await schemaErrors('gitlab', sandbox.read(codequality))).toEqual([]);
    expect(await schemaErrors('junit', sandbox.read(junit))).toEqual([]);
    for (const file of job.artifacts.paths) expect(sandbox.read(file)).toContain('<!doctype html>');
    expect(asked).toEqual([`--yes --package=handbook-lint@${version} handbook-lint`]);
  });

  test('takes paths and arguments', () => {
    const { code, stdout } = use(new CliSandbox(book), {
      HANDBOOK_PATHS: 'docs/ch1.md',
      HANDBOOK_ARGUMENTS: '--fail-on never',
    });
    expect(code).toBe(0);
    expect(stdout).toContain('1 problem in 1 file');
  });
});

describe('the workflow with shards', () => {
  const workflow = readYaml<{
    env: { HANDBOOK_LINT: string };
    jobs: { lint: { strategy: { matrix: { shard: number[] } }; steps: Step[] }; report: { steps: Step[] } };
  }>('server/integrations/github-shards.yml');

  test('reports what one linter would', () => {
    const sandbox = new CliSandbox(book);
    const npx = fakeNpx();
    const env = { ...workflow.env, PATH: npx.PATH };
    const stepOf = ({ steps }: { steps: Step[] }) => steps.find(({ run }) => run !== undefined)!;
    const { matrix } = workflow.jobs.lint.strategy;
    const lint = stepOf(workflow.jobs.lint);
    for (const shard of matrix.shard) {
      const own = Object.entries(lint.env!).map(([name, text]) => [
        name,
        fillExpressions(text, { 'matrix.shard': String(shard) }),
      ]);
      expect(runScript(lint.run!, sandbox.folder, { ...env, ...Object.fromEntries(own) }).code).toBe(0);
    }
    const joined = runScript(stepOf(workflow.jobs.report).run!, sandbox.folder, env);
    expect(joined.stdout).toContain('::error file=docs/ch 2.md,line=4,');
    expect(joined.code).toBe(1);
    expect(sandbox.read('handbook-report.html')).toContain('gone.png');
    expect(npx.asked()).toHaveLength(matrix.shard.length + 1);
    const merged = runScript('$HANDBOOK_LINT merge shard-*.json --format json', sandbox.folder, env).stdout;
    const whole = runScript('$HANDBOOK_LINT --format json', sandbox.folder, env).stdout;
    expect(timeless(merged)).toBe(timeless(whole));
  });
});

describe('the workflow that looks at the links', () => {
  const workflow = readYaml<{
    on: { schedule: { cron: string }[] };
    permissions: Record<string, string>;
    env: { HANDBOOK_LINT: string };
    jobs: { refresh: { steps: Step[] } };
  }>('server/integrations/github-links.yml');
  const [update, propose] = workflow.jobs.refresh.steps.filter(({ run }) => run !== undefined);

  /** A clone of a repository with a book that links to the server, and the workflow's two scripts to run in it. */
  function setUp(address: string) {
    const sandbox = new CliSandbox({
      'clone/docs/Book.txt': 'ch.md\n',
      'clone/docs/ch.md': `{id: c}\n# C\n\n[Help](${address})\n`,
      'temp/x': '',
      'gh.log': '',
    });
    const git = (...args: string[]) => {
      const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
      const done = spawnSync('git', [...identity, ...args], { cwd: sandbox.path('clone'), encoding: 'utf8' });
      expect(done.stderr).not.toContain('fatal');
      return done.stdout.trim();
    };
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'One');
    git('init', '-q', '--bare', sandbox.path('remote'));
    git('remote', 'add', 'origin', sandbox.path('remote'));
    const log = JSON.stringify(sandbox.path('gh.log'));
    // `gh pr list` answers a number once a pull request was made.
    const gh = `echo "$1 $2" >> ${log}\nif [ "$2" = list ] && grep -q create ${log}; then echo 7; fi\n`;
    const env = {
      ...workflow.env,
      ...propose!.env,
      PATH: fakeNpx({ gh }).PATH,
      RUNNER_TEMP: sandbox.path('temp'),
      HOME: sandbox.folder,
    };
    // The server of the test is on this machine, and is not tired out by a few questions.
    const ofTest = (script: string) =>
      script.replace('links update', 'links update --allow-private --delay 0 --retries 0');
    const refresh = async () => {
      const looked = await runScriptBeside(ofTest(update!.run!), sandbox.path('clone'), env);
      expect({ code: looked.code, stderr: looked.stderr }).toEqual({ code: 0, stderr: '' });
      const proposed = runScript(propose!.run!, sandbox.path('clone'), env);
      expect(proposed.code).toBe(0);
      return looked.stdout + proposed.stdout;
    };
    return { sandbox, git, env, refresh, asked: () => sandbox.read('gh.log').split('\n').filter(Boolean) };
  }

  test('runs on a schedule, and may do no more than it has to', () => {
    expect(workflow.on.schedule).toHaveLength(1);
    expect(workflow.permissions).toEqual({ contents: 'write', 'pull-requests': 'write' });
    expect(`${update!.run}${propose!.run}`).not.toContain('${{');
  });

  test('keeps what a run has found that could not go on', async () => {
    const server = await startServer({ '/help': page('Help') });
    const { sandbox, git, env } = setUp(server.url('/help'));
    expect(propose!.if).toContain('!cancelled()');
    // A linter that writes what it has found, and stops.
    const stops = 'echo "{}" > docs/handbook.links.json; echo "half of it"; exit 2';
    sandbox.write('stops.sh', stops);
    const stopping = { ...env, HANDBOOK_LINT: `sh ${sandbox.path('stops.sh')}` };
    const looked = await runScriptBeside(update!.run!, sandbox.path('clone'), stopping);
    expect({ code: looked.code, stdout: looked.stdout }).toEqual({ code: 2, stdout: 'half of it\n' });
    expect(runScript(propose!.run!, sandbox.path('clone'), stopping).code).toBe(0);
    expect(git('show', 'origin/handbook-links:docs/handbook.links.json')).toBe('{}');
  });

  test('proposes what changed, once, and nothing else', async () => {
    const server = await startServer({ '/help': page('Help') });
    const { sandbox, git, refresh, asked } = setUp(server.url('/help'));
    sandbox.write('clone/left.tmp', 'of another step');
    expect(await refresh()).toContain('1 link checked');
    expect(asked()).toEqual(['pr list', 'pr create']);
    expect(git('show', '--name-only', '--format=%s', 'origin/handbook-links')).toBe(
      'Look at the help links again\n\ndocs/handbook.links.json',
    );
    expect(sandbox.read('temp/links.txt')).toContain('1 link checked');
    expect(await refresh()).toContain('Nothing changed.');
    // Next week something is new, and the pull request is open still.
    sandbox.write(
      'clone/docs/ch.md',
      `{id: c}\n# C\n\n[Help](${server.url('/help')}), [gone](${server.url('/gone')})\n`,
    );
    await refresh();
    expect(asked()).toEqual(['pr list', 'pr create', 'pr list', 'pr edit']);
    expect(git('show', 'origin/handbook-links:docs/handbook.links.json')).toContain('/gone');
  });
});
