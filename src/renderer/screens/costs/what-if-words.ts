import { formatProjectedMoney } from '#shared/format/money';
import type { WhatIfView } from '#shared/ipc/costs';

/** Differences that would be read as nothing, in main units. */
const NOTICEABLE = 0.005;
/** How many parts are named before the rest is added up. */
const NAMED = 5;

/** `+$65`, `−$4`, `$0`: an amount whose sign matters. */
export function signedMoney(amount: number, currency: string): string {
  const words = formatProjectedMoney(Math.abs(amount) < NOTICEABLE ? 0 : amount, currency);
  return amount >= NOTICEABLE ? `+${words}` : words;
}

/** What the difference comes from, largest first; the small rest in one line, what is unknown as such. */
export function differenceLines(
  lines: WhatIfView['lines'],
  currency: string,
): readonly { readonly title: string; readonly words: string }[] {
  const unknown = lines.filter((line) => line.today === null || line.changed === null);
  const known = lines
    .flatMap(({ title, today, changed }) =>
      today === null || changed === null ? [] : [{ title, by: changed - today }],
    )
    .filter(({ by }) => Math.abs(by) >= NOTICEABLE)
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
  const named = known.slice(0, NAMED);
  const rest = known.slice(NAMED);
  const sum = rest.reduce((total, { by }) => total + by, 0);
  return [
    ...named.map(({ title, by }) => ({ title, words: signedMoney(by, currency) })),
    ...(rest.length === 0 ? [] : [{ title: `${rest.length} more`, words: signedMoney(sum, currency) }]),
    ...unknown.map(({ title }) => ({ title, words: 'unknown' })),
  ];
}

/** `As now, Pro`: the side, and the plan where there is one. */
export function captionOf(side: string, planName: string): string {
  return planName === '' ? side : `${side}, ${planName}`;
}

/** `The first cycle on Pro with Flat Rate CDN, included tier: $20, −$47; then it moves up.` */
export function firstCycleWords(
  { planName, cycles, total, difference }: NonNullable<WhatIfView['firstCycle']>,
  currency: string,
): string {
  const first = cycles === 1 ? 'The first cycle' : `The first ${cycles} cycles`;
  const amounts = `${formatProjectedMoney(total, currency)}, ${signedMoney(difference, currency)}`;
  return `${first} on ${planName}: ${amounts}; then it moves up.`;
}
