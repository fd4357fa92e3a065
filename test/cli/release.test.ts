import { spawnSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { version } from '../../server/src/base/version.generated.ts';
import { fakeCommands, fillExpressions, readYaml, runScript } from '../support/ciScripts.ts';
import { CliSandbox } from '../support/cliSandbox.ts';

const root = path.resolve(import.meta.dirname, '../..');

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const { jobs } = readYaml<{
  jobs: Record<'package' | 'publish', { steps: Step[]; if?: string; needs?: string; environment?: string }>;
}>('.github/workflows/release.yml');

/** Runs the step of that name; `values` are what GitHub knows. */
function runStep(
  job: 'package' | 'publish',
  name: string,
  cwd: string,
  { values = {}, PATH = process.env.PATH! }: { values?: Readonly<Record<string, string>>; PATH?: string } = {},
) {
  const step = jobs[job].steps.find((one) => one.name === name)!;
  const env = Object.entries(step.env ?? {}).map(([key, text]) => [key, fillExpressions(text, values)]);
  return runScript(step.run!, cwd, { PATH, HOME: cwd, npm_config_offline: 'true', ...Object.fromEntries(env) });
}

/** What a checkout would have, with the packages that are installed here. */
function checkout(): CliSandbox {
  const sandbox = new CliSandbox({});
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  const files = listed.stdout.toString().split('\0').filter(Boolean);
  expect(files.length).toBeGreaterThan(300);
  for (const file of files) {
    if (!file.startsWith('test/')) cpSync(path.join(root, file), sandbox.path(file));
  }
  symlinkSync(path.join(root, 'node_modules'), sandbox.path('node_modules'));
  return sandbox;
}

const sayWhatIsNew = 'Say what is new, and that tag, version and changelog agree';
const tagged = (tag: string) => ({ "github.ref_type == 'tag' && github.ref_name || ''": tag });

/** The extension as it is downloaded: small, and without what no VS Code reads. */
function expectOnlyWhatIsRead(size: number, files: readonly string[]): void {
  expect(size).toBeLessThan(1_500_000);
  const own = files.filter((name) => name.startsWith('extension/')).map((name) => name.slice('extension/'.length));
  const kinds = own.map((name) =>
    name.replace(/^(dist\/rules|client\/media|l10n|snippets|syntaxes|server\/schema)\/.*\.(\w+)$/, '$1/*.$2'),
  );
  expect([...new Set(kinds)].sort()).toEqual([
    'LICENSE.txt',
    'changelog.md',
    'client/media/*.css',
    'client/media/*.png',
    'client/media/*.svg',
    'dist/THIRD-PARTY-NOTICES.txt',
    'dist/cli.cjs',
    'dist/extension.cjs',
    'dist/extension.web.cjs',
    'dist/languageServer.cjs',
    'dist/lsp.cjs',
    'dist/lspServer.cjs',
    'dist/rules/*.md',
    'dist/server.cjs',
    'dist/server.web.js',
    'dist/serverProcess.cjs',
    'dist/undici.cjs',
    'l10n/*.json',
    'package.json',
    'package.nls.de.json',
    'package.nls.json',
    'package.nls.zh-cn.json',
    'readme.md',
    'server/schema/*.json',
    'snippets/*.json',
    'syntaxes/*.json',
  ]);
}

describe('what is released', () => {
  test('has a tag, a version and a changelog that agree', () => {
    const sandbox = checkout();
    const notes = (tag: string) => runStep('package', sayWhatIsNew, sandbox.folder, { values: tagged(tag) });
    expect(notes('')).toMatchObject({ code: 0, stderr: '' });
    expect(sandbox.read('release-notes.md')).toMatch(/^- \S/m);
    expect(notes(`v${version}`).code).toBe(0);
    expect(notes('v0.0.7')).toMatchObject({ code: 1, stderr: expect.stringContaining('The tag is v0.0.7, but') });
    sandbox.write('CHANGELOG.md', `# Changelog\n\n## ${version}\n\n## 0.0.1\n\n- First.\n`);
    expect(notes('')).toMatchObject({ code: 1, stderr: expect.stringContaining(`says nothing of ${version}`) });
  });

  test('is packed without a warning, and names the repository it comes from', () => {
    const sandbox = checkout();
    sandbox.write('release-notes.md', '- New.\n');
    const values = {
      'github.server_url': 'https://github.example',
      'github.repository': 'someone/handbook-lint',
      'github.sha': '0123abc',
    };
    const { code, stdout, stderr } = runStep('package', 'Pack', sandbox.folder, { values });
    expect(`${stdout}${stderr}`).not.toMatch(/\bwarn(ing)?\b|ERROR/i);
    expect(code).toBe(0);
    expect(sandbox.names('packed')).toEqual([`handbook-lint-${version}.tgz`, 'handbook-lint.vsix', 'release-notes.md']);
    const files = unzipSync(sandbox.bytes('packed/handbook-lint.vsix'));
    expectOnlyWhatIsRead(sandbox.bytes('packed/handbook-lint.vsix').length, Object.keys(files));
    const page = strFromU8(files['extension/readme.md']!);
    expect(page).toContain('(https://github.example/someone/handbook-lint/');
    expect(page.match(/\]\((?!https?:|#)[^)]*\)/g)).toBeNull();
    const { repository } = JSON.parse(sandbox.read('package.json'));
    expect(repository.url).toBe('git+https://github.example/someone/handbook-lint.git');
  }, 60_000);
});

describe('publishing', () => {
  const steps = jobs.publish.steps.filter(({ run }) => run !== undefined).map(({ name }) => name!);
  const values = {
    'github.ref_name': `v${version}`,
    'github.token': 'token-of-the-job',
    'secrets.NPM_TOKEN': 'npm-token',
    'secrets.VSCE_PAT': 'vsce-token',
    'secrets.OVSX_PAT': 'ovsx-token',
  };

  function publish(answers: Readonly<Record<string, string>>): readonly string[] {
    const sandbox = new CliSandbox({ 'packed/handbook-lint.vsix': '', [`packed/handbook-lint-${version}.tgz`]: '' });
    const commands = fakeCommands({ npm: '', npx: '', gh: '', ...answers });
    for (const name of steps) {
      expect(runStep('publish', name, sandbox.folder, { values, PATH: commands.PATH })).toMatchObject({
        code: 0,
        stderr: '',
      });
    }
    return commands.calls();
  }

  test('needs a tag, the tests, and somebody who says yes', () => {
    expect(jobs.publish).toMatchObject({ if: "github.ref_type == 'tag'", needs: 'package', environment: 'release' });
    expect(jobs.package.steps.map(({ run }) => run)).toContain('npm test');
    for (const { run } of [...jobs.package.steps, ...jobs.publish.steps]) expect(run ?? '').not.toContain('${{');
  });

  test('puts the same files into both marketplaces, npm and the release', () => {
    expect(publish({ gh: '[ "$2" != view ]' })).toEqual([
      `npm view handbook-lint@${version} version`,
      `npm publish ./packed/handbook-lint-${version}.tgz --access public --provenance`,
      expect.stringMatching(
        /^npx --yes @vscode\/vsce@[\d.]+ publish --skip-duplicate --packagePath packed\/handbook-lint\.vsix$/,
      ),
      expect.stringMatching(
        /^npx --yes ovsx@[\d.]+ publish --skip-duplicate --packagePath packed\/handbook-lint\.vsix$/,
      ),
      `gh release view v${version}`,
      expect.stringMatching(new RegExp(`^gh release create v${version} packed/\\S+\\.vsix packed/\\S+\\.tgz --title `)),
    ]);
  });

  test('goes on where a run before has stopped', () => {
    const calls = publish({ npm: `echo ${version}` });
    expect(calls.filter((call) => call.startsWith('npm publish'))).toEqual([]);
    expect(calls.at(-1)).toBe(
      `gh release upload v${version} packed/handbook-lint.vsix packed/handbook-lint-${version}.tgz --clobber`,
    );
  });
});
