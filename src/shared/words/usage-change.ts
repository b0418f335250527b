import type { Series } from '#shared/domain/series';
import { formatDayAndMonth } from '#shared/format/date';
import { formatPercent } from '#shared/format/percent';
import { formatGrowth, formatNumber, formatQuantity } from '#shared/format/quantity';
import type { ChangeCause, ChangeExplained } from '#shared/ipc/forecast';

/** What the projects do not account for. */
export const REST = 'Not by project';
/** A project with a smaller share of a change does not explain it. */
const LEAST_TOLD = 0.5;
/** A figure that shows as zero. */
const ZERO = /^\$?0(\.0+)?( |$)/;

/**
 * One sentence: `Growing 0.9 MB a day since the storefront deployment on 6 November, 0.35 before.`, or
 * `12,300 invocations a day since 6 November, 9,000 before: 78 % of the change is storefront.` A second
 * one where two causes are as near as each other.
 */
export function changeSentence(
  { since, before, after, causes, parts }: Omit<ChangeExplained, 'sentence'>,
  { kind, unit, zone }: Pick<Series, 'kind' | 'unit' | 'zone'>,
): string {
  const [cause, other] = causes;
  const when =
    cause === undefined || other !== undefined
      ? `since ${formatDayAndMonth(since, zone)}`
      : `since ${causeWords(cause)} on ${formatDayAndMonth(cause.t, zone)}`;
  const lead = parts.find(({ title }) => title !== REST);
  const carried =
    lead?.share == null || lead.share < LEAST_TOLD
      ? ''
      : `: ${formatPercent(Math.min(1, lead.share) * 100)} of the change is ${lead.title}`;
  const both = other === undefined ? '' : ` Both ${causes.map(causeWords).join(' and ')} came then.`;
  if (kind !== 'gauge') {
    return `${formatQuantity(after, unit)} a day ${when}, ${before === 0 ? 'none' : plain(before, unit)} before${carried}.${both}`;
  }
  return `${moving(after, unit)} ${when}, ${againstBefore(before, after, unit)}${carried}.${both}`;
}

/** `the storefront deployment`, `the change to Pro`. */
function causeWords({ kind, name }: Pick<ChangeCause, 'kind' | 'name'>): string {
  return kind === 'plan' ? `the change to ${name}` : `the ${name} deployment`;
}

/** `Growing 0.9 MB a day`; a rate that shows as zero is no movement. */
function moving(perDay: number, unit: string): string {
  const rate = formatGrowth(perDay, unit).slice(1);
  return ZERO.test(rate) ? 'Steady' : `${perDay > 0 ? 'Growing' : 'Shrinking'} ${rate}`;
}

function againstBefore(before: number, after: number, unit: string): string {
  const rate = formatGrowth(before, unit).slice(1);
  if (ZERO.test(rate)) {
    return 'steady before';
  }
  return before > 0 === after > 0
    ? `${plain(Math.abs(before), unit)} before`
    : `${before > 0 ? 'growing' : 'shrinking'} ${rate.replace(/ a day$/, '')} before`;
}

/** A figure whose unit was just said; money has it in front. */
function plain(value: number, unit: string): string {
  return unit === 'USD' ? formatQuantity(value, unit) : formatNumber(value);
}
