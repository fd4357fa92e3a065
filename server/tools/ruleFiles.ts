import { readdirSync } from 'node:fs';
import path from 'node:path';

export const rulesFolder = path.resolve(import.meta.dirname, '../src/rules');

/** A rule's file has its name, and a rule's name has a hyphen; the other files of the folder are camel case. */
export function ruleNames(): string[] {
  return readdirSync(rulesFolder)
    .filter((file) => /^[a-z]+(?:-[a-z]+)+\.ts$/.test(file))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}
