import { readdirSync, readFileSync, statSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../base/userError.ts';
import { systemReason } from '../host/systemReason.ts';
import { isTemporary, writeNewFile } from '../host/writeFile.ts';
import { createLock, type LinkLock, type LinkRecord, serialiseLock, withRecords } from './lock.ts';
import { readLock } from './readLock.ts';

/**
 * handbook.links.json on disk, saved as a run goes: each save reads the file anew and lays the run's own records over
 * it, so that what someone else wrote meanwhile stays, and puts the whole into place in one step.
 */
export class LockFile {
  readonly #path: string;
  readonly #now: () => number;
  readonly #unsaved = new Map<string, LinkRecord | undefined>();
  #nextSave = 0;

  /** `now`: milliseconds from any fixed point. */
  constructor(path: string, now: () => number) {
    this.#path = path;
    this.#now = now;
    removeLeftovers(path);
  }

  /** Notes a record, or that it goes, and saves when it is time: at once for a small lock, less often for a big one. */
  set(url: string, record: LinkRecord | undefined): void {
    this.#unsaved.set(url, record);
    if (this.#now() >= this.#nextSave) this.save();
  }

  /** Throws `UserError` where the file cannot be written, or has become unreadable since the run began. */
  save(): void {
    if (this.#unsaved.size === 0) return;
    const started = this.#now();
    const text = serialiseLock(withRecords(this.#current(), this.#unsaved));
    try {
      writeNewFile(this.#path, text);
    } catch (error) {
      throw new UserError(`${this.#path} cannot be written: ${systemReason(error)}`);
    }
    this.#unsaved.clear();
    // Writing takes a tenth of the run's time at most, however long the lock.
    this.#nextSave = this.#now() + 9 * (this.#now() - started);
  }

  #current(): LinkLock {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return createLock();
      throw new UserError(`${this.#path} cannot be read: ${systemReason(error)}`);
    }
    const { lock, problems } = readLock(text);
    const [problem] = problems;
    if (problem)
      throw new UserError(`${this.#path}:${problem.line}: ${problem.message}`, `${problem.help} Nothing was written.`);
    return lock;
  }
}

/** What a run that was killed while it wrote has left beside the lock; a run that still goes writes in less than a minute. */
function removeLeftovers(path: string): void {
  const folder = dirname(path);
  try {
    for (const name of readdirSync(folder)) {
      if (!isTemporary(name)) continue;
      const file = join(folder, name);
      const stat = statSync(file, { throwIfNoEntry: false });
      if (stat && Date.now() - stat.mtimeMs > 60_000) unlinkSync(file);
    }
  } catch {
    // Tidying up is no reason to fail; if nothing can be written here, saving will say so.
  }
}
