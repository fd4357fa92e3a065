import type * as vscode from 'vscode';

/** The answer, or undefined where the user did not want to wait for it. */
export async function unlessCancelled<T>(token: vscode.CancellationToken, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (token.isCancellationRequested) return undefined;
    throw error;
  }
}
