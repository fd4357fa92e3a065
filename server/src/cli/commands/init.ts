import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileUri } from '../../base/uri.ts';
import { discoverBooks } from '../../handbook/discover.ts';
import { NodeHost } from '../../host/nodeHost.ts';
import { systemReason } from '../../host/systemReason.ts';
import { writeNewFile } from '../../host/writeFile.ts';
import { makeReport } from '../../report/makeReport.ts';
import { settingsFile } from '../../report/settingsFile.ts';
import { surveyBook } from '../../report/surveyBook.ts';
import { allRules } from '../../rules/registry.generated.ts';
import { Baseline, baselineName } from '../baseline.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../cliError.ts';
import { lintTargets } from '../lintBooks.ts';
import { reportContext } from '../output.ts';
import { findTargets, shownPath } from '../targets.ts';

/** `init [DIR]`: looks at the book and writes its handbook.json; with `--baseline`, freezes today's findings, too. */
export async function init(cli: Cli, dir: string | undefined, flags: { readonly baseline?: boolean }): Promise<void> {
  const { io } = cli;
  const folder = resolve(io.cwd, dir ?? '.');
  const file = join(folder, 'handbook.json');
  const baselineFile = join(folder, baselineName);
  for (const made of [file, ...(flags.baseline ? [baselineFile] : [])]) {
    if (existsSync(made)) {
      throw new CliError(`${shownPath(fileUri(made), io.cwd)} is there already`, 'Nothing was written.');
    }
  }
  const host = new NodeHost();
  await rejectNoBook(host, folder, dir ?? '.');
  const targets = await findTargets(host, [folder], io.cwd);
  const setting = {
    host,
    rules: allRules,
    config: { cwd: io.cwd, rules: [] },
    today: io.today(),
  };
  const before = await lintTargets(setting, targets);
  const surveys = before.map((linted) => surveyBook(linted, fileUri(folder)));
  write(file, settingsFile(surveys, flags.baseline ? baselineName : undefined));
  const lines = [`wrote ${shownPath(fileUri(file), io.cwd)}`];
  if (flags.baseline) {
    // The settings just written hold from now on.
    const linted = await lintTargets(setting, await findTargets(host, [folder], io.cwd));
    const context = reportContext(linted, allRules, io);
    const looked = { files: new Set(context.files), everything: true };
    const baseline = new Baseline(baselineFile);
    const said = baseline.write(
      baseline.compare(
        makeReport(linted, (uri) => shownPath(uri, io.cwd), 0),
        context,
        io.cwd,
        looked,
      ),
    );
    lines.push(`wrote ${shownPath(fileUri(baselineFile), io.cwd)}`, said);
  }
  await io.stderr.write(`${lines.join('\n')}\n`);
}

async function rejectNoBook(host: NodeHost, folder: string, shown: string): Promise<void> {
  if (host.stat(fileUri(folder))?.kind !== 'folder') throw new CliError(`${shown} is no folder`);
  if ((await discoverBooks(host, fileUri(folder))).length > 0) return;
  throw new CliError(`${shown} holds no book`, 'There is no Book.txt and no Markdown file in it or below it.');
}

function write(file: string, text: string): void {
  try {
    writeNewFile(file, text);
  } catch (error) {
    throw new CliError(`${file} cannot be written: ${systemReason(error)}`);
  }
}
