import { DAY, type Period } from '#shared/domain/instant';
import { counted } from '#shared/format/plural';

export interface DigestFacts {
  readonly period: Period;
  /** Alerts that began to fire, and that ended, in the period. */
  readonly began: number;
  readonly over: number;
  /** Titles of what fires now. */
  readonly firing: readonly string[];
  /** The verdict on all limits, without a period. */
  readonly verdict: string;
  /** Which accounts were last read too long ago to say that nothing fires, in a sentence; empty: none. */
  readonly old: string;
  /** Spent so far in the running period; null where no account has a bill. */
  readonly bill: string | null;
}

export interface DigestWords {
  readonly title: string;
  readonly body: string;
}

/** Longer than any week, shorter than any month. */
const LONGEST_WEEK = 10 * DAY;

/** `Your week: 3 alerts, 1 still firing`, with what fires, how the limits stand and what it has cost. */
export function digestWords({ period, began, over, firing, verdict, old, bill }: DigestFacts): DigestWords {
  const stretch = period.end - period.start < LONGEST_WEEK ? 'week' : 'month';
  const rang = began === 0 ? 'nothing rang' : counted(began, 'alert');
  const still = firing.length === 0 ? '' : `, ${firing.length} firing now`;
  const quiet = old === '' ? 'No alert is firing now.' : `No alert is firing by what was read last. ${old}`;
  return {
    title: `Your ${stretch}: ${rang}${still}`,
    body: [
      `${verdict}.`,
      ...(firing.length === 0 ? [quiet] : ['Firing now:', ...firing.map((title) => `- ${title}`)]),
      `${counted(began, 'alert')} began this ${stretch}, ${over} ended.`,
      ...(bill === null ? [] : [`${bill} so far over everything in this period.`]),
    ].join('\n'),
  };
}
