import * as vscode from 'vscode';
import type { FileAnswer, FileAsk, FileKind, ReadFilesParams } from '../../server/src/lsp/protocol.ts';

/** Reads through VS Code's file system what the server cannot reach by itself: `handbook/readFiles`. */
export async function readFiles({ asks }: ReadFilesParams): Promise<FileAnswer[]> {
  const whole = new Map<string, Promise<Uint8Array>>();
  // A picture's head and tail are one file, and only whole files can be read.
  const bytes = (uri: string): Promise<Uint8Array> => {
    const known = whole.get(uri) ?? Promise.resolve(vscode.workspace.fs.readFile(vscode.Uri.parse(uri)));
    whole.set(uri, known);
    return known;
  };
  return Promise.all(asks.map((ask) => answer(ask, bytes).catch(refusal)));
}

/** What is not there, and what may not be read, is an answer; a network that is gone is none. */
function refusal(error: unknown): FileAnswer {
  const isFinal =
    error instanceof vscode.FileSystemError &&
    /^(?:FileNotFound|FileIsADirectory|FileNotADirectory|NoPermissions)$/.test(error.code);
  return isFinal ? {} : { failed: true };
}

async function answer(ask: FileAsk, bytes: (uri: string) => Promise<Uint8Array>): Promise<FileAnswer> {
  const { kind, uri, limit = 0 } = ask;
  if (kind === 'read') return { bytes: toBase64(await bytes(uri)) };
  if (kind === 'head') return { bytes: toBase64((await bytes(uri)).subarray(0, limit)) };
  if (kind === 'tail') {
    const all = await bytes(uri);
    return { bytes: toBase64(all.subarray(Math.max(0, all.length - limit))) };
  }
  if (kind === 'stat') {
    const { type, size, mtime } = await vscode.workspace.fs.stat(vscode.Uri.parse(uri));
    return { stat: { kind: kindOf(type), size, mtime } };
  }
  const listed = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri));
  return { entries: listed.map(([name, type]) => ({ name, kind: kindOf(type) })) };
}

/** Of a symbolic link the bits of what it leads to are set too. */
function kindOf(type: vscode.FileType): FileKind {
  if (type & vscode.FileType.File) return 'file';
  return type & vscode.FileType.Directory ? 'folder' : 'other';
}

/** In pieces, for a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}
