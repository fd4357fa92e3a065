/** `npm run audit`: fails where a package we use is known to be unsafe, high or worse. Says so where nobody can be asked. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Verdict {
  readonly isFailure: boolean;
  readonly text: string;
}

/** Reads what `npm audit --json` printed; anything but a report means that the registry could not be asked. */
export function auditVerdict(output: string): Verdict {
  const report = parsed(output) as AuditReport | undefined;
  const counts = report?.metadata?.vulnerabilities;
  if (!counts) {
    const reason = report?.message ?? report?.error?.summary ?? 'no answer';
    return { isFailure: false, text: `The registry could not be asked about known vulnerabilities: ${reason}.` };
  }
  const severe = Object.values(report.vulnerabilities ?? {}).filter(({ severity }) => isSevere(severity));
  const names = severe.map(({ name, severity, range }) => `${name} ${range} (${severity})`);
  if (names.length > 0) return { isFailure: true, text: `Known to be unsafe:\n  ${names.join('\n  ')}` };
  return { isFailure: false, text: `No package is known to be unsafe, high or worse (${counts.total ?? 0} lesser).` };
}

interface AuditReport {
  readonly message?: string;
  readonly error?: { readonly summary?: string };
  readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<Record<string, { name: string; severity: string; range: string }>>;
}

function isSevere(severity: string): boolean {
  return severity === 'high' || severity === 'critical';
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    cwd: path.resolve(import.meta.dirname, '..'),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 60_000,
    shell: process.platform === 'win32',
  });
  const { isFailure, text } = auditVerdict(stdout ?? '');
  console.log(text);
  process.exitCode = isFailure ? 1 : 0;
}
