import type { Config } from '../config/config.ts';
import type { Handbook } from '../handbook/handbook.ts';

/** A book and what is set for it, for a report of a bug: names of files and rules and counts, nothing of any text. */
export function describeBook({ root, dialect, order, strays, manifest, config, resourceRoots }: Handbook): string {
  return [
    `${root}: ${dialect}, ${order.length} chapters, ${strays.length} not listed`,
    `list ${manifest?.uri ?? 'none'}`,
    `configuration ${describeConfig(config)}`,
    `resources in ${resourceRoots.join(' ')}`,
  ].join('; ');
}

/** Which rules are set to what; what they are to look for may be words of the book. */
function describeConfig({ document, preset, rules, overrides, ignore, problems }: Config): string {
  const set = Object.entries(rules).map(([name, { severity }]) => `${name} ${severity}`);
  const counts = `${overrides.length} overrides, ${ignore.length} ignored, ${problems.length} mistakes`;
  return [document?.uri ?? 'none', preset, counts, ...set].join(', ');
}
