import { createHash } from 'node:crypto';
import { badResponse } from '#main/http/outcome';
import { type Failure, type Result, succeed } from '#shared/domain/failure';
import { member } from './lenient';

/** Where a page begins: opaque, a number or a text. */
export type Cursor = string | number;

/** One page of a list. */
export interface Page {
  readonly items: readonly unknown[];
  /** Where the next one begins; null on the last page, undefined where more is announced without saying where. */
  readonly next: Cursor | null | undefined;
}

/** What a walk over the pages of a list brought. */
export interface Walk {
  readonly items: readonly unknown[];
  /** Why it ended before the last page; null where it is whole. */
  readonly cut: Failure | null;
}

export interface WalkOptions {
  /** Who is asked, as a person knows it: `Vercel`. */
  readonly from: string;
  /** What is listed: `deployments`. */
  readonly what: string;
  /** More pages than any account has. */
  readonly most: number;
  /** True as soon as a page holds all that is still wanted. */
  readonly enough?: (page: readonly unknown[]) => boolean;
}

/**
 * Walks the pages of a list, one after the other. A list that breaks off keeps what came and says why it is not
 * whole: a later page failed, a cursor came a second time (it would go round for ever), more was announced without
 * a cursor, or there were more than `most` pages. Fails only where not even the first page came.
 */
export async function walkPages(
  { from, what, most, enough = () => false }: WalkOptions,
  ask: (cursor: Cursor | null) => Promise<Result<Page>>,
): Promise<Result<Walk>> {
  const items: unknown[] = [];
  const seen = new Set<string>();
  const end = (cut: Failure): Result<Walk> => succeed({ items, cut: withRead(cut, what, items.length) });
  let cursor: Cursor | null = null;
  for (let count = 0; count < most; count += 1) {
    const answer: Result<Page> = await ask(cursor);
    if (!answer.ok && count === 0) return answer;
    if (!answer.ok) return end(answer.failure);
    const page = answer.value;
    const isNew = take(page, items, seen);
    if (page.next === null || enough(page.items)) return succeed({ items, cut: null });
    const why = isNew ? endBefore(page.next, seen) : LEADS_BACK;
    if (why !== null) return end(badResponse(from, why(what)));
    cursor = page.next ?? null;
  }
  return end(tooManyPages(from, what));
}

/** Keeps the items of a page; false for a page that came before under another cursor: nothing new will come then. */
function take(page: Page, items: unknown[], seen: Set<string>): boolean {
  const isNew = page.items.length === 0 || isFirst(seen, `page ${JSON.stringify(page.items)}`);
  if (isNew) items.push(...page.items);
  return isNew;
}

const LEADS_BACK = (what: string) => `the list of ${what} leads back to a page that it gave already`;
const IS_LOST = (what: string) => `it has more ${what} but does not say where`;

/** Why there is no going on at `next`, or null. */
function endBefore(next: Cursor | null | undefined, seen: Set<string>): ((what: string) => string) | null {
  if (next === undefined) return IS_LOST;
  // 5 and "5" lead to the same page.
  return isFirst(seen, `cursor ${next}`) ? null : LEADS_BACK;
}

/** Whether `text` was not seen before; from now on it was. Pages are kept by their digest: they may be large. */
function isFirst(seen: Set<string>, text: string): boolean {
  const digest = createHash('sha256').update(text).digest('base64');
  if (seen.has(digest)) return false;
  seen.add(digest);
  return true;
}

/**
 * Where the next page of a report begins that says `has_more` and `next`, the cursor of the next page; null on the
 * last one, undefined where it cannot be told.
 */
export function nextPage(body: unknown, next: unknown): Cursor | null | undefined {
  const more = member(body, 'has_more');
  if (more === false) return null;
  if (typeof next === 'string' && next !== '') return next;
  // More is not told, but that there is no next page is.
  return more !== true && next === null ? null : undefined;
}

function tooManyPages(from: string, what: string): Failure {
  return {
    code: 'too-large',
    message: `${from} has more ${what} than Headroom reads at once.`,
    action: 'The others are missing here. If your account is that large, please report it.',
    retryable: false,
  };
}

/** A failure that cut a list off, with how much of it was read. */
function withRead(failure: Failure, what: string, read: number): Failure {
  return { ...failure, message: `${failure.message} Of the ${what}, ${read.toLocaleString('en')} were read.` };
}
