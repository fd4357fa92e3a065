import robotsParser from 'robots-parser';
import type { Fetch } from './fetch.ts';
import { follow } from './follow.ts';

/** What a site's robots.txt says to this checker (RFC 9309). */
export interface RobotsRules {
  allows(url: string): boolean;
  /** Milliseconds between two requests that the site asks for; undefined where it asks for nothing. */
  readonly delay: number | undefined;
}

/** The name that a robots.txt can speak to the checker by; the `User-Agent` begins with it. */
export const ROBOT_NAME = 'handbook-lint';

/**
 * The rules of an origin, asked for once. A robots.txt that is not there, or cannot be had, forbids nothing: the pages
 * themselves are asked one by one, and tell how the site is.
 */
export async function askForRobots(origin: string, ask: Fetch, signal?: AbortSignal): Promise<RobotsRules> {
  const url = `${origin}/robots.txt`;
  const { answer } = await follow(url, 'GET', {}, (request, stop) => ask({ ...request, takes: 'text' }, stop), signal);
  if (answer.kind === 'none' || answer.status !== 200) return ALL_ALLOWED;
  const robots = robotsParser(url, answer.body.slice(0, MOST_CHARACTERS));
  const delay = robots.getCrawlDelay(ROBOT_NAME);
  return {
    allows: (page) => robots.isAllowed(page, ROBOT_NAME) !== false,
    delay: delay !== undefined && delay > 0 ? Math.min(delay * 1_000, LONGEST_DELAY) : undefined,
  };
}

const ALL_ALLOWED: RobotsRules = { allows: () => true, delay: undefined };

/** A site may ask for one page an hour; a run that obeyed would never end. */
const LONGEST_DELAY = 30_000;

/** The least that RFC 9309 wants to be read. */
const MOST_CHARACTERS = 512_000;
