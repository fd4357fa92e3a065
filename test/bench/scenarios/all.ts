import type { Scenario } from '../scenario.ts';
import { firstDiagnostics } from './firstDiagnostics.ts';
import { linear } from './linear.ts';
import { lintCold } from './lintCold.ts';
import { lintFix } from './lintFix.ts';
import { lintOneChanged } from './lintOneChanged.ts';
import { lintWarm } from './lintWarm.ts';
import { startUp } from './startUp.ts';
import { typing } from './typing.ts';

/** In the order they are measured and shown. A scenario is a file of this folder and a line here. */
export const scenarios: readonly Scenario[] = [
  startUp,
  lintCold,
  lintWarm,
  lintOneChanged,
  lintFix,
  linear,
  firstDiagnostics,
  ...typing,
];
