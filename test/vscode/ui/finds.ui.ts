import { beforeAll, describe, it } from 'vitest';
import { packagedWindow, shot } from './packaged.ts';

/** The four faults that README begins with: where they stand in the sample book, and what the pointer is told there. */
const faults = [
  { picture: 'finds-anchor.png', file: '03-border.md', at: [1, 5], says: 'has no id' },
  { picture: 'finds-link.png', file: '01-regions.md', at: [75, 90], says: 'This help page has moved' },
  { picture: 'finds-placeholder.png', file: '02-networks.md', at: [44, 10], says: 'Filler text instead of real text' },
  { picture: 'finds-picture.png', file: '04-licence.md', at: [25, 36], says: 'is not there' },
] as const;

describe('what README promises first', () => {
  const window = packagedWindow({ width: 900, height: 360 });

  beforeAll(() => window.workbench.runCommand('View: Toggle Primary Side Bar Visibility'));

  it.each(faults)('$picture', async ({ picture, file, at: [line, column], says }) => {
    const { workbench } = window;
    await workbench.closeEditors();
    await workbench.openFile(file);
    await workbench.goTo(line, column);
    await workbench.squiggles().first().waitFor();
    await workbench.showHover(says);
    // The fixes come a moment later, into the same box.
    await workbench.showHover('Quick Fix');
    await shot(window, picture);
    await workbench.page.keyboard.press('Escape');
  });
});
