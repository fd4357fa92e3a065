import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Measures } from './scenario.ts';

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Exit codes that mean the work was done; 0 and 1 by default, as linters answer 1 for findings. */
  readonly done?: readonly number[];
}

/** Runs a program to its end, its output dropped: how long it took, and on Linux the most memory it held. */
export function measureProcess({ program, args, cwd, done = [0, 1] }: Command): Promise<Measures> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid));
    }, 10);
    const said: Buffer[] = [];
    child.stderr.on('data', (data: Buffer) => said.push(data));
    child.once('error', (error) => {
      clearInterval(watch);
      reject(error);
    });
    child.once('close', (code) => {
      const ms = performance.now() - started;
      clearInterval(watch);
      if (code !== null && done.includes(code)) resolve(peak > 0 ? { ms, 'peak MB': peak } : { ms });
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}: ${Buffer.concat(said)}`));
    });
  });
}

/** In megabytes, as the kernel counts it over the process's whole life; 0 where it does not tell. */
export function peakOf(pid: number | undefined): number {
  try {
    const kilobytes = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}
