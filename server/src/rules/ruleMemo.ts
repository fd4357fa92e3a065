import type { Uri } from '../base/uri.ts';
import type { PartsEdit } from '../markdown/parts/partsEdit.ts';
import { isUntouched } from './factReads.ts';
import type { Finding } from './finding.ts';
import { moveAround } from './moveFindings.ts';
import { CountedQuestions } from './questions.ts';
import type { Rule } from './rule.ts';

/** What a rule said, and the questions to the book it rests on. */
export interface RuleResult {
  readonly findings: readonly Finding[];
  readonly asked: ReadonlySet<string>;
}

/**
 * What rules that read facts of some kinds (`touchedBy`) said of a whole chapter. A keystroke runs only those again
 * whose facts it touches, and those that asked the book something that has another answer now.
 */
export class RuleMemo {
  readonly #known = new Map<Rule, RuleResult>();
  /** Those whose answers may be others now. */
  readonly #stale = new Set<Rule>();
  readonly asked = new CountedQuestions();

  /** Forgets what rests on answers that are different now. */
  forget(changed: ReadonlySet<string>): void {
    for (const [rule, { asked }] of this.#known) if (meet(changed, asked)) this.#stale.add(rule);
  }

  clear(): void {
    this.#known.clear();
    this.#stale.clear();
    this.asked.clear();
  }

  /** What a rule says of the chapter after an edit, undefined where it was never looked at; `ask` asks it anew. */
  findings(rule: Rule, uri: Uri, edit: PartsEdit | undefined, ask: () => RuleResult): readonly Finding[] {
    const known = this.#known.get(rule);
    const { touchedBy } = rule.meta;
    if (known && edit && touchedBy && !this.#stale.has(rule) && isUntouched(touchedBy, edit)) {
      const findings = moveAround(known.findings, uri, edit);
      if (findings) {
        this.#known.set(rule, { findings, asked: known.asked });
        return findings;
      }
    }
    const said = ask();
    this.#known.set(rule, said);
    this.#stale.delete(rule);
    this.asked.add(said.asked);
    if (known) this.asked.drop(known.asked);
    return said.findings;
  }
}

/** A keystroke changes few answers, and a rule asks few questions: the fewer are looked up among the others. */
export function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size > b.size) return meet(b, a);
  for (const one of a) if (b.has(one)) return true;
  return false;
}
