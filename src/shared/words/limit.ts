import { dayOf } from '#shared/core/calendar/calendar';
import { priceAge } from '#shared/core/pricing/price-age';
import type { Instant } from '#shared/domain/instant';
import type { InfrastructureLimit } from '#shared/domain/limit';

/** Why a limit has the figure it has, without a period: `Free plan of the price list, as of 2026-09-14`. */
export function limitReason(
  { reason, unit, asOf }: Pick<InfrastructureLimit, 'reason' | 'unit' | 'asOf'>,
  now: Instant,
) {
  const ofPlan = reason.plan === null ? 'The price list' : `${reason.plan} plan of the price list`;
  const listed = (why: string) => [ofPlan, why, listAge(reason, asOf, now)].filter((part) => part !== '').join(', ');
  switch (reason.code) {
    case 'own':
      return `Your own figure${asOf === null ? '' : `, set ${onDay(asOf, now)}`}`;
    case 'answered':
      return `The provider's answer (${reason.place ?? 'no place named'})${asOf === null ? '' : `, read ${onDay(asOf, now)}`}`;
    case 'listed':
      return listed('');
    case 'unlimited':
      return listed('no limit');
    case 'charged':
      return listed('no limit: every unit is charged');
    case 'unstated':
      return listed('no figure in any source: enter your own');
    case 'weak-source':
      return listed(`one weak source says ${reason.claimed} ${unit}: enter your own`);
    case 'not-listed':
      return `${reason.plan ?? 'This'} plan: the price list has no figure for this metric`;
    case 'plan-unknown':
      return 'The plan is not known: choose it, or enter the limit';
  }
}

function listAge({ ended }: InfrastructureLimit['reason'], asOf: Instant | null, now: Instant): string {
  const sourceDate = asOf === null ? null : dayOf(asOf, 'UTC');
  const age = sourceDate === null ? 'no date' : priceAge({ sourceDate }, dayOf(now, 'UTC')).text;
  return ended === null ? age : `${age}, ended ${ended}`;
}

function onDay(then: Instant, now: Instant): string {
  const day = dayOf(then, 'UTC');
  return day === dayOf(now, 'UTC') ? 'today' : `on ${day}`;
}

/** What the forecast of a credit or of an account's spend rests on. */
export const FROM_BILL = 'Rests on the bill: what each use is expected to come to, at its price.';
