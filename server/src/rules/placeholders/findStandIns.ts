import { type MarkerLanguage, markerLanguages } from '../data/markerPhrases.ts';
import { insertObjects, insertVerbs } from '../data/markerWords.ts';
import { bare, type MarkerMatch, type MarkerText } from './markerText.ts';

/**
 * "[Insert image here]", "(figure goes here)", "[insérer le schéma]": a bracket that asks for what should stand in its
 * place. In a form letter such brackets are meant for the reader: `isTemplate` says that the section is one, and
 * several in one text make it one.
 */
export function findStandIns(marked: MarkerText, isTemplate: boolean): MarkerMatch[] {
  const { text, place } = marked;
  const found: MarkerMatch[] = [];
  if (isBareStandIn(marked)) {
    const start = text.length - text.trimStart().length;
    return [{ start, end: text.trimEnd().length, case: 'stand-in' }];
  }
  if (isTemplate || place === 'alt') return [];
  const blanks = marked.brackets.filter(({ start, inner }) => text[start] === '[' && /\s/.test(inner.trim())).length;
  for (const { start, end, inner } of marked.brackets) {
    if (inner.length > 100 || marked.isQuoted(start, end) || isButton(text, start, end)) continue;
    const asks = asksFor(inner, marked.languages, text[start] === '[' || text[start] === '【');
    if (asks === 'thing' || (asks === 'anything' && blanks < 2 && place !== 'heading'))
      found.push(widened(text, start, end));
  }
  return found;
}

function asksFor(
  inner: string,
  languages: ReadonlySet<MarkerLanguage>,
  isSquare: boolean,
): 'thing' | 'anything' | undefined {
  const content = bare(inner);
  if (/^(?!your\b).{1,60}\b(?:goes|go|comes|belongs) here$/.test(content)) return 'thing';
  for (const { language, thing, anything } of patterns) {
    if (!languages.has(language)) continue;
    if (thing.test(content)) return 'thing';
    if (isSquare && anything?.test(content)) return 'anything';
  }
  return undefined;
}

/** Without brackets the whole text must be the request: "Insert image here" as a paragraph or as a picture's text. */
function isBareStandIn({ text, languages, place }: MarkerText): boolean {
  if (text.length > 70 || place === 'heading') return false;
  const content = bare(text);
  if (!/(?:\bhere|\bhier|\bici|\baquí|\baqui|\bqui)\b|^(?:ここに|此处|此處|在此)/u.test(content) && place !== 'alt')
    return false;
  if (/[[(（【]/.test(text) || (place !== 'alt' && /[.:：]\s*$/.test(text))) return false;
  return patterns.some(({ language, whole }) => languages.has(language) && whole.test(content));
}

/** "Click [Insert Image]": the name of something on the screen. */
function isButton(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  // "Wählen Sie [Bild einfügen]": a short word may stand between.
  return (
    isActionBefore(before) ||
    isActionBefore(before.replace(/(?<!\p{L})\p{L}{2,4} $/u, '')) ||
    /^[\s*_"”]*(?:>|→|button|menu|tab|command|dialog|option|按钮|按鈕|ボタン|を|と入力|と書|と記)/i.test(
      text.slice(end, end + 12),
    )
  );
}

function isActionBefore(text: string): boolean {
  return /(?:\b(?:click|clicking|press|pressing|select|choose|tap|hit|use|on|the|then|auf|klick(?:e|en|t)?|wähl(?:e|en|t)|cliquez|cliquer|sélectionne[rz]?|clic|pulse|seleccione|clique|selecione|premi|seleziona)|点击|點擊|单击|單擊|选择|選擇|点|按|クリック|選択|タップ|押)$/i.test(
    text.replace(/(?<![\s*_"“])[\s*_"“]+$/u, ''),
  );
}

/** Both pairs of "[[Insert image here]]". */
function widened(text: string, start: number, end: number): MarkerMatch {
  const isDouble = text[start - 1] === text[start] && text[end] === text[end - 1];
  return { start: isDouble ? start - 1 : start, end: isDouble ? end + 1 : end, case: 'stand-in' };
}

/** What may follow the thing asked for; another noun makes one thing of the two, as in "add reference column". */
const behindThing =
  '(?:of|to|from|for|here|with|about|on|in|at|showing|that|which|if|as|and|or|below|above|below|goes|caption|number|de|du|des|del|della|do|da|von|zu|zur|zum|vom|ici|aquí|aqui|qui|avec|con|com|para|pour|per|y|e|et|und)\\b';

const patterns = markerLanguages.map((language) => patternsOf(language));

function patternsOf(language: MarkerLanguage) {
  const verb = insertVerbs[language];
  const thing = insertObjects[language];
  if (language === 'zh')
    return {
      language,
      thing: new RegExp(`^(?:${verb}).{0,12}(?:${thing})|^(?:此处|此處|这里|這裡)(?:有|放|加|应有)?(?:${thing})`, 'u'),
      whole: new RegExp(`^(?:此处|此處|在此|在此处)插入.{0,12}(?:${thing})$`, 'u'),
      anything: undefined,
    };
  if (language === 'ja')
    return {
      language,
      // "…してください" asks readers, "…しないよう" warns them.
      thing: new RegExp(`^(?:ここに)?.{0,12}(?:${thing})を?(?:挿入|入れる|追加|貼る)(?!しな|して|され)`, 'u'),
      whole: new RegExp(`^ここに.{0,12}(?:${thing})を?(?:挿入|入れる|追加|貼る)`, 'u'),
      anything: undefined,
    };
  if (language === 'de') {
    const request = new RegExp(
      `^(?:hier |bitte )?(?:\\p{L}+ ){0,3}(?:${thing})(?: \\p{L}+){0,2} (?:einfügen|ergänzen|einsetzen)$|^platzhalter (?:für )?(?:\\p{L}+ ){0,2}(?:${thing})`,
      'u',
    );
    return { language, thing: request, whole: request, anything: /^(?:hier )?.{1,60} einfügen$/ };
  }
  const here = '(?: here| ici| aquí| acá| aqui| qui)';
  return {
    language,
    thing: new RegExp(
      `^(?:${verb}) (?:[\\p{L}\\p{N}'’-]+ ){0,4}(?:${thing})s?(?:[^\\p{L}\\s].{0,50}|\\s(?:\\P{L}|\\p{L}{0,2}\\d|${behindThing}).{0,50})?$|^(?:${verb})(?: .{1,50})?${here}$`,
      'u',
    ),
    whole: new RegExp(`^(?:${verb}) (?:[\\p{L}'’-]+ ){0,3}(?:${thing})s?(?: [\\p{L}\\p{N}]+){0,2}${here}?$`, 'u'),
    anything: new RegExp(
      `^(?:${language === 'en' ? 'insert' : verb})\\s(?!(?:mode|key|statement|query|button|menu|tab|into|row|rows|command|cursor|operation|cell|select|update|or|and)\\b).{2,}`,
      'u',
    ),
  };
}
