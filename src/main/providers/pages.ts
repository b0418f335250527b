import { badResponse } from '#main/http/outcome';
import { type Failure, type Result, succeed } from '#shared/domain/failure';

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
  let cursor: Cursor | null = null;
  for (let count = 0; count < most; count += 1) {
    const answer: Result<Page> = await ask(cursor);
    if (!answer.ok) return count === 0 ? answer : succeed({ items, cut: withRead(answer.failure, what, items.length) });
    const page = answer.value;
    items.push(...page.items);
    if (page.next === null || enough(page.items)) return succeed({ items, cut: null });
    if (page.next === undefined) return succeed({ items, cut: lost(from, what, items.length) });
    // 5 and "5" lead to the same page.
    const name = String(page.next);
    if (seen.has(name)) return succeed({ items, cut: circular(from, what, items.length) });
    seen.add(name);
    cursor = page.next;
  }
  return succeed({ items, cut: tooManyPages(from, what, items.length) });
}

function lost(from: string, what: string, read: number): Failure {
  return withRead(badResponse(from, `it has more ${what} but does not say where`), what, read);
}

function circular(from: string, what: string, read: number): Failure {
  return withRead(badResponse(from, `the list of ${what} leads back to a page that it gave already`), what, read);
}

function tooManyPages(from: string, what: string, read: number): Failure {
  return {
    code: 'too-large',
    message: `${from} has more ${what} than Headroom reads at once. ${readSoFar(what, read)}`,
    action: 'The others are missing here. If your account is that large, please report it.',
    retryable: false,
  };
}

/** A failure that cut a list off, with how much of it was read. */
function withRead(failure: Failure, what: string, read: number): Failure {
  return { ...failure, message: `${failure.message} ${readSoFar(what, read)}` };
}

function readSoFar(what: string, read: number): string {
  return `Of the ${what}, ${read.toLocaleString('en')} were read.`;
}
