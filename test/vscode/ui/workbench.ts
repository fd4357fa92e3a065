import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** VS Code's window, as a person uses it: keys and clicks, and waiting for what they bring. */
export class Workbench {
  constructor(readonly page: Page) {
    page.setDefaultTimeout(30_000);
  }

  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.page.locator('.explorer-viewlet, .editor-group-container').first().waitFor();
  }

  async openFile(name: string): Promise<void> {
    const tab = this.page.locator('.tabs-container .tab.active', { hasText: name });
    // Keys that come while a rename is being written are lost, and what was opened for them is closed by what comes
    // next; a person presses again.
    for (let attempt = 0; attempt < 5 && !(await tab.isVisible()); attempt++) {
      await this.page.keyboard.press('Control+P');
      await this.#choose(name, tab).catch(() => this.page.keyboard.press('Escape'));
    }
    await tab.waitFor();
    await this.editorLine(0).waitFor();
  }

  /** Types into the command palette and leaves it open. What comes into it meanwhile shows when it is opened again. */
  async palette(text: string, row: string): Promise<Locator> {
    const found = this.#quickRow(row);
    const timeout = 5000;
    const type = async () => {
      // Where it still rests on a row, what that row has to say lies over the next one.
      await this.page.mouse.move(0, 0);
      await this.page.keyboard.press('F1');
      await this.#quickInput().fill(`>${text}`, { timeout });
      await found.waitFor({ timeout });
    };
    for (let attempt = 0; attempt < 5 && !(await found.isVisible()); attempt++)
      await type().catch(() => this.page.keyboard.press('Escape'));
    await found.waitFor();
    return found;
  }

  async runCommand(title: string): Promise<void> {
    await (await this.palette(title, title)).click();
  }

  /** Types into the list that a command has opened, and takes a line of it with Enter. */
  async pick(text: string, row: string): Promise<void> {
    await this.#quickRow(row).waitFor();
    await this.page.keyboard.type(text);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: row }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  async closeEditors(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.runCommand('View: Revert and Close Editor');
    await this.runCommand('View: Close All Editors');
    await this.page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
  }

  /** The active tab whose label holds the text. */
  activeTab(text: string): Locator {
    return this.page.locator('.tabs-container .tab.active', { hasText: text }).first();
  }

  /** The page in the newest webview: a report, a preview. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').last().frameLocator('iframe#active-frame');
  }

  /** By the name that the list of themes shows. */
  async useTheme(name: string): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.#quickInput().fill(name);
    await this.#quickRow(name).click();
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** The nth line of text that the editor shows; lines count from 0. */
  editorLine(line: number): Locator {
    return this.page.locator('.editor-instance .view-line').nth(line);
  }

  editorText(text: string): Locator {
    return this.page.locator('.editor-instance .view-line', { hasText: text });
  }

  lens(text: string): Locator {
    return this.page.locator('.codelens-decoration', { hasText: text });
  }

  squiggles(): Locator {
    return this.page.locator('.editor-instance .squiggly-error, .editor-instance .squiggly-warning');
  }

  problem(text: string): Locator {
    return this.page.locator('.markers-panel .monaco-list-row', { hasText: text });
  }

  notification(text: string): Locator {
    return this.page.locator('.notification-list-item', { hasText: text });
  }

  /** Shows the hover at the cursor; asked before the text was looked at it shows nothing, and a person asks again. */
  async showHover(text: string): Promise<void> {
    const hover = this.page.locator('.monaco-hover:not(.hidden)', { hasText: text }).first();
    for (let attempt = 0; attempt < 5; attempt++) {
      await this.runCommand('Show or Focus Hover');
      try {
        await hover.waitFor({ timeout: 4000 });
        return;
      } catch {
        await this.page.keyboard.press('Escape');
      }
    }
    throw new Error(`No hover ever showed ${text}`);
  }

  /** Goes to a place; line and column count from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.#quickInput().fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Chooses an entry of the context menu that is open. It takes no click while it opens; a person clicks again. */
  async chooseInMenu(title: string): Promise<void> {
    const entry = this.page.locator(`.monaco-menu .action-label[aria-label^="${title}"]`);
    for (let attempt = 0; attempt < 5; attempt++) {
      await entry.click();
      try {
        await entry.waitFor({ state: 'hidden', timeout: 2000 });
        return;
      } catch {}
    }
    throw new Error(`The menu stays open with ${title}`);
  }

  /** Opens the quick-fix menu at the cursor and returns the entry. */
  async quickFix(title: RegExp): Promise<Locator> {
    const entry = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    // A request for code actions is dropped when an extension registers a provider meanwhile; a person presses again.
    for (let attempt = 0; attempt < 5; attempt++) {
      await this.page.keyboard.press('Control+.');
      try {
        await entry.waitFor({ timeout: 4000 });
        return entry;
      } catch {
        await this.page.keyboard.press('Escape');
      }
    }
    throw new Error(`The quick-fix menu never showed ${title}`);
  }

  /** Opens the folders of a path below the manuscript in the Explorer and types another name for its last part. */
  async renameInExplorer(path: readonly string[], name: string): Promise<void> {
    const rowOf = (part: string): Locator => {
      const label = this.page.locator('.label-name', { hasText: new RegExp(`^${part.replaceAll('.', '\\.')}$`) });
      return this.page.locator('.explorer-folders-view .monaco-list-row').filter({ has: label }).first();
    };
    for (const [index, part] of path.entries()) {
      const next = path[index + 1];
      if (next === undefined) await rowOf(part).click();
      // A click opens a folder; revealing the active file, which comes when it likes, may take the focus meanwhile.
      for (let attempt = 0; next !== undefined && !(await rowOf(next).isVisible()); attempt++) {
        await rowOf(part).click();
        await rowOf(next)
          .waitFor({ timeout: 3000 })
          .catch((error: unknown) => {
            if (attempt === 5) throw error;
          });
      }
    }
    await this.page.keyboard.press('F2');
    const input = this.page.locator('.explorer-folders-view .monaco-inputbox input');
    await input.fill(name);
    await this.page.keyboard.press('Enter');
  }

  async screenshot(folder: string, name: string): Promise<void> {
    // The caret blinks; hidden, the same window gives the same picture.
    await this.page.screenshot({ path: path.join(folder, name), caret: 'hide', animations: 'disabled' });
  }

  async #choose(name: string, tab: Locator): Promise<void> {
    const timeout = 5000;
    await this.#quickInput().fill(name, { timeout });
    // Not Enter: the list shows what was open before, until it has read what was typed.
    await this.#quickRow(name).click({ timeout });
    await tab.waitFor({ timeout });
  }

  #quickInput(): Locator {
    return this.page.locator('.quick-input-widget input').first();
  }

  #quickRow(text: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  }
}
