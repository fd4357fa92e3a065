import { type HelpCentre, isHome } from './helpCentres.ts';
import type { Page } from './page.ts';
import { splitUrl } from './urlParts.ts';

/** Where a chain of redirects ended up, other than at a page like the one asked for; undefined where it is like it. */
export function strayedTo(
  asked: string,
  reached: string,
  centre: HelpCentre | undefined,
): 'home' | 'missing' | 'login' | undefined {
  const from = splitUrl(asked);
  const to = splitUrl(reached);
  if (!from || !to || (from.host === to.host && from.path === to.path)) return undefined;
  const before = segments(from.path);
  const after = segments(to.path);
  const last = after.at(-1)?.toLowerCase() ?? '';
  if (notFoundName.test(last) && !notFoundName.test(before.at(-1) ?? '')) return 'missing';
  if (after.some((segment) => loginName.test(segment)) && !before.some((segment) => loginName.test(segment)))
    return 'login';
  if (before.length === 0 || (centre && isHome(asked, centre))) return undefined;
  if (after.length === 0 || (centre && isHome(reached, centre))) return 'home';
  const isParent = after.length < before.length && after.every((segment, index) => segment === before[index]);
  return isParent && from.host === to.host ? 'home' : undefined;
}

/** True for a page that was answered with success and yet says that there is nothing, at the start of its title or text. */
export function saysMissing(page: Page): boolean {
  // A page about the error 404 begins in the same words, and then goes on.
  if (page.text.length > 1_000) return false;
  const titles = page.title.split(/\s[|–—·»:-]\s/);
  return [...titles, ...page.text.split('\n', 3)].some((start) => missingWords.test(start.trim()));
}

/** True for the page that a wall against robots shows in the place of the real one. */
export function isBotWall(page: Page): boolean {
  return page.text.length < 1_500 && wallWords.test(page.title);
}

/** True where there is nothing to read, and no script that would bring it. */
export function isHollow(page: Page): boolean {
  return page.text.length < 40 && !page.isShell;
}

/** Without empty segments and a closing `index.html`. */
function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '' && !/^(?:index|default)\.[a-z]{3,5}$/i.test(segment));
}

const notFoundName =
  /^(?:40[34]|error(?:[-_]?404)?|err404|(?:page[-_]?)?not[-_]?found|page[-_]?missing|oops)(?:\.[a-z]{3,5})?$/i;
const loginName = /^(?:login|log-in|signin|sign-in|sso|oauth2?|authorize|auth)(?:\.[a-z]{3,5})?$/i;
const missingWords =
  /^(?:(?:error|http)?\s*404\b|(?:oops[!,.]*\s*)?(?:page|document|article|content|file|topic)\s+(?:was\s+)?(?:not|could\s*n[o']t be|cannot be)\s+found|not found$|(?:(?:we(?:['’]re| are)\s+)?sorry[,!.]?\s*(?:but\s+)?)?(?:the|this|that)\s+(?:page|document|article|content)\b.{0,40}\b(?:(?:can(?:no|['’])t be|(?:was|is) not|not be|no longer)\s+(?:found|available|exists?)|does(?:n['’]t| not) exist|no longer exists)|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata|页面(?:不存在|未找到)|找不到(?:页面|该页|您)|您(?:访问|请求)的(?:页面|文档)不存在|文档不存在|抱歉[,，].{0,20}(?:不存在|找不到)|ページが見つかりません)/i;
const wallWords =
  /^(?:just a moment|attention required|access denied|access to this page has been denied|are you (?:a )?(?:human|robot)|robot (?:check|or human)|verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser|security (?:check|verification)|ddos-guard|please wait\W*$|验证码|安全验证|人机验证|访问验证)/i;
