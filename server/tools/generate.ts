/**
 * Writes everything that has its source elsewhere: `npm run generate`. With `--check` it writes nothing and fails where a
 * file is not what it would write.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { handbookSchema } from '../src/config/schema.ts';
import type { Rule } from '../src/rules/rule.ts';
import { commandsForReadme, commandsPage } from './commandsPage.ts';
import { editorSchema } from './editorSchema.ts';
import { schemaOfInterface } from './reportSchema.ts';
import { ruleNames, rulesFolder } from './ruleFiles.ts';
import { pageHeader, readmeTable, replaceGenerated } from './rulePages.ts';
import { validatorModule } from './validators.ts';

const root = path.resolve(import.meta.dirname, '../..');
const check = process.argv.includes('--check');
const stale: string[] = [];

const names = ruleNames();
// The registry first: everything after it reads the rules through it.
write('server/src/rules/registry.generated.ts', registry(names));
write('server/src/base/version.generated.ts', versionModule());
const rules: Rule[] = await Promise.all(
  names.map(async (name) => (await import(path.join(rulesFolder, `${name}.ts`))).default as Rule),
);
for (const rule of rules) {
  const page = `server/src/rules/${rule.meta.name}.md`;
  if (!existsSync(path.join(root, page))) throw new Error(`${rule.meta.name} has no page: write ${page}`);
  write(page, replaceGenerated(read(page), pageHeader(rule.meta)));
}
const settingsSchema = handbookSchema(rules.map(({ meta }) => meta));
write('server/schema/handbook.schema.json', `${JSON.stringify(settingsSchema, null, 2)}\n`);
write('server/schema/handbook.editor.schema.json', `${JSON.stringify(editorSchema(settingsSchema), null, 2)}\n`);
const settingsSource = { all: true, source: 'config/schema.ts' };
write('server/src/config/settingsValidator.generated.ts', validatorModule(settingsSchema, settingsSource));
write('server/COMMANDS.md', commandsPage());
write('server/schema/report.schema.json', `${JSON.stringify(reportSchema(), null, 2)}\n`);
const reportSource = { all: false, source: 'report/report.ts' };
write('server/src/cli/reportValidator.generated.ts', validatorModule(reportSchema(), reportSource));
for (const file of [
  '.pre-commit-hooks.yaml',
  'server/integrations/gitlab.yml',
  'server/integrations/github-links.yml',
  'server/integrations/github-shards.yml',
]) {
  write(file, withVersion(read(file)));
}
if (existsSync(path.join(root, 'README.md'))) {
  const withRules = replaceGenerated(read('README.md'), readmeTable(rules.map(({ meta }) => meta)));
  write('README.md', withAction(replaceGenerated(withRules, commandsForReadme(), 'commands')));
}

if (stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run "npm run generate" and commit what it writes.`);
  process.exit(1);
}
console.log(check ? 'Generated files are up to date.' : `Generated from ${rules.length} rules.`);

function registry(ruleFiles: readonly string[]): string {
  const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [
    '// Made by `npm run generate` from the files of this folder. Do not edit.',
    ...ruleFiles.map((name) => `import ${camel(name)} from './${name}.ts';`),
    "import type { Rule } from './rule.ts';",
    '',
    'export const allRules: readonly Rule[] = [',
    ...ruleFiles.map((name) => `  ${camel(name)},`),
    '];',
    '',
  ].join('\n');
}

function reportSchema(): object {
  const files = ['report/report.ts', 'rules/finding.ts', 'base/dialect.ts'].map((file) =>
    path.join(root, 'server/src', file),
  );
  return schemaOfInterface(files, 'LintReport', { title: 'Handbook Lint report' });
}

/** Ready-made integrations run the version they belong to. */
function withVersion(text: string): string {
  return text.replace(/(handbook-lint@|HANDBOOK_VERSION: )\d[\w.-]*/g, `$1${packageVersion()}`);
}

/**
 * How a workflow names the action. package.json's "repository" is the only place that says who publishes it; where it says
 * nothing, the readers are told to fill it in.
 */
function withAction(text: string): string {
  const { repository } = JSON.parse(read('package.json')) as { repository?: string | { url: string } };
  const url = typeof repository === 'object' ? repository.url : (repository ?? '');
  const name = /([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(url)?.[1];
  const note = name === undefined ? ' (`OWNER`: the account that publishes it)' : '';
  const uses = `\`uses: ${name ?? 'OWNER/handbook-lint'}@v${packageVersion()}\`${note}`;
  return text.replace(/`uses: [\w.-]+\/[\w.-]+@v[\w.-]+`(?: \(`OWNER`:[^)]*\))?/, () => uses);
}

function packageVersion(): string {
  return (JSON.parse(read('package.json')) as { version: string }).version;
}

function versionModule(): string {
  const version = packageVersion();
  return `// Made by \`npm run generate\` from package.json. Do not edit.\nexport const version = '${version}';\n`;
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

function write(file: string, content: string): void {
  const target = path.join(root, file);
  if (existsSync(target) && read(file) === content) return;
  if (check) {
    stale.push(file);
    return;
  }
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
}
