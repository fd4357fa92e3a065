import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

export interface Fault {
  /** Which write fails, from 0: opening, writing, syncing, closing, renaming, making a folder … */
  readonly at: number;
  /** What the system says; `KILL` stands for a process that ends there: nothing it does after that happens. */
  readonly code: 'EACCES' | 'EIO' | 'ENOSPC' | 'EROFS' | 'KILL';
}

type Call = (...args: unknown[]) => unknown;

const writing = [
  'openSync',
  'writeFileSync',
  'writeSync',
  'appendFileSync',
  'fsyncSync',
  'fchmodSync',
  'chownSync',
  'renameSync',
  'mkdirSync',
  'closeSync',
  'unlinkSync',
] as const;

/**
 * Does `work` on a disk one write of which fails, if it is in `folder`; answers what was written, each as
 * `call file`. A failing write of data leaves half of it behind, as a disk does that is full. Only one at a time.
 */
export async function onFaultyDisk(
  folder: string,
  fault: Fault | undefined,
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  const writes: string[] = [];
  const open = new Map<number, string>();
  const originals = writing.map((name) => [name, fs[name]] as const);
  for (const [name, original] of originals) {
    Object.assign(fs, { [name]: replacement(name, original as Call) });
  }
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    Object.assign(fs, Object.fromEntries(originals));
    syncBuiltinESMExports();
  }
  return writes;

  function replacement(name: (typeof writing)[number], original: Call): Call {
    return (...args) => {
      const path = typeof args[0] === 'number' ? open.get(args[0]) : String(args[0]);
      const isRead = name === 'openSync' && !/[wax+]/.test(String(args[1]));
      if (path === undefined || !path.startsWith(folder) || isRead) return original(...args);
      const index = writes.push(`${name} ${path.slice(folder.length + 1).replace(/[0-9a-f]{12}/, '*')}`) - 1;
      if (fault && (index === fault.at || (fault.code === 'KILL' && index > fault.at))) {
        if (name === 'writeFileSync' && index === fault.at) original(...half(args));
        // The descriptor is gone whatever closing it says.
        if (name === 'closeSync' && open.delete(args[0] as number)) original(...args);
        throw Object.assign(new Error(`${fault.code}: made up, ${name} '${path}'`), { code: fault.code });
      }
      const result = original(...args);
      if (name === 'closeSync') open.delete(args[0] as number);
      if (name === 'openSync') open.set(result as number, path);
      return result;
    };
  }
}

function half([file, data, ...more]: readonly unknown[]): unknown[] {
  const text = String(data);
  return [file, text.slice(0, text.length / 2), ...more];
}
