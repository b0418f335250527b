import { formatNumber } from './quantity';

/** Names and words that end in s and are one thing. */
const ONE_THING = /^(?:Redis|Postgres|\w*(?:ss|us|is))$/;

/** What a title says more exactly behind the thing itself: `of the role`, `used up in Postgres`, `, turbo machines`. */
const BEHIND = / (?:answered|at|by|dropped|for|from|in|of|since|that|this|to|used)\b|[,("“]/;

/** True for a title of several things: `Redis commands`, `Transaction ids used up in Postgres`. */
function isMany(title: string): boolean {
  const last = title.split(BEHIND)[0]?.trim().split(' ').at(-1) ?? '';
  return last.endsWith('s') && !ONE_THING.test(last);
}

/** The verb that fits a metric's title: `Redis storage reaches`, `Redis commands reach`. */
export function verbFor(title: string, singular: string, plural: string): string {
  return isMany(title) ? plural : singular;
}

/** How many of a thing whose plural ends in s: `1 source`, `1,418 forecasts`. */
export function counted(count: number, noun: string): string {
  return `${formatNumber(count)} ${count === 1 ? noun : `${noun}s`}`;
}
