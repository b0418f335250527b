import { formatInstant } from '#shared/core/calendar/calendar';
import type { Instant } from '#shared/domain/instant';
import { links } from '#shared/domain/screen-links';
import type { Standing } from '#shared/domain/standing';
import { formatBillAmount, formatBillProjection, isUnknownAmount } from '#shared/format/bill';
import { formatDateTime } from '#shared/format/date';
import { formatProbability } from '#shared/format/percent';
import { percentWords, type Reader, usedWords, whenShort } from '#shared/words/standing';
import type { ToolFigure } from './tool';

/** An amount of a bill, in main units, and the range it is expected in. */
export function amountFigure(
  label: string,
  amount: { readonly amount: number; readonly complete: boolean },
  currency: string,
  link: string,
): ToolFigure {
  const value = isUnknownAmount(amount) ? null : amount.amount;
  return { label, value, unit: currency, text: formatBillAmount(amount, currency), link };
}

export function projectionFigure(
  label: string,
  projected: Parameters<typeof formatBillProjection>[0],
  currency: string,
  link: string,
): ToolFigure {
  return { label, value: projected.q50, unit: currency, text: formatBillProjection(projected, currency), link };
}

export function momentFigure(label: string, at: Instant, link: string): ToolFigure {
  const whole = Math.round(at);
  return { label, value: formatInstant(whole), unit: 'moment', text: formatDateTime(whole), link };
}

/** What a limit says in figures: how much of how much, the share, when it is reached, how likely. */
export function standingFigures(standing: Standing, name: string, reader: Reader): readonly ToolFigure[] {
  const link = linkOf(standing);
  const { used, unit, percent, expected, probability } = standing;
  const figure = (what: string, value: ToolFigure['value'], own: string, text: string): ToolFigure => ({
    label: `${name}: ${what}`,
    value,
    unit: own,
    text,
    link,
  });
  return [
    figure('used', used, unit, usedWords(standing)),
    ...(percent === null ? [] : [figure('share of its limit', percent, 'percent', percentWords(standing))]),
    ...(expected?.q50 == null
      ? []
      : [figure('reached', formatInstant(Math.round(expected.q50)), 'moment', whenShort(standing, reader))]),
    ...(probability === null
      ? []
      : [
          figure(
            'reached within 30 days',
            probability.within30 * 100,
            'percent',
            formatProbability(probability.within30),
          ),
        ]),
  ];
}

/** Where the figures of a limit are to be seen: a budget has them among the costs. */
function linkOf({ scope, service, metric }: Standing): string {
  return scope.kind === 'everything' || service === 'BUDGET'
    ? links.costs()
    : links.usage(`${scope.connectionId}/${service}/${metric}`);
}
