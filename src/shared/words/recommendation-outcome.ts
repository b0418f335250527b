import { fromMicros, type Micros } from '#shared/domain/money';
import type { OutcomeVerdict, RecommendationOutcome, SavedAmount } from '#shared/domain/recommendation-outcome';
import { formatMoney, formatProjectedMoney } from '#shared/format/money';

const VERDICTS: Readonly<Record<OutcomeVerdict, string>> = {
  worked: 'Worked',
  partly: 'Worked in part',
  'no-effect': 'No effect',
  'too-early': 'Too early to tell',
};

/** `Worked`. */
export function verdictWord(verdict: OutcomeVerdict): string {
  return VERDICTS[verdict];
}

type Told = Pick<RecommendationOutcome, 'days' | 'currency' | 'promised' | 'saved' | 'limitHeld' | 'verdict'>;

/** What came, beside what was promised: `Saved $41 ± 12 a month, promised $60`. */
export function outcomeWords({ currency, promised, saved, limitHeld, days }: Told): string {
  const held = heldWords(limitHeld, days);
  if (saved === null) {
    return held === '' ? `What it did in ${days} days cannot be told: days or prices are missing` : held;
  }
  const money = `${savedWords(saved, currency)} a month, ${promisedWords(promised, currency)}`;
  return held === '' ? money : `${held}. ${money}`;
}

function heldWords(limitHeld: boolean | null, days: number): string {
  if (limitHeld === null) {
    return '';
  }
  return limitHeld ? `The limit held for ${days} days` : `The limit was reached within ${days} days all the same`;
}

/** `Saved $41 ± 12`, `Cost $1.00 more`; the half width is the wider side of the interval. */
export function savedWords({ q10, q50, q90 }: SavedAmount, currency: string): string {
  const half = Math.max(q50 - q10, q90 - q50);
  const isExact = half < 5_000;
  const middle = fromMicros(Math.abs(q50));
  const amount = isExact ? formatMoney(middle, currency) : formatProjectedMoney(middle, currency);
  const spread = isExact ? '' : ` ± ${formatProjectedMoney(fromMicros(half), currency).replace(/^[^\d]+/, '')}`;
  return q50 < 0 ? `Cost ${amount}${spread} more` : `Saved ${amount}${spread}`;
}

function promisedWords(promised: Micros, currency: string): string {
  const amount = formatProjectedMoney(fromMicros(Math.abs(promised)), currency);
  return promised < 0 ? `${amount} was announced` : `promised ${amount}`;
}

/** The sum over several: `2 changes saved $61 ± 13 a month, promised $80`. */
export function sumWords(
  { promised, saved, count }: { readonly promised: Micros; readonly saved: SavedAmount; readonly count: number },
  currency: string,
): string {
  const what = savedWords(saved, currency);
  const many = count === 1 ? '1 change' : `${count} changes`;
  return `${many} ${what.charAt(0).toLowerCase()}${what.slice(1)} a month, ${promisedWords(promised, currency)}`;
}
