import type { Rule } from '../rules/rule.ts';

/** How long each rule took over all chapters, for `--timing`. */
export class RuleTimes {
  readonly #now: () => number;
  readonly #spent = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The same rules, watched. */
  watching(rules: readonly Rule[]): Rule[] {
    return rules.map((rule) => {
      const check = (context: never) => {
        const start = this.#now();
        try {
          // A rule works while its reports are taken, so they are taken here.
          return [...rule.check(context)];
        } finally {
          this.add(rule.meta.name, this.#now() - start);
        }
      };
      return { ...rule, check } as Rule;
    });
  }

  add(rule: string, milliseconds: number): void {
    this.#spent.set(rule, (this.#spent.get(rule) ?? 0) + milliseconds);
  }

  entries(): [string, number][] {
    return [...this.#spent].sort(([, a], [, b]) => b - a);
  }

  lines(): string[] {
    return this.entries().map(([rule, milliseconds]) => `${milliseconds.toFixed(1).padStart(10)} ms  ${rule}`);
  }
}
