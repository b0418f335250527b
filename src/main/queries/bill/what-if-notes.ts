import { dayOf } from '#shared/core/calendar/calendar';
import { expectedQuantity } from '#shared/core/costs/bill/draws';
import { withoutLimit } from '#shared/core/costs/bill/expected-lines';
import { hitsAfter } from '#shared/core/costs/bill/wish';
import { termsOf } from '#shared/core/costs/terms';
import type { Change } from '#shared/core/costs/what-if-changes';
import { findPlan } from '#shared/core/pricing/look-up';
import { formatMoney, formatSignedMoney } from '#shared/format/money';
import { formatQuantity } from '#shared/format/quantity';
import type { PricedParts } from '../read-parts';
import { usesModel, type WhatIfAccount } from './what-if-accounts';
import { metricTitle } from './words';

/** What an answer rests on, and what could not be changed, in a person's words. */
export function noteTexts(
  parts: PricedParts,
  worlds: readonly WhatIfAccount[],
  own: WhatIfAccount | undefined,
  changes: readonly Change[],
): string[] {
  return [
    'over all accounts, each for its whole period with its expected rest',
    ...changes.map((change) => assumption(change, worlds, own)),
    ...worlds.flatMap(tierNotes),
    ...(own === undefined ? [] : notSold(parts, own)),
    ...worlds.flatMap(limitNotes),
  ];
}

/** A change as it is shown: `traffic × 2`. */
export function changeText(change: Change): string {
  switch (change.kind) {
    case 'traffic':
      return `traffic × ${change.factor}`;
    case 'plan':
      return `plan ${change.plan}`;
    case 'region':
      return `region ${change.region}`;
    case 'build-machine':
      return `build machine ${change.machine}`;
    case 'images':
      return `images × ${change.factor}`;
    case 'cache-hits':
      return `cache hits ${change.points < 0 ? '−' : '+'}${Math.abs(change.points)} points`;
    case 'model':
      return `${change.to} instead of ${change.from}`;
  }
}

function assumption(change: Change, worlds: readonly WhatIfAccount[], own: WhatIfAccount | undefined): string {
  switch (change.kind) {
    case 'traffic':
      return `traffic × ${change.factor}: requests, transfer, compute, commands and tokens; builds and stored data stay`;
    case 'plan':
      return `the same use of ${own?.account.connection.title ?? 'the account'} on the ${change.plan} plan`;
    case 'region':
      return `functions, origin transfer and caches at the prices of ${change.region}; transfer and edge requests stay, they follow the visitors`;
    case 'build-machine':
      return `the same build minutes on the ${change.machine} machine; a faster machine needs fewer`;
    case 'images':
      return `image transformations and image cache × ${change.factor}`;
    case 'cache-hits':
      return cacheNote(change, worlds);
    case 'model':
      return worlds.some(({ today }) => usesModel(today, change.from))
        ? `what ${change.from} costs, times what its own mix of tokens costs of ${change.to}`
        : `${change.from} was not used, so this change was left out`;
  }
}

function cacheNote(change: Change, worlds: readonly WhatIfAccount[]): string {
  const known = worlds.map(({ cacheHitRatio }) => cacheHitRatio).find((ratio) => ratio !== null);
  return known === undefined || known === null
    ? 'the cache hit ratio is not known, so this change was left out'
    : `cache hits from ${percent(known)} to ${percent(hitsAfter([change], known))}: functions and origin transfer fall in proportion to the misses`;
}

function tierNotes({ account, first, plan }: WhatIfAccount): string[] {
  const { list, now } = account.context;
  const nameOf = (name: string | null) =>
    findPlan(list, account.connection.billing?.provider ?? '', name ?? '', dayOf(now, 'UTC'))?.name ?? name ?? '';
  return first === null
    ? []
    : [
        `${nameOf(first.plan)} is too small: after ${first.cycles === 1 ? 'one cycle' : `${first.cycles} cycles`} it moves up to ${nameOf(plan)}`,
      ];
}

/** A plan that sells no more than it includes is not cheap, it stops: that has to be said beside its price. */
function notSold(parts: PricedParts, { account, changed: then, plan }: WhatIfAccount): string[] {
  const { context, connection } = account;
  if (plan === null || plan === connection.billing?.plan) {
    return [];
  }
  const terms = termsOf(context.list, {
    ...{ provider: connection.billing?.provider ?? '', plan },
    day: dayOf(context.now, context.period.zone),
  });
  return (then[0]?.parts.meters ?? []).flatMap((meter): string[] => {
    const found = terms.metric(meter.service, meter.metric);
    const included = found?.limit.included ?? null;
    const quantity = expectedQuantity(meter);
    if (found?.beyond !== 'refused' || included === null || quantity <= included) {
      return [];
    }
    const title = metricTitle(parts, connection.provider, meter.service, meter.metric);
    const { unit } = found.limit;
    return [
      `${title}: ${formatQuantity(quantity, unit)} expected, ${formatQuantity(included, unit)} included, and the plan sells no more`,
    ];
  });
}

/** Where a limit ends the month, the same work would have cost more than is paid. */
function limitNotes({ account, today, changed: then }: WhatIfAccount): string[] {
  const [before, after] = [today[0], then[0]];
  const cap = before?.parts.cap ?? null;
  if (before === undefined || after === undefined || cap === null || withoutLimit(before) <= cap) {
    return [];
  }
  const { currency } = before.bill;
  const [whole, changed] = [withoutLimit(before), withoutLimit(after)];
  return [
    `${account.connection.title}: its limit ends the month at ${formatMoney(cap, currency)}; without it the same work is ${formatMoney(whole, currency)} today and ${formatMoney(changed, currency)} then, ${formatSignedMoney(changed - whole, currency)}`,
  ];
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 100)} %`;
}
