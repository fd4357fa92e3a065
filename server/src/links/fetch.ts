/** One HTTP request without redirects, as the checker asks for it. */
export interface FetchRequest {
  readonly url: string;
  readonly method: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  /** `page`, the default: the body only of an HTML page; `text`: of any answer. */
  readonly takes?: 'page' | 'text';
}

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  /** Names in lower case; of a header given several times the last. */
  readonly headers: ReadonlyMap<string, string>;
  /** The text of what the request takes, cut at the cap; '' for anything else. */
  readonly body: string;
}

export interface NoAnswer {
  readonly kind: 'none';
  /** `name`: the host's name does not exist; `refused`: an address the checker may not touch; `robots`: the site's robots.txt. */
  readonly cause: 'name' | 'refused' | 'robots' | 'timeout' | 'certificate' | 'connection';
  /** In words for a person. */
  readonly reason: string;
}

/** The reason a `NoAnswer` gives for a name that does not exist. */
export const NAME_NOT_FOUND = 'name not found';

/** Never throws but for an aborted signal. */
export type Fetch = (request: FetchRequest, signal?: AbortSignal) => Promise<Answer | NoAnswer>;

/** Time as the checker sees it, in milliseconds since the epoch; tests set it. */
export interface Clock {
  now(): number;
  /** Resolves after the time, or rejects when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
