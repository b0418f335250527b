import { fromMicros } from '#shared/domain/money';
import type { Advice, RoiAnalysis, RoiBound, RoiNote } from '#shared/domain/recommendation';
import { formatPrice, formatProjectedMoney } from '#shared/format/money';
import { formatPercent } from '#shared/format/percent';
import { raisedBy } from '../core/recommendations/roi';

const NOTES: Readonly<Record<RoiNote, string>> = {
  'no-current-cost': 'What it costs today is not known.',
  'no-projected-cost': 'The price beyond the limit is not known.',
  'no-recommended-cost': 'The price of what is recommended is not known.',
  'revenue-not-told': 'Tell your revenue a day to see what an outage would cost.',
  free: 'It costs no more: there is nothing to divide by.',
  saving: 'It saves money: there is nothing to divide by.',
  'no-price': 'It has no price: what is then used is charged, up to the new limit.',
  'nothing-stops': 'It is about money alone: no revenue is at stake.',
  'stake-not-known': 'Whether anything stops is not known before it is done.',
  'rate-not-told': 'Tell what an hour of work costs to weigh it.',
};

/** Why a figure of the ROI is not known, or is none. */
export function roiNote(note: RoiNote): string {
  return NOTES[note];
}

/** A figure that may be a bound: `at least $20.00`. */
export function boundWords(figure: string, bound: RoiBound | undefined): string {
  return bound === undefined ? figure : `${bound} ${figure}`;
}

/** The ROI where there is little room: `99,900 %`, `unknown`, `free`, `saving`, `no price`. */
export function roiShort({ roi, notes, bounds }: Pick<RoiAnalysis, 'roi' | 'notes' | 'bounds'>): string {
  if (roi !== null) {
    return boundWords(formatPercent(roi), bounds['roi']);
  }
  const note = notes['roi'];
  return (note === undefined ? undefined : SHORT[note]) ?? 'unknown';
}

const SHORT: Readonly<Partial<Record<RoiNote, string>>> = { free: 'free', saving: 'saving', 'no-price': 'no price' };

/** `up to $75 more`: so much more a month may be charged once a provider's limit is raised. */
export function raisedWords(amount: number, currency: string): string {
  return `up to ${formatProjectedMoney(amount, currency)} more`;
}

/**
 * What an advice does to a month's bill, for lists: `saves $26 / mo`, `may save $40 / mo` where it hangs on an answer, `$1 / mo`,
 * `free`; empty where it is about no money.
 * A provider's limit that is raised lets up to so much more be charged: `up to $75 more`.
 */
export function effectWords({
  gain,
  cost,
  change,
  confidence,
}: Pick<Advice, 'gain' | 'cost' | 'change' | 'confidence'>): string {
  const { currency, current, recommended, least } = cost;
  const amount = gain?.amount ?? (current === null || recommended === null ? null : current - recommended);
  const raised = raisedBy(change);
  if (raised !== null) {
    return raisedWords(raised, currency);
  }
  if (amount === null) {
    return change.kind === 'plan' ? 'price unknown' : '';
  }
  if (Math.abs(amount) < 5_000) {
    return change.kind === 'plan' || change.kind === 'budget' ? 'free' : '';
  }
  const { extra = false } = least ?? {};
  return amount < 0
    ? boundWords(`${formatPrice(fromMicros(-amount), currency)} / mo`, extra ? 'at least' : undefined)
    : savesWords(formatProjectedMoney(fromMicros(amount), currency), confidence, extra);
}

function savesWords(amount: string, confidence: Advice['confidence'], isMost: boolean): string {
  const saves = confidence === 'low' ? 'may save' : 'saves';
  return `${saves} ${boundWords(amount, isMost ? 'at most' : undefined)} / mo`;
}

/** `about 2 hours`, `about a quarter of an hour`. */
export function hoursWords(hours: number): string {
  if (hours <= 0) {
    return 'a few minutes';
  }
  if (hours < 1) {
    return `about ${Math.max(5, Math.round((hours * 60) / 5) * 5)} minutes`;
  }
  return hours === 1 ? 'about an hour' : `about ${Number(hours.toFixed(1))} hours`;
}

const WHO: Readonly<Record<Advice['work']['who'], string>> = {
  'account-owner': 'the account owner',
  developer: 'a developer',
};

/** `about an hour of a developer`. */
export function workWords({ hours, who }: Advice['work']): string {
  return `${hoursWords(hours)} of ${WHO[who]}`;
}
