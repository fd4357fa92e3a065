import { talkOfMarks, todoThings } from '../data/markerWords.ts';
import type { MarkerMatch, MarkerText } from './markerText.ts';

/**
 * TODO, FIXME, TBD and `todo:` where the author speaks to himself (PLACEHOLDERS.md §2): at the start of a sentence or
 * bracket, or with a colon. A TODO list, a TODO comment and a quoted TODO are things spoken of.
 */
export function findNotes(marked: MarkerText): MarkerMatch[] {
  const { text } = marked;
  const found: MarkerMatch[] = [];
  for (const match of text.matchAll(
    /(?<![\p{L}\p{N}_@#./\\$-])(?:TODO|FIXME|TBD|tbd|(?:todo|Todo|ToDo|TO DO|TO-DO|fixme) ?[:：])/gu,
  )) {
    const start = match.index;
    const mark = match[0].replace(/ ?[:：]$/, '');
    const end = start + mark.length;
    if (!isWordEnd(text, end) || marked.isQuoted(start, end) || isListed(text, start, end)) continue;
    const isNote =
      mark === 'TBD' || mark === 'tbd' ? isOpenPoint(text, start, end) : isReminder(text, start, end, mark);
    if (isNote) found.push({ start, end, case: 'note' });
  }
  return found;
}

function isReminder(text: string, start: number, end: number, mark: string): boolean {
  const starts = startsSentence(text, start);
  const hasColon = /^\)? ?[:：]|^\([\w .-]{1,30}\) ?[:：]/.test(text.slice(end, end + 36));
  if (mark !== 'TODO' && mark !== 'FIXME')
    return starts && !isRomance(text, end) && !/\b(?:doing|done)\b/i.test(text.slice(end, end + 300));
  if (hasColon && starts) return true;
  // "the file TODO:" announces what comes below, "the limits TODO: look them up" says what is to be done.
  if (hasColon) return /[:：]\s*\S/.test(text.slice(end, end + 40)) && !talkOfMarks.has(wordBefore(text, start));
  return starts && !todoThings.has(wordAfter(text, end)) && !cjkThing.test(text.slice(end, end + 8));
}

/** TBD also stands for trunk-based development, and is explained in texts on requirements. */
function isOpenPoint(text: string, start: number, end: number): boolean {
  if (/to be d|trunk/i.test(text.slice(Math.max(0, start - 300), end + 300))) return false;
  const after = text.slice(end, end + 3);
  const ends = /^[\s*_)\]]*(?:[.!,;]|$)/.test(after) || /^ ?[:：]/.test(after);
  if (startsSentence(text, start)) return ends || !todoThings.has(wordAfter(text, end));
  return (
    ends &&
    /(?:[:：=–—-]|\b(?:is|are|still|remains|ist|sind|noch|est|sont|es|está|é|è)) [*_]{0,3}$/u.test(
      text.slice(Math.max(0, start - 14), start),
    )
  );
}

/** Only marks of emphasis and opening brackets lie between the start of the text, sentence or bracket and the offset. */
function startsSentence(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && '*_~ '.includes(text[start - 1]!)) start--;
  // "⍝TODO⍝", "→ TODO": nothing stands before it but a sign.
  if (start <= 4 && !/[\p{L}\p{N}\p{Quotation_Mark}\uFFFC/#,，、]/u.test(text.slice(0, start))) return true;
  const before = text[start - 1]!;
  if ('([（【［{'.includes(before)) return true;
  if (/ [-–—]$/.test(text.slice(Math.max(0, start - 2), start))) return start < at;
  const isApart = start < at && text[start] === ' ';
  if ('.!?:;。！？：…'.includes(before)) return isApart || '。！？：'.includes(before);
  if (before !== '\n') return false;
  const line = text.slice(Math.max(0, start - 24), start - 1).trimEnd();
  return line === '' || /[.!?:;)\]。！？：）】…*_]$/.test(line) || /^\s*(?:\n|$)/.test(text.slice(at + 4, at + 40));
}

/** "TODO, FIXME and XXX": a list of marks, of which the text speaks. */
function isListed(text: string, start: number, end: number): boolean {
  return nextListed.test(text.slice(end, end + 24)) || listedBefore.test(text.slice(Math.max(0, start - 24), start));
}

const marks = '["“‘`\uFFFC]?(?:TODO|FIXME|XXX|HACK|BUG|TBD|NOTE|WIP)';
const link = '["”’`\uFFFC]?(?:,? ?(?:and|or|und|oder|et|ou|y|e|o|&|/|和|或|、) ?|, )';
const nextListed = new RegExp(`^${link}${marks}`);
const listedBefore = new RegExp(`${marks}${link}["“‘]?$`);

/** *Todo* is the Spanish, Portuguese and Italian "all": "sobre todo: los…". Their small words give the language away. */
function isRomance(text: string, from: number): boolean {
  const small = text
    .slice(from, from + 300)
    .match(
      /(?<!\p{L})(?:de|la|el|los|las|que|en|os|as|um|uma|do|da|dos|das|di|il|per|con|com|para|por|del|una|lo|se|y|é|non|che)(?!\p{L})/giu,
    );
  return (small?.length ?? 0) >= 2;
}

/** Chinese and Japanese for a TODO list, file, comment …, and the small words that make TODO part of a sentence. */
const cjkThing =
  /^\s?(?:と|は|を|が|の|に|も|や|で|ファイル|リスト|アプリ|コメント|項目|列表|清单|清單|应用|應用|事项|事項|项|項|文件|注释|註釋|是|和|的|标记|標記|解說|解说)/u;

function isWordEnd(text: string, end: number): boolean {
  return !/^(?:[\p{L}\p{N}_/]|['’]s|-\p{L}|\.\p{L}|\(\))/u.test(text.slice(end, end + 3));
}

function wordAfter(text: string, end: number): string {
  return /^[\s*_-]{1,4}([\p{L}'’]+)/u.exec(text.slice(end, end + 30))?.[1]?.toLowerCase() ?? '';
}

function wordBefore(text: string, start: number): string {
  return (
    /(?<![\p{L}'’])([\p{L}'’]+)[\s*_:"“‘(]{0,4}$/u
      .exec(text.slice(Math.max(0, start - 30), start))?.[1]
      ?.toLowerCase() ?? ''
  );
}
