import type { DrillResult } from '#shared/core/alerts/drill';
import { formatSpan } from '#shared/format/duration';
import { formatMoney } from '#shared/format/money';

/** `after 30 min`, `not while it lasted`, `cannot happen here`. */
export function drillAlarmWords({ minutesToAlarm, touches }: DrillResult): string {
  if (touches.length === 0) {
    return 'cannot happen here';
  }
  return minutesToAlarm === null ? 'not while it lasted' : `after ${formatSpan(minutesToAlarm * 60)}`;
}

/** How long after the first reading that holds it: `15 min`, `with it`. */
export function drillDelayWords({ minutesAfterFirstReading: minutes }: DrillResult): string {
  if (minutes === null) {
    return '–';
  }
  return minutes === 0 ? 'with it' : formatSpan(minutes * 60);
}

/** What it cost until then; `–` where no price of what it uses is known. */
export function drillCostWords({ costSoFar }: DrillResult, currency: string): string {
  return costSoFar === null ? '–' : formatMoney(costSoFar, currency);
}

/** `50 % after 5 h, 75 % after 8 h, 100 % never`; `no budget` where the provider has none. */
export function drillNoticeWords({ providerNotices }: DrillResult): string {
  if (providerNotices.length === 0) {
    return 'no budget';
  }
  return providerNotices.every(({ minutes }) => minutes === null)
    ? 'nothing while it lasted'
    : providerNotices
        .map(
          ({ percent, minutes }) => `${percent} % ${minutes === null ? 'never' : `after ${formatSpan(minutes * 60)}`}`,
        )
        .join(', ');
}
