import { describe, expect, it } from 'vitest';
import { toldOfEvent } from '#shared/core/alerts/alert-book';
import { observeBudget } from '#shared/core/alerts/budget-condition';
import { groupOf } from '#shared/core/alerts/group';
import { meterOf } from '#shared/core/alerts/meter';
import { observeDeployment, observeSilence, observeUnexpected } from '#shared/core/alerts/meter-conditions';
import { observePrices } from '#shared/core/alerts/price-condition';
import { DEFAULT_RULES } from '#shared/core/alerts/rules';
import { isWithoutNetwork, observeStale, observeToken, type Source } from '#shared/core/alerts/source-conditions';
import { learnUsual } from '#shared/core/alerts/usual';
import { dayStart } from '#shared/core/calendar/calendar';
import { defaultPriceList } from '#shared/core/pricing/default-price-list';
import { DAY, HOUR, MINUTE } from '#shared/domain/instant';

/** 2026-11-19T00:00:00Z, a Thursday. */
const T0 = 1_795_046_400;

/** `perHour` by the hour of the day for 21 days before T0, then what each further hour had. */
function reading(perHour: (hour: number) => number, after: readonly number[], projectId = '') {
  const hours = [...Array.from({ length: 21 * 24 }, (_, hour) => perHour(hour % 24)), ...after];
  let total = 0;
  const points = hours.map((amount, hour) => {
    total += amount;
    return { time: T0 - 21 * DAY + (hour + 1) * HOUR, value: total };
  });
  const meter = meterOf('counter', points);
  return {
    ...{ meterKey: 'acme/S/M', connectionId: 'acme', projectId, service: 'S', metric: 'M', unit: 'requests' },
    ...{ isSpend: false, meter, usual: learnUsual(meter, T0), lag: 0, limit: null, toldAs: 0 },
  };
}

const hoursOf = (count: number, amount: number) => Array.from({ length: count }, () => amount);

describe('silence', () => {
  const rules = { silence: { meters: ['acme/S/M'], hours: 6 } };

  it('rings after the hours of the rule without any use, and is over with the first', () => {
    const stopped = observeSilence(
      reading(() => 10, hoursOf(6, 0)),
      rules,
    );
    expect(stopped.degree?.reason).toEqual({ code: 'use-stopped', since: T0, usual: 10 });
    expect(
      observeSilence(
        reading(() => 10, hoursOf(5, 0)),
        rules,
      ).degree,
    ).toBeNull();
    const again = observeSilence(
      reading(() => 10, [...hoursOf(6, 0), 1]),
      rules,
    );
    expect([again.degree, again.held({} as never)]).toEqual([null, null]);
  });

  it('of hours in which nothing is usual is none', () => {
    // Used from 8 to 20 o'clock: six hours of a night are always silent, six hours of a day never.
    const byDay = (hour: number) => (hour >= 8 && hour < 20 ? 10 : 0);
    expect(observeSilence(reading(byDay, hoursOf(6, 0)), rules).degree).toBeNull();
    expect(observeSilence(reading(byDay, hoursOf(15, 0)), rules).degree?.reason).toMatchObject({ code: 'use-stopped' });
  });
});

describe('a project that expects none', () => {
  it('rings at any use, and only a whole day without is over', () => {
    const none = observeUnexpected(
      reading(() => 0, [0], 'p'),
      'preview',
    );
    expect(none).toMatchObject({ degree: null, known: { percent: 0, value: 0 } });
    const some = observeUnexpected(
      reading(() => 0, [1], 'p'),
      'preview',
    );
    expect(some.degree?.reason).toEqual({ code: 'unexpected-use', project: 'preview' });
    const later = (hours: number) =>
      observeUnexpected(
        reading(() => 0, [1, ...hoursOf(hours, 0)], 'p'),
        'preview',
      );
    expect(later(23).degree).toBeNull();
    expect(later(23).held({} as never)).not.toBeNull();
    expect(later(24).held({} as never)).toBeNull();
  });
});

describe('a deployment', () => {
  const deployment = {
    ...{ connectionId: 'acme', projectId: 'p', deploymentId: 'd', name: 'web', target: 'production', state: 'READY' },
    ...{ createdAt: T0 - 2 * MINUTE, readyAt: T0 },
  } as never;
  const degree = (after: readonly number[], isOpen = false) =>
    observeDeployment(
      reading(() => 10, after),
      deployment,
      isOpen,
    );

  it('after which a meter runs 1.8 times its usual is told with the rate before and after', () => {
    expect(degree([17])?.degree).toBeNull();
    expect(degree([18])?.degree?.reason).toEqual({
      ...{ code: 'changed-after-deployment', deployment: 'web', at: T0, perHour: 18, before: 10 },
    });
  });

  it('is held against what is told of it since, which a source that tells late tells late', () => {
    // Told an hour late: of the two hours since the deployment the first is of before it.
    const late = observeDeployment({ ...reading(() => 10, [10, 30]), lag: HOUR }, deployment, false);
    expect(late?.known?.value).toBe(30);
  });

  it('begins nothing after six hours, and what it began is what is usual after a day', () => {
    expect(degree([...hoursOf(6, 10), 90])).toBeNull();
    expect(degree(hoursOf(24, 90), true)?.held({} as never)).not.toBeNull();
    expect(degree(hoursOf(25, 90), true)?.held({} as never)).toBeNull();
  });
});

describe('a source', () => {
  const NOW = T0;
  const attempt = (outcome: string, lastGoodAt: number | null, startedAt = NOW) =>
    ({ attempt: { connectionId: 'acme', capability: 'usage', outcome, startedAt }, lastGoodAt }) as never;
  /** Asked once a day, five hours ago. */
  const thisMorning = attempt('ok', NOW - 5 * HOUR, NOW - 5 * HOUR);
  const source = (...attempts: never[]): Source => ({
    ...{ connectionId: 'acme', title: 'acme', createdAt: NOW - 30 * DAY, expiresAt: null, attempts },
    untold: [],
    ...{ isPaused: false, titleOf: (capability: string) => `the ${capability}` },
  });
  const stale = (one: Source, isOff = false) =>
    observeStale(one, DEFAULT_RULES, { now: NOW, intervalMinutes: 15, isOff });

  it('is silent from two hours on, critical after a day, and nothing is known of it without a network', () => {
    expect(stale(source(attempt('server-error', NOW - 119 * MINUTE))).degree).toBeNull();
    expect(stale(source(attempt('server-error', NOW - 2 * HOUR))).degree).toMatchObject({
      severity: 'warning',
      reason: { code: 'silent', source: 'acme', lastGoodAt: NOW - 2 * HOUR },
    });
    expect(stale(source(attempt('server-error', NOW - 24 * HOUR))).degree?.severity).toBe('critical');
    // Looked at once an hour it has four looks.
    const hourly = { now: NOW, intervalMinutes: 60, isOff: false };
    expect(observeStale(source(attempt('server-error', NOW - 3 * HOUR)), DEFAULT_RULES, hourly).degree).toBeNull();
    expect(stale(source(attempt('unreachable', NOW - 5 * HOUR)), true).known).toBeNull();
  });

  it('that answers well and leaves a limit out for two hours is told of that limit', () => {
    const untold = (minutes: number, ...more: number[]) => ({
      ...source(attempt('ok', NOW)),
      untold: [minutes, ...more].map((ago, index) => ({ title: `limit ${index}`, since: NOW - ago * MINUTE })),
    });
    expect(stale(untold(119)).degree).toBeNull();
    expect(stale(untold(120)).degree?.reason).toMatchObject({ part: 'limit 0', lastGoodAt: NOW - 120 * MINUTE });
    expect(stale(untold(130, 140)).degree?.reason).toMatchObject({ part: 'limit 1 and 1 more' });
    // All of it is silent: that is told instead.
    const silent = source(attempt('server-error', NOW - 3 * HOUR));
    expect(stale({ ...silent, untold: untold(120).untold }).degree?.reason).not.toHaveProperty('part');
  });

  it('of which one part fails for two hours while the others answer is told of that part', () => {
    const ok = attempt('ok', NOW);
    const failing = (capability: string, minutes: number, lastGoodAt: number | null = NOW - 30 * HOUR) =>
      ({
        attempt: { connectionId: 'acme', capability, outcome: 'server-error', startedAt: NOW },
        ...{ lastGoodAt, failingSince: NOW - minutes * MINUTE },
      }) as never;
    // It is asked once a day: what counts is how long it was asked in vain.
    expect(stale(source(ok, failing('costs', 119))).degree).toBeNull();
    expect(stale(source(ok, failing('costs', 120)))).toMatchObject({
      degree: { severity: 'warning', reason: { code: 'silent', part: 'the costs', lastGoodAt: NOW - 30 * HOUR } },
      known: { value: 1800 },
    });
    expect(stale(source(ok, failing('costs', 200), failing('stores', 300))).degree?.reason).toMatchObject({
      part: 'the stores and 1 more',
    });
    // What may not be read at all was never there to be missed.
    const locked = {
      attempt: { capability: 'x', outcome: 'not-permitted', startedAt: NOW },
      lastGoodAt: null,
    } as never;
    expect(stale(source(ok, locked)).degree).toBeNull();
  });

  it('that is paused is not silent, and no reason to call the network gone', () => {
    const paused = { ...source(attempt('unreachable', NOW - 99 * HOUR)), isPaused: true };
    expect(stale(paused).known).toBeNull();
    expect(isWithoutNetwork([paused, source(attempt('ok', NOW))])).toBe(false);
    expect(isWithoutNetwork([paused, source(attempt('timeout', null))])).toBe(false);
  });

  it('that sleeps, or whose token is refused, is told of elsewhere', () => {
    expect(stale(source(attempt('asleep', NOW - 5 * HOUR))).known).toBeNull();
    const refused = source(attempt('invalid-credential', NOW - 5 * HOUR));
    expect(stale(refused).known).toBeNull();
    // A token that was revoked at noon, of an account with something that is asked once a day.
    const revoked = source(attempt('invalid-credential', NOW - 5 * HOUR), thisMorning);
    expect(stale(revoked).known).toBeNull();
    expect(observeToken(revoked, DEFAULT_RULES, NOW).degree?.reason.code).toBe('token-refused');
    expect(observeToken(refused, DEFAULT_RULES, NOW).degree).toMatchObject({ severity: 'critical' });
  });

  it('is without a network where all fail on the way, and one alone is not', () => {
    const gone = source(attempt('unreachable', null));
    expect(isWithoutNetwork([gone, source(attempt('timeout', null))])).toBe(true);
    expect(isWithoutNetwork([gone, source(attempt('server-error', null))])).toBe(false);
    expect(isWithoutNetwork([gone])).toBe(false);
    // What no request was made for says nothing of the way.
    const unasked = source(attempt('timeout', null), attempt('not-on-plan', null), attempt('cancelled', null));
    expect(isWithoutNetwork([gone, unasked])).toBe(true);
    // What went well this morning says nothing of now; what went well in the same look did get through.
    expect(isWithoutNetwork([gone, source(attempt('timeout', null), thisMorning)])).toBe(true);
    expect(isWithoutNetwork([gone, source(attempt('timeout', null), attempt('ok', NOW))])).toBe(false);
  });

  it('tells of a token that ends in seven days, and critically in one', () => {
    const ends = (days: number) => observeToken({ ...source(), expiresAt: NOW + days * DAY }, DEFAULT_RULES, NOW);
    expect([ends(8), ends(7), ends(1)].map(({ degree }) => degree?.severity ?? null)).toEqual([
      ...[null, 'warning', 'critical'],
    ]);
  });
});

/** A limit or budget of 100 at so many percent. */
const used = (percent: number) =>
  ({
    ...{ key: '*/#b', connectionId: null, projectId: '', service: '', metric: '', limitId: 'b', unit: 'USD', at: T0 },
    ...{ isWindowed: true, percent, judgedPercent: null, value: percent, limit: 100, warningPercent: 75 },
    ...{ criticalPercent: 100, daysToLimit: null, enforcing: null },
  }) as const;

describe('what belongs together', () => {
  it('is every rate of an account, what followed a deployment included, and each other condition for itself', () => {
    const silent = (connectionId: string) => groupOf({ connectionId, condition: 'stale' });
    expect(silent('acme')).toBe(silent('b'));
    const of = (condition: 'rate' | 'spend-rate' | 'limit' | 'budget') => groupOf({ connectionId: 'acme', condition });
    expect(of('spend-rate')).toBe(of('rate'));
    expect(
      new Set([of('rate'), of('limit'), of('budget'), groupOf({ connectionId: 'b', condition: 'rate' })]).size,
    ).toBe(4);
  });

  it('is what began within twelve hours on another meter of the account', () => {
    const alert = { connectionId: 'acme', condition: 'rate', service: 'S', metric: 'M', projectId: '', announced: 2 };
    const told = (firedAt: number, metric = 'OTHER', connectionId = 'acme') =>
      toldOfEvent([{ ...alert, firedAt } as never], { connectionId, service: 'S', metric, projectId: '' }, T0);
    expect([told(T0 - 11 * HOUR), told(T0 - 13 * HOUR)]).toEqual([2, 0]);
    expect([told(T0, 'M'), told(T0, 'OTHER', 'b')]).toEqual([0, 0]);
  });
});

describe('a budget', () => {
  const reading = (percent: number, projectedAbove: number | null) => ({
    ...used(percent),
    projectedAbove,
    expectedAt: null,
  });
  const at = (percent: number, projectedAbove: number | null = null, marks = [50, 75, 100]) =>
    observeBudget(reading(percent, projectedAbove), { budget: { marks, projected: true } });

  it('rings at 50, 75 and 100 %, each louder than the one before, the last critical', () => {
    expect([49, 50, 75, 100].map((percent) => at(percent).degree?.severity ?? null)).toEqual([
      ...[null, 'warning', 'warning', 'critical'],
    ]);
    const voices = [at(50), at(50, 0.5), at(75), at(100)].map(({ degree }) => degree?.voice ?? 0);
    expect(voices).toEqual([1, 2, 3, 4]);
    expect(at(10, 0.5).degree?.reason.code).toBe('projected-above');
    expect(at(10, 0.49).degree).toBeNull();
  });

  it('with one mark alone is critical there, also where it was projected before', () => {
    const projected = at(80, 0.9, [100]).degree;
    const passed = at(100, 1, [100]).degree;
    expect([projected?.severity, passed?.severity]).toEqual(['warning', 'critical']);
    expect(passed?.rung).toBeGreaterThan(projected?.rung ?? 0);
    expect(passed?.voice).toBeGreaterThan(projected?.voice ?? 0);
  });
});

describe('a price that changes', () => {
  const EDGE = 'vercel/VERCEL_EDGE/pro/EDGE_REQUESTS';
  /** 2 dollars a million until the end of the year, 2.2 from then on. */
  const list = {
    ...defaultPriceList,
    limits: defaultPriceList.limits.flatMap((entry) =>
      entry.id === EDGE && entry.overage !== null
        ? [
            { ...entry, effectiveTo: '2026-12-31' },
            {
              ...entry,
              id: `${EDGE}@2027-01-01`,
              effectiveFrom: '2027-01-01',
              overage: { ...entry.overage, price: 2.2 },
            },
          ]
        : [entry],
    ),
  };
  const account = {
    ...{ connectionId: 'acme', title: 'acme', provider: 'vercel', plan: 'pro' },
    uses: new Set(['VERCEL_EDGE/EDGE_REQUESTS']),
  };
  const seenOn = (day: string, uses = account.uses) =>
    observePrices(list, { ...account, uses }, dayStart(day, 'UTC') + 10 * HOUR);

  it('is told once, from thirty days before on, to who uses it', () => {
    expect(seenOn('2026-12-01')).toEqual([]);
    const [seen, ...others] = seenOn('2026-12-02');
    expect(others).toEqual([]);
    expect(seen).toMatchObject({
      ...{ key: 'price:acme/VERCEL_EDGE/EDGE_REQUESTS@2027-01-01', condition: 'price', metric: 'EDGE_REQUESTS' },
      degree: {
        reason: { code: 'price-changed', from: '0.000002', to: '0.0000022', on: dayStart('2027-01-01', 'UTC') },
      },
    });
    expect(seenOn('2026-12-20')[0]?.key).toBe(seen?.key);
    expect(seenOn('2027-01-01')).toEqual([]);
    expect(seenOn('2026-12-20', new Set())).toEqual([]);
  });
});
