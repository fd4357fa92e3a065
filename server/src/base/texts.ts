/** English texts in the language of whoever reads them. Texts of which there is no translation stay English. */
export interface Texts {
  /** A language tag (BCP 47), for a page's `lang` and for numbers. */
  readonly language: string;
  /** `english` is a literal, by which it is translated; `{0}`, `{1}` … stand for the values. */
  t(english: string, ...values: readonly (string | number)[]): string;
  /** `1 file`, `{0} files`: as many as there are. */
  count(number: number, one: string, many: string): string;
}

/** `translations` are by English text, as the bundles in l10n/ have them. */
export function textsIn(language: string, translations: Readonly<Record<string, string>>): Texts {
  const t = (english: string, ...values: readonly (string | number)[]) => {
    const text = Object.hasOwn(translations, english) ? translations[english]! : english;
    return text.replace(/\{(\d)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole));
  };
  // Made when it is first needed: a language's numbers take as long to load as a tenth of the program.
  let numbers: Intl.NumberFormat | undefined;
  const count = (number: number, one: string, many: string) => {
    if (number === 1) return t(one);
    numbers ??= new Intl.NumberFormat(language);
    return t(many, numbers.format(number));
  };
  return { language, t, count };
}

export const englishTexts = textsIn('en', {});
