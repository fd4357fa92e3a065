import picocolors from 'picocolors';
import type { Output } from './io.ts';

export type Colours = ReturnType<typeof picocolors.createColors>;

/**
 * Colours for one output. `wanted` is what `--color` or `--no-color` said; then NO_COLOR and FORCE_COLOR
 * (no-color.org, force-color.org) decide, then whether a person is looking.
 */
export function colours(
  wanted: boolean | undefined,
  output: Output | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Colours {
  return picocolors.createColors(wanted ?? byEnvironment(output, env));
}

function byEnvironment(output: Output | undefined, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return output?.isTerminal === true && env.TERM !== 'dumb';
}
