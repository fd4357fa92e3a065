/**
 * Prints what the changelog says of the version in package.json: `npm run --silent release-notes [v1.2.3]`. With a tag
 * it fails unless that is the tag of this version, so that nothing is published under a wrong name.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');

const { version } = JSON.parse(read('package.json')) as { readonly version: string };
const tag = process.argv[2] || undefined;
const notes = sectionOf(read('CHANGELOG.md'), version);

if (tag !== undefined && tag !== `v${version}`) {
  fail(`The tag is ${tag}, but package.json says version ${version}. Set the version with "npm version", then tag.`);
} else if (!notes) {
  fail(`CHANGELOG.md says nothing of ${version}. Write what is new under "## ${version}".`);
} else {
  console.log(notes);
}

/** What stands below the heading of a version, up to the next one's; undefined where there is none, or nothing below. */
function sectionOf(changelog: string, wanted: string): string | undefined {
  const sections = changelog.split(/^## /m).slice(1);
  const own = sections.find((text) => text.split(/[\s,]/, 1)[0] === wanted);
  return own?.slice(own.indexOf('\n')).trim() || undefined;
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
