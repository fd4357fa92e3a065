import { wrap } from '../../report/plainText.ts';
import type { RuleInfo } from '../../report/report.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Cli } from '../cli.ts';
import { type Colours, colours } from '../colour.ts';
import { ruleInfo } from '../ruleInfo.ts';

/** `rules`: every rule with what it finds. */
export async function listRules(
  cli: Cli,
  flags: { readonly format: 'text' | 'json'; readonly color?: boolean },
): Promise<void> {
  const { io } = cli;
  const rules = allRules.map(({ meta }) => ruleInfo(meta));
  const text =
    flags.format === 'json'
      ? JSON.stringify({ version: 1, rules }, undefined, 2)
      : table(rules, io.stdout.columns ?? 100, colours(flags.color, io.stdout, io.env));
  await io.stdout.write(`${text}\n`);
}

function table(rules: readonly RuleInfo[], columns: number, paint: Colours): string {
  const nameWidth = Math.max(...rules.map(({ name }) => name.length));
  const indent = nameWidth + 2 + 'warning'.length + 2 + 'unsafe fix'.length + 2;
  const lines = rules.flatMap(({ name, severity, fix, summary }) => {
    const [first, ...rest] = wrap(summary, Math.max(30, columns - indent));
    const fixable = fix === 'none' ? '' : `${fix} fix`;
    return [
      `${paint.bold(name.padEnd(nameWidth))}  ${severity.padEnd(7)}  ${paint.dim(fixable.padEnd(10))}  ${first}`,
      ...rest.map((line) => `${' '.repeat(indent)}${line}`),
    ];
  });
  return [...lines, '', '`handbook-lint explain RULE` prints a rule’s page.'].join('\n');
}
