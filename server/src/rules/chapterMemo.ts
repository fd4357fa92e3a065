import type { Chapter } from '../markdown/chapter.ts';
import type { Parts } from '../markdown/parts/parts.ts';
import { editBetween, type PartsEdit } from '../markdown/parts/partsEdit.ts';
import { AllQuestions, type Questions } from './questions.ts';
import { RuleMemo } from './ruleMemo.ts';
import { SectionMemo } from './sectionMemo.ts';

/** What rules said of a chapter that is being edited, as far as it need not be asked again. */
export class ChapterMemo {
  readonly sections = new SectionMemo();
  readonly rules = new RuleMemo();
  /** All that was asked for what is known now. */
  readonly asked: Questions = new AllQuestions([this.sections.asked, this.rules.asked]);
  #parts: Parts | undefined;
  #lineBreak: string | undefined;

  /** Forgets what rests on answers that are different now. */
  forget(changed: ReadonlySet<string>): void {
    this.sections.forget(changed);
    this.rules.forget(changed);
  }

  clear(): void {
    this.sections.clear();
    this.rules.clear();
    this.#parts = undefined;
  }

  /** Goes on to the chapter as it is now; answers what was done to it since the last time, if there was one. */
  follow({ parts, text }: Chapter): PartsEdit | undefined {
    // Fixes end their lines as the chapter's first line ends.
    const lineBreak = /\r\n|\r|\n/.exec(text)?.[0];
    if (lineBreak !== this.#lineBreak) this.clear();
    this.#lineBreak = lineBreak;
    const before = this.#parts;
    this.#parts = parts;
    return before && parts && editBetween(before, parts);
  }
}
