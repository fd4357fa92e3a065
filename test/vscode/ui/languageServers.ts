import { readdirSync, readFileSync } from 'node:fs';

/** The ids of the language servers that were started from below a folder; only Linux tells them so simply. */
export function languageServers(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  const isOne = (id: string) => {
    try {
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8');
      return command.includes(folder) && command.includes('dist/server.cjs');
    } catch {
      // A process that has ended meanwhile.
      return false;
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isOne(name))
    .map(Number);
}
