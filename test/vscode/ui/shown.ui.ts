import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { packagedWindow, shot } from './packaged.ts';

const themes = [
  { name: 'Light Modern', kind: 'vscode-light', suffix: '' },
  { name: 'Dark Modern', kind: 'vscode-dark', suffix: '-dark' },
  { name: 'Dark High Contrast', kind: 'vscode-high-contrast', suffix: '-high-contrast' },
] as const;

describe('beside the text', () => {
  const window = packagedWindow({ width: 1200, height: 760, prepare });

  beforeAll(async () => {
    await window.workbench.openFile('03-border.md');
    await window.workbench.squiggles().first().waitFor();
  });

  afterEach(() => window.workbench.closeEditors());

  describe('the report', () => {
    it('opens the place that a row is about, by mouse and by keyboard', async () => {
      const { workbench } = window;
      const { page } = workbench;
      for (const press of ['click', 'Enter'] as const) {
        await workbench.runCommand('Handbook: Show Report');
        const place = workbench
          .webview()
          .locator('.finding', { hasText: 'round-trip.png' })
          .first()
          .locator('button.place');
        if (press === 'click') await place.click();
        else await place.press(press);
        await workbench.activeTab('03-border.md').waitFor();
        await page.locator('.statusbar-item', { hasText: 'Ln 22,' }).waitFor();
        await workbench.closeEditors();
      }
    });

    it('draws what was left to do over the last commits', async () => {
      const { workbench } = window;
      await workbench.runCommand('Handbook: Show Report');
      const drawn = workbench
        .webview()
        .getByRole('img', { name: /^13 findings and \d placeholders on 2026-01-05, 11 findings/ });
      await drawn.scrollIntoViewIfNeeded();
      await shot(window, 'burn-down.png');
    });

    it.each(themes)('has nothing that axe objects to in $name', async ({ name, kind, suffix }) => {
      const { workbench } = window;
      await workbench.useTheme(name);
      await workbench.runCommand('Handbook: Show Report');
      const report = workbench.webview();
      await report.locator(`body.${kind} .finding`).first().waitFor();
      expect(await accessibilityFaults(report.locator('html'))).toEqual([]);
      await shot(window, `report${suffix}.png`);
    });
  });

  describe('the preview', () => {
    it('leads by a crosslink into another chapter, and shows that one', async () => {
      const { workbench } = window;
      await workbench.openFile('01-regions.md');
      await workbench.runCommand('Markdown: Open Preview to the Side');
      const link = workbench.webview().locator('.markua-tip a');
      expect(await link.textContent(), 'a smart crosslink reads as in the book').toMatch(/^chapter 2, /);
      await link.click();
      await workbench.activeTab('Preview 02-networks.md').waitFor();
      await workbench.webview().locator('h1', { hasText: 'Networks' }).waitFor();
    });

    it.each(themes)('shows boxes, and pictures from resources/ with their captions, in $name', async (theme) => {
      const { workbench } = window;
      await workbench.useTheme(theme.name);
      await workbench.openFile('01-regions.md');
      await workbench.runCommand('Markdown: Open Preview to the Side');
      const preview = workbench.webview();
      const box = preview.locator(`body.${theme.kind} .markua-box.markua-warning`);
      await box.filter({ hasText: 'Mind the border' }).waitFor();
      expect(await box.getAttribute('aria-label')).toBe('Warning');
      await preview.locator('aside.markua-box', { hasText: 'Beside the point' }).waitFor();
      const picture = preview.locator('figure img').last();
      await picture.scrollIntoViewIfNeeded();
      await expect
        .poll(() => picture.evaluate((image) => (image as unknown as Picture).naturalWidth))
        .toBeGreaterThan(0);
      await preview.locator('figcaption', { hasText: 'Three regions and what joins them' }).last().waitFor();
      expect(await accessibilityFaults(preview.locator('html'), ['.markua-box', 'figure', '.markua-notes'])).toEqual(
        [],
      );
      await shot(window, `preview${theme.suffix}.png`);
    });
  });

  it('a snippet and a section come in by the keyboard', async () => {
    const { workbench } = window;
    const { page } = workbench;
    await workbench.useTheme('Light Modern');
    await workbench.openFile('05-running.md');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n\ntip');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'Tip' }).first().waitFor();
    await shot(window, 'snippet.png');
    await page.keyboard.press('Enter');
    await workbench.editorText('T> Text').first().waitFor();
    await workbench.runCommand('Handbook: Insert Section…');
    await workbench.pick('Best', 'Best practices');
    await page.locator('.quick-input-widget', { hasText: 'Title of the section' }).waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Habits that Help');
    await page.keyboard.press('Enter');
    await workbench.editorText('## Habits that Help').first().waitFor();
    await workbench.editorText('habits-that-help}').first().waitFor();
    await shot(window, 'section.png');
    await workbench.runCommand('File: Save');
  });

  it('the walkthrough has its steps, each with a picture that is described', async () => {
    const { workbench } = window;
    const { page } = workbench;
    // Where there is little room VS Code leaves the pictures out.
    await page.setViewportSize({ width: 1400, height: 760 });
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.pick('Get Started with', 'Get Started with Handbook Lint');
    const guide = page.locator('.gettingStartedContainer');
    const steps = {
      'Open your book': 'An open book',
      'See what is wrong': 'A page with underlined words',
      'Fix it': 'A page with a check mark',
      'Write on, and look at it': 'A text and its preview side by side',
    };
    for (const [title, picture] of Object.entries(steps)) {
      await guide.getByRole('button', { name: title }).press('Enter');
      await workbench.webview().getByRole('img', { name: picture }).waitFor();
    }
    await guide.getByRole('button', { name: 'See what is wrong' }).press('Enter');
    await shot(window, 'walkthrough.png');
  });
});

interface Picture {
  readonly naturalWidth: number;
}

/** A book with a past: two placeholders more were in it, and then one. */
function prepare(book: string): void {
  const last = path.join(book, 'manuscript/05-running.md');
  const written = readFileSync(last, 'utf8');
  const git = (date: string, ...args: string[]) => {
    const env = { ...process.env, GIT_AUTHOR_DATE: `${date}T12:00:00Z`, GIT_COMMITTER_DATE: `${date}T12:00:00Z` };
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: book, env });
  };
  const commit = (date: string, text: string) => {
    writeFileSync(last, text);
    git(date, 'add', '.');
    git(date, 'commit', '--quiet', '--message', date);
  };
  git('2026-01-05', 'init', '--quiet');
  const filler = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt.';
  commit('2026-01-05', `${written}\n${filler}\n\nTODO: more on call.\n`);
  commit('2026-02-05', `${written}\nTODO: more on call.\n`);
  commit('2026-03-05', written);
  addPreviewed(book);
}

/** Something of each kind that the preview shows, in a chapter that has a neighbour to jump to. */
function addPreviewed(book: string): void {
  const text = `
{id: sec-shown}
## What a reader sees

![Three regions](01/three-regions.png "Three regions and what joins them")

W> ### Mind the border
W>
W> A packet that crosses it is *counted*.

A> Beside the point, but worth a thought.

T> See [chapter #n, #t](#ch-networks).

A footnote[^shown].

[^shown]: At the end of the chapter.
`;
  appendFileSync(path.join(book, 'manuscript/01-regions.md'), text);
}
