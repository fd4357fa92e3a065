import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { clientTour, germanTour } from './clientTour.ts';
import { featureTour } from './featureTour.ts';
import { linksTour } from './linksTour.ts';
import { inPackagedWindow, type PackagedWindow } from './packaged.ts';

/** Uses the packaged extension as an author would, and takes README's pictures. */
async function main(): Promise<void> {
  const pictures = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '../screenshots'));
  mkdirSync(pictures, { recursive: true });
  await inPackagedWindow({}, (window) => tour(window, pictures));
  await clientTour(pictures);
  await germanTour(pictures);
  await linksTour(pictures);
  console.log(`The pictures are in ${path.relative(process.cwd(), pictures)}.`);
}

async function tour({ workbench, book }: PackagedWindow, pictures: string): Promise<void> {
  const { page } = workbench;
  const shot = async (name: string) => {
    await workbench.screenshot(pictures, name);
    console.log(`  ${name}`);
  };

  await workbench.openFile('03-border.md');
  await workbench.squiggles().first().waitFor();
  await workbench.editorText('round-trip.png').waitFor();
  await shot('squiggles.png');

  await workbench.palette('Handbook:', 'Handbook: Lint Book');
  await shot('palette.png');
  await page.keyboard.press('Escape');
  await workbench.runCommand('Handbook: Lint Book');
  await workbench.problem('hub-and-spoke.svg').waitFor();
  await workbench.notification('5 chapters').waitFor();
  await shot('problems.png');
  await workbench.runCommand('Notifications: Clear All Notifications');
  await workbench.runCommand('View: Toggle Panel Visibility');

  await workbench.goTo(1, 5);
  const fix = await workbench.quickFix(/\{id: ch-crossing-a-border\}/);
  await shot('quickfix.png');
  await fix.click();
  await workbench.editorText('{id: ch-crossing-a-border}').waitFor();
  await page.keyboard.press('Control+S');
  const chapter = path.join(book, 'manuscript/03-border.md');
  const saved = () => readFileSync(chapter, 'utf8').startsWith('{id: ch-crossing-a-border}\n# Crossing a Border\n');
  for (let attempt = 0; attempt < 100 && !saved(); attempt++) await page.waitForTimeout(50);
  assert.ok(saved(), 'the fix was saved to disk');

  await workbench.useTheme('Dark Modern');
  await workbench.openFile('04-licence.md');
  await workbench.goTo(25, 36);
  await workbench.showHover('icp-process.png');
  await shot('hover-dark.png');
  await page.keyboard.press('Escape');

  await workbench.useTheme('Light Modern');
  await featureTour(workbench, book, shot);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
