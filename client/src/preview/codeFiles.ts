import * as vscode from 'vscode';
import type { PreviewFacts } from '../../../server/src/lsp/protocol.ts';

/** In bytes: whoever shows more of a file in a book crops it, and a preview that is all listing helps nobody. */
const LONGEST = 100_000;

/** What is shown otherwise (Markua 0.31, "Resource formats": all else is code), and what is no text. */
const NO_CODE =
  /\.(?:jpe?g|gif|png|svgz?|webp|bmp|avif|ico|tiff?|eps|xcf|aac|m4a|mp3|oga|ogg|wave?|mp4|webm|pdf|zip|gz|tex|asciimath|csv|tbl)$/i;

/** The text of the files of code that a chapter shows, by path; what is not there, too long or no text is left out. */
export async function codeOf(chapter: vscode.Uri, { resources }: PreviewFacts): Promise<Record<string, string>> {
  const paths = [...new Set(Object.values(resources))].filter((path) => !NO_CODE.test(path));
  const texts = await Promise.all(paths.map(async (path) => [path, await textOf(chapter, path)] as const));
  return Object.fromEntries(texts.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function textOf(chapter: vscode.Uri, path: string): Promise<string | undefined> {
  const file = vscode.Uri.joinPath(chapter, '..', path);
  try {
    if ((await vscode.workspace.fs.stat(file)).size > LONGEST) return undefined;
    return new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return undefined;
  }
}
