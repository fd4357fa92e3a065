import type { RuleInfo } from '../report/report.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { presetSeverity } from '../rules/settings.ts';

/** What reports and lists say of a rule; its severity is the one in a Markua book, which rules are made for. */
export function ruleInfo(meta: RuleMeta): RuleInfo {
  const { name, summary, scope, fix } = meta;
  return {
    name,
    summary,
    scope,
    severity: presetSeverity(meta, 'recommended', 'markua'),
    fix,
    cases: Object.keys(meta.cases),
    options: meta.options,
    page: pageOf(name),
  };
}

/** The page of a rule, as a path in the package. */
function pageOf(name: string): string {
  return `dist/rules/${name}.md`;
}
