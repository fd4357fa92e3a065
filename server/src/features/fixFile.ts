import type { CancellationToken } from '../base/cancellation.ts';
import type { Uri } from '../base/uri.ts';
import type { BookWorkspace } from '../handbook/workspace.ts';
import type { Rule } from '../rules/rule.ts';
import { bySpan, lintChapter, lintWholeBook } from '../rules/run.ts';
import { type Fixed, fixInRounds } from './fixRounds.ts';

export interface FixFileOptions {
  readonly rules: readonly Rule[];
  /** Only this rule's findings. */
  readonly rule?: string;
  /** Leave out fixes that change other files too: for what happens on save, unasked. */
  readonly staysInFile: boolean;
}

/** Applies the safe fixes of one file; `remaining` are those of the file. `workspace` is a fork. */
export function fixFile(
  workspace: BookWorkspace,
  uri: Uri,
  { rules, rule, staysInFile }: FixFileOptions,
  token?: CancellationToken,
): Promise<Fixed> {
  return fixInRounds(
    workspace,
    (book) => {
      const ofBook = lintWholeBook(book, rules).findings.filter((finding) => finding.uri === uri);
      const all = [...lintChapter(book, uri, rules).findings, ...ofBook].sort(bySpan);
      const wanted = all.filter(
        (finding) =>
          (rule === undefined || finding.rule === rule) &&
          (!staysInFile || finding.fixes[0]?.edits.every((edit) => edit.uri === uri)),
      );
      return { all, wanted };
    },
    token,
  );
}
