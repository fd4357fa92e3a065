import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LineIndex } from '../server/src/base/lines.ts';
import { relativePath } from '../server/src/base/uri.ts';
import type { Handbook } from '../server/src/handbook/handbook.ts';
import { applyEdits, editsByUri } from '../server/src/rules/applyFixes.ts';
import type { Finding } from '../server/src/rules/finding.ts';
import { allRules } from '../server/src/rules/registry.generated.ts';
import { lintBook } from '../server/src/rules/run.ts';
import { rulesFolder } from '../server/tools/ruleFiles.ts';
import { at, openBook, ROOT } from './support/book.ts';
import { type Example, type Mark, readExamples } from './support/rulePage.ts';

for (const rule of allRules) {
  const { name } = rule.meta;
  const examples = readExamples(readFileSync(path.join(rulesFolder, `${name}.md`), 'utf8'));

  describe(name, () => {
    it('has examples of every case, and right ones', () => {
      const shown = new Set(examples.flatMap(({ expected }) => expected.map((mark) => mark.case)));
      expect([...shown].sort()).toEqual(Object.keys(rule.meta.cases).sort());
      expect(examples.some(({ isWrong }) => !isWrong)).toBe(true);
    });

    for (const example of examples) {
      it(`${example.isWrong ? 'wrong' : 'right'}: ${example.title}`, async () => {
        const { book, findings } = await lintExample(example, name);
        expect(findings.map((finding) => toMark(book, finding))).toEqual(example.expected);
        expect(findings.length > 0).toBe(example.isWrong);
        expect(findings.flatMap(unfilled)).toEqual([]);
        for (const [file, text] of Object.entries(example.fixed)) expect(fixedText(book, findings, file)).toBe(text);
      });
    }
  });
}

/** Names in braces that a rule forgot to fill in; what stays in braces for good is Markua, or was written in the book. */
function unfilled({ message, help, data }: Finding): string[] {
  const written = JSON.stringify(data ?? {});
  return [...`${message} ${help}`.matchAll(/\{([a-z]\w*)\}/g)]
    .map(([, name]) => name!)
    .filter((name) => !MARKUA_WORDS.has(name) && !written.includes(`{${name}}`));
}

const MARKUA_WORDS: ReadonlySet<string> = new Set(['aside', 'blurb', 'quiz', 'mainmatter', 'backmatter']);

async function lintExample(example: Example, name: string): Promise<{ book: Handbook; findings: Finding[] }> {
  const isOff = { ...example.files };
  const config = isOff['handbook.json'];
  const { workspace } = await openBook(
    config === undefined
      ? { ...isOff, 'handbook.json': JSON.stringify({ rules: { [name]: severityOf(name) } }) }
      : isOff,
    { rules: allRules, dialect: example.dialect },
  );
  const { book } = await workspace.snapshot();
  expect(book.config.problems).toEqual([]);
  return { book, findings: lintBook(book, allRules).filter((finding) => finding.rule === name) };
}

/** A rule that is off by default is on for its own page's sake; the others keep what they are by dialect. */
function severityOf(name: string): string | undefined {
  const { severity } = allRules.find(({ meta }) => meta.name === name)!.meta;
  return severity === 'off' ? 'info' : undefined;
}

function toMark(book: Handbook, finding: Finding): Mark {
  // A picture is a file of the book without being a text of it.
  const document = book.document(finding.uri) ?? { text: '', lines: new LineIndex('') };
  const { line, character } = document.lines.position(finding.span.start);
  const lineEnd = document.lines.end(line);
  return {
    file: relativePath(ROOT, finding.uri)!,
    line: line + 1,
    column: character + 1,
    text: document.text.slice(finding.span.start, Math.min(finding.span.end, lineEnd)),
    rule: finding.rule,
    case: finding.case,
  };
}

function fixedText(book: Handbook, findings: readonly Finding[], file: string): string {
  const fixes = findings.flatMap(({ fixes: [first] }) => first ?? []);
  return applyEdits(book.document(at(file))!.text, editsByUri(fixes).get(at(file)) ?? []);
}
