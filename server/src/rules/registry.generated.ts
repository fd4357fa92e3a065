// Made by `npm run generate` from the files of this folder. Do not edit.
import imageCase from './image-case.ts';
import missingId from './missing-id.ts';
import missingImage from './missing-image.ts';
import staleHelpLink from './stale-help-link.ts';
import type { Rule } from './rule.ts';

export const allRules: readonly Rule[] = [
  imageCase,
  missingId,
  missingImage,
  staleHelpLink,
];
