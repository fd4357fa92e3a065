/**
 * Starts a rule: `npm run new-rule -- my-rule`. Writes the rule and its page, with one example that fails until the rule is
 * written, and brings the generated files up to date. No list needs an entry.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rulesFolder } from './ruleFiles.ts';

const [name = ''] = process.argv.slice(2);
if (!/^[a-z]+(?:-[a-z]+)+$/.test(name)) {
  console.error('Name the rule for the fault it finds, in lower case with hyphens: npm run new-rule -- broken-thing');
  process.exit(2);
}
const ruleFile = path.join(rulesFolder, `${name}.ts`);
const pageFile = path.join(rulesFolder, `${name}.md`);
for (const file of [ruleFile, pageFile]) {
  if (!existsSync(file)) continue;
  console.error(`${path.relative(process.cwd(), file)} is there already.`);
  process.exit(2);
}
writeFileSync(ruleFile, ruleTemplate());
writeFileSync(pageFile, pageTemplate());
const generated = spawnSync('npm', ['run', '--silent', 'generate'], { stdio: 'inherit' });
console.log(`Now make its example pass: npx vitest run test/rules.test.ts -t ${name}`);
process.exit(generated.status ?? 1);

function ruleTemplate(): string {
  return `import { chapterRule } from './rule.ts';

export default chapterRule({
  meta: {
    name: '${name}',
    summary: 'What it finds, in one sentence without a full stop',
    group: 'book',
    severity: 'warning',
    fix: 'none',
    cases: {
      found: {
        message: 'What is wrong with "{what}".',
        help: 'Why it matters to the book, and what to do.',
      },
    },
    options: {},
    since: 'next',
  },
  *check() {
    // Read \`chapter.facts\`, ask \`book\` by key, and yield { case, span, data } for each fault.
  },
});
`;
}

function pageTemplate(): string {
  return `# ${name}

<!-- generated:begin -->
<!-- generated:end -->

**What it finds.**

**Why it matters.**

**How to fix it.**

## Wrong

### An example of it

~~~~markua
# A Chapter {#a-chapter}
  ^^^^^^^^^ ${name}: found
~~~~

## Right

### The same without the fault

~~~~markua
# A Chapter
~~~~

## How to silence it

    <!-- handbook-disable-next-line ${name} -->
`;
}
