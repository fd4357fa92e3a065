import { resolve } from 'node:path';
import { fileUri } from '../../base/uri.ts';
import { NodeHost } from '../../host/nodeHost.ts';
import { plainJson } from '../../report/plainText.ts';
import { allRules } from '../../rules/registry.generated.ts';
import { activeRules } from '../../rules/settings.ts';
import type { Cli } from '../cli.ts';
import { rejectMistakes } from '../configFlags.ts';
import { openWorkspace } from '../lintBooks.ts';
import { findTargets, shownPath } from '../targets.ts';

/** `print-config [FILE]`: what holds there, every default spelled out. */
export async function printConfig(cli: Cli, path: string | undefined): Promise<void> {
  const { io } = cli;
  const host = new NodeHost();
  const targets = await findTargets(host, path === undefined ? [] : [path], io.cwd);
  const setting = { host, rules: allRules, config: { cwd: io.cwd, rules: [] }, today: io.today() };
  const printed: object[] = [];
  for (const target of targets) {
    const { book } = await openWorkspace(setting, target).snapshot();
    rejectMistakes(book.config, host, io.cwd);
    const { config, dialect } = book;
    const [only] = target.shown ?? [];
    const uri = only ?? book.order[0] ?? fileUri(resolve(io.cwd, 'any.md'));
    const rules = Object.fromEntries(allRules.map(({ meta }) => [meta.name, 'off' as unknown]));
    for (const { rule, severity, options } of activeRules(allRules, config, dialect, uri)) {
      rules[rule.meta.name] = Object.keys(options).length > 0 ? [severity, options] : severity;
    }
    printed.push({
      file: config.document ? shownPath(config.document.uri, io.cwd) : null,
      book: shownPath(book.manifest?.uri ?? book.root, io.cwd),
      preset: config.preset,
      dialect,
      resources: book.resourceRoots.map((root) => shownPath(root, io.cwd)),
      ignore: config.ignore,
      helpLinks: config.helpLinks,
      rules,
    });
  }
  await io.stdout.write(`${plainJson(printed.length === 1 ? printed[0] : printed)}\n`);
}
