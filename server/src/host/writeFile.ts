import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chownSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Replaces a file's content in one step: whoever reads it, or pulls the plug, sees the old text or the new one and
 * never a part. Keeps the file's mode and owner, and a symbolic link in its place. Throws what the disk throws; the
 * file is then as it was.
 */
export function replaceFile(path: string, text: string | Uint8Array): void {
  const target = realpathSync(path);
  const { mode, uid, gid } = statSync(target);
  // Renaming asks for leave to write to the folder only.
  accessSync(target, constants.W_OK);
  // Closed to others until it has the old one's mode, which may be as strict.
  writeThenRename(target, text, 0o600, (file, temporary) => {
    keepOwner(temporary, uid, gid);
    fchmodSync(file, mode & 0o7777);
  });
}

/** Writes a report: the same way, and its folder is made where it is not there yet. */
export function writeNewFile(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const existing = statSync(path, { throwIfNoEntry: false });
  // Something like /dev/stderr or a named pipe is written to, not replaced.
  if (existing && !existing.isFile()) writeFileSync(path, text);
  else if (existing) replaceFile(path, text);
  else writeThenRename(path, text, 0o666, () => {});
}

/** True for the name of a file that a write was killed over before it was put into place. */
export function isTemporary(name: string): boolean {
  return /^\.handbook-[0-9a-f]{12}\.tmp$/.test(name);
}

function writeThenRename(
  target: string,
  text: string | Uint8Array,
  mode: number,
  prepare: (file: number, temporary: string) => void,
): void {
  const temporary = join(dirname(target), `.handbook-${randomBytes(6).toString('hex')}.tmp`);
  const file = openSync(temporary, 'wx', mode);
  try {
    try {
      writeFileSync(file, text);
      prepare(file, temporary);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    removeQuietly(temporary);
    throw error;
  }
}

/** What went wrong before says more than that a disk which fails does not let go, either. */
function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It has a name of its own and is in nobody's way.
  }
}

/** Only the superuser may give files away; for everyone else the new file is theirs, as with any editor. */
function keepOwner(path: string, uid: number, gid: number): void {
  const made = statSync(path);
  if (made.uid === uid && made.gid === gid) return;
  try {
    chownSync(path, uid, gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
}
