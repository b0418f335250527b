import { expect, it } from 'vitest';
import { followChanges } from '#main/actions/follow-changes';
import { setBudget } from '#main/actions/set-budget';
import { blankEvent } from '#main/providers/ai-report';
import { readGrounds } from '#main/queries/recommendations/evidence';
import { readSaving } from '#main/queries/recommendations/saving';
import { readSeenWorld } from '#main/queries/recommendations/seen-world';
import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import { type SeenWorld, seenSince } from '#shared/core/recommendations/seen-change';
import type { AiUsageEvent } from '#shared/domain/ai-usage';
import type { Charge } from '#shared/domain/charge';
import { DAY } from '#shared/domain/instant';
import { MICROS } from '#shared/domain/money';
import type { AdviceChange, AdviceEffect, Recommendation } from '#shared/domain/recommendation';
import { charge } from '../../core/costs/charge-fixture';
import { madeRecommendation } from '../../core/recommendations/made-recommendation';
import { ACCOUNT, type PricedAccount, pricedAccount } from './bill/priced-account';

const IMAGES = { service: 'VERCEL_IMAGES', metric: 'TRANSFORMATIONS' };
const HALVED: AdviceChange = { kind: 'use', ...IMAGES, project: null, factor: 0.5 };
const FIRST = '2026-09-01';
const CHANGED = dayStart('2026-11-10', 'UTC');
const BEFORE = 70;

/** 60,000 transformations a day at 5 cents a thousand, 3.00; half of them from the 10th of November on. */
async function halved(daysAfter: number): Promise<PricedAccount> {
  const account = await pricedAccount();
  await account.change({
    billing: { provider: 'vercel', plan: 'pro', planName: 'Pro', source: 'provider' },
    billingAnchor: { day: 1, zone: 'UTC' },
  });
  account.parts.clock.set(CHANGED + (daysAfter + 2) * DAY);
  const values = [...new Array<number>(BEFORE).fill(60_000), ...new Array<number>(daysAfter).fill(30_000)];
  await account.days(IMAGES, FIRST, values);
  return account;
}

const effect: AdviceEffect = {
  ...{ fees: 0, use: -45 * MICROS, useNow: 90 * MICROS, feesNow: 20 * MICROS, credit: 20 * MICROS, cap: null },
  touches: ['VERCEL_IMAGES TRANSFORMATIONS'],
};

const advice = (change: AdviceChange, more: Partial<Recommendation> = {}) =>
  madeRecommendation({
    ...{ key: `${ACCOUNT}/driver`, connectionId: ACCOUNT, ...IMAGES, aim: 'saving', limit: null, change, effect },
    gain: { amount: 45 * MICROS, low: 0, high: 0, probability: 1, againstCut: null, averted: null },
    createdAt: CHANGED - 5 * DAY,
    ...more,
  });

it('half the transformations save half of what they cost: 3.00 a day become 1.50, 45.00 a month', async () => {
  const account = await halved(7);
  const saved = await readSaving(account.parts, advice(HALVED), CHANGED, 7);
  expect((saved?.q50 ?? 0) / MICROS).toBeCloseTo(45, 0);
  expect(saved?.q10).toBeLessThanOrEqual(saved?.q50 ?? 0);
});

it('within the credit nothing is saved: 90 of use become 45 where 100 are paid', async () => {
  const account = await halved(7);
  const paid = advice(HALVED, { effect: { ...effect, credit: 100 * MICROS } });
  expect(await readSaving(account.parts, paid, CHANGED, 7)).toMatchObject({ q50: 0 });
});

it('what is seen marks it, and after a week says what came of it', async () => {
  const account = await halved(9);
  const { id: _, ...row } = advice(HALVED);
  const { store } = account;
  const { id } = await store.recommendations.insert(row);
  // On the third day with half of them it is seen; a week after it, and two days for late figures, it is told.
  account.parts.clock.set(CHANGED + 3 * DAY);
  await followChanges(account.parts);
  expect(await store.recommendations.find(id)).toMatchObject({
    status: 'IMPLEMENTED',
    statusReason: { code: 'seen', at: CHANGED },
  });
  account.parts.clock.set(CHANGED + 10 * DAY);
  await followChanges(account.parts);
  const [outcome] = await store.recommendations.outcomes(id);
  expect(outcome).toMatchObject({ days: 7, changedAt: CHANGED + DAY, promised: 45 * MICROS, verdict: 'worked' });
  expect((outcome?.saved?.q50 ?? 0) / MICROS).toBeCloseTo(45, 0);
});

it('a risk that was to save money is judged by what it saved, and not by a limit that it never had', async () => {
  const account = await halved(9);
  const { id: _, ...row } = advice(HALVED, { aim: 'risk' });
  const { id } = await account.store.recommendations.insert(row);
  account.parts.clock.set(CHANGED + 3 * DAY);
  await followChanges(account.parts);
  account.parts.clock.set(CHANGED + 10 * DAY);
  await followChanges(account.parts);
  expect(await account.store.recommendations.outcomes(id)).toMatchObject([{ days: 7, verdict: 'worked' }]);
});

it('what cannot be told is asked for a week more before it is kept as such', async () => {
  const account = await halved(30);
  const { store } = account;
  // A budget that only tells saves nothing that could be measured.
  const change: AdviceChange = { kind: 'budget', own: true, from: null, to: 100 };
  const { id: _, ...row } = advice(change, { status: 'IMPLEMENTED', aim: 'risk', updatedAt: CHANGED - 1 });
  const { id } = await store.recommendations.insert(row);
  const kept = async (days: number) => {
    account.parts.clock.set(CHANGED + days * DAY);
    await followChanges(account.parts);
    return (await store.recommendations.outcomes(id)).map((one) => `${one.days} ${one.verdict}`);
  };
  expect(await kept(9)).toEqual([]);
  expect(await kept(15)).toEqual([]);
  expect(await kept(16)).toEqual(['7 too-early']);
});

it('a day of a model that is still being told is no day of little use', async () => {
  const { parts, store } = await halved(7);
  const now = parts.clock.now();
  const today = Math.floor(now / DAY) * DAY;
  const range = { start: today - 2 * DAY, end: today };
  const event = (start: number, told: number): AiUsageEvent => ({
    ...blankEvent('openai', 'cost', start, told),
    ...{ model: 'sol', currency: 'USD', costMicros: 5 * MICROS },
  });
  const events = [event(today - 2 * DAY, today - DAY), event(today - DAY, today - DAY / 2)];
  await store.aiUsage.saveWindows(ACCOUNT, [{ kind: 'cost', bucketSeconds: DAY, range, events }], now);
  const world = await readSeenWorld(parts, advice({ kind: 'model', from: 'sol', to: 'luna' }));
  expect(world?.use).toEqual([{ t: today - 2 * DAY, value: 5 }]);
});

it('another plan is the same use at both prices', async () => {
  const account = await halved(7);
  const change: AdviceChange = { kind: 'plan', provider: 'vercel', from: 'pro', to: 'pro' };
  expect(await readSaving(account.parts, advice(change), CHANGED, 7)).toEqual({ q10: 0, q50: 0, q90: 0 });
  const unknown: AdviceChange = { kind: 'plan', provider: 'vercel', from: 'enterprise', to: 'pro' };
  expect(await readSaving(account.parts, advice(unknown), CHANGED, 7)).toBeNull();
});

it('a limit at which nothing stops any more is as good as raised', async () => {
  const account = await halved(7);
  const [place] = [{ service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB' }];
  await account.days(place, '2026-11-01', [1, 1, 1]);
  const raise: AdviceChange = { kind: 'budget', own: false, from: 150, to: 225 };
  const limit = madeRecommendation().limit;
  const told = async (stops: boolean) => {
    const standing = `${ACCOUNT}/${place.service}/${place.metric}`;
    const asked = advice(raise, { limit: limit === null ? null : { ...limit, standing, stops } });
    return (await readSeenWorld(account.parts, asked))?.providerBudget;
  };
  // Bandwidth only bills: told of one that stopped, its pause was turned off; one that never did was not lifted.
  expect(await told(true)).toBe(Number.POSITIVE_INFINITY);
  expect(await told(false)).toBeNull();
});

it('the world of a budget, of seats and of a source is what is told of them', async () => {
  const { parts, store } = await halved(7);
  const world = (change: AdviceChange) => readSeenWorld(parts, advice(change));
  const budget: AdviceChange = { kind: 'budget', own: true, from: null, to: 100 };
  expect(await world(budget)).toMatchObject({ ownBudget: null, providerBudget: null });
  await setBudget(parts, { connectionId: ACCOUNT, amount: 100 });
  expect(await world(budget)).toMatchObject({ ownBudget: 100, providerBudget: null });
  const source: AdviceChange = { kind: 'source', capability: 'costs' };
  expect(await world(source)).toMatchObject({ sourceSince: null });
  // The plan is told; all that a project costs, and the input of a model, are days like those of a metric.
  expect((await world({ kind: 'source', capability: 'plan' }))?.sourceSince).toBe(parts.clock.now());
  const project: AdviceChange = { kind: 'use', service: '', metric: '', project: null, factor: 0 };
  expect((await world(project))?.use.at(-1)).toMatchObject({ value: 1.5 });
  const input: AdviceChange = { kind: 'use', service: 'opus', metric: 'INPUT_UNCACHED', project: null, factor: 0.3 };
  expect((await world(input))?.use).toEqual([]);
  await store.connections.remove(ACCOUNT);
  expect(await world(source)).toBeNull();
});

it('functions in another region are seen by its rows, and save the difference of both prices', async () => {
  const account = await halved(7);
  const { store, parts } = account;
  // 10 CPU-hours a day: 0.221 an hour in gru1, 0.128 in iad1.
  const charge = (at: number): Charge => {
    const start = CHANGED + (at - 40) * DAY;
    const isBefore = at < 40;
    const cost = Math.round((isBefore ? 2.21 : 1.28) * MICROS);
    return {
      ...{ id: `cpu-${at}`, category: 'Usage', service: 'Fluid Active CPU', project: null },
      ...{ region: isBefore ? 'gru1' : 'iad1', day: dayOf(start, 'UTC'), start, end: start + DAY },
      ...{ consumedQuantity: 10, consumedUnit: 'Hours', pricingQuantity: null, pricingUnit: null },
      ...{ billedCost: cost, effectiveCost: cost, listCost: cost, currency: 'USD' },
      ...{ licence: false, flatRate: false, state: 'provisional' },
    };
  };
  const charges = Array.from({ length: 47 }, (_, at) => charge(at));
  await store.charges.save(ACCOUNT, 'vercel:/v1/billing/charges', charges, parts.clock.now());
  const change: AdviceChange = { kind: 'region', from: 'gru1', to: 'iad1' };
  const moved = advice(change, { effect: { ...effect, credit: 0 } });
  const world = await readSeenWorld(parts, moved);
  expect(seenSince(change, world as SeenWorld, moved.createdAt, parts.clock.now())).toBe(CHANGED);
  // 300 CPU-hours a month x (0.221 - 0.128).
  expect(await readSaving(parts, moved, CHANGED, 7)).toMatchObject({ q50: Math.round(27.9 * MICROS) });
  // Of 66.30 a credit of 60 leaves 6.30 to pay, and of 38.40 nothing.
  const credited = { ...moved, effect: { ...effect, useNow: Math.round(66.3 * MICROS), credit: 60 * MICROS } };
  expect(await readSaving(parts, credited, CHANGED, 7)).toMatchObject({ q50: Math.round(6.3 * MICROS) });
});

it('a database that sleeps is seen by its provider’s rows, which its evidence shows, and not those of another', async () => {
  const { store, parts, change } = await pricedAccount();
  const billing = { provider: 'neon', plan: 'launch', planName: 'Launch', source: 'provider' as const };
  await change({ provider: 'postgres', title: 'Neon', billing, billingAnchor: { day: 1, zone: 'UTC' } });
  parts.clock.set(CHANGED + 3 * DAY);
  // staging: 6 CU-hours a day until it sleeps, then no row at all; main goes on.
  const rows = Array.from({ length: 43 }, (_, at) => CHANGED + (at - 40) * DAY).flatMap((start) => {
    const row = (project: string, consumedQuantity: number) => ({
      ...charge({ day: dayOf(start, 'UTC'), start, service: 'Compute', project, region: null }),
      ...{ id: `${project}-${start}`, consumedQuantity, consumedUnit: 'CU-hours' },
      ...{ billedCost: null, effectiveCost: null, listCost: null },
    });
    return start < CHANGED ? [row('main', 12), row('staging', 6)] : [row('main', 12)];
  });
  await store.charges.save(ACCOUNT, 'neon:/consumption_history/v2/projects', rows, parts.clock.now());
  const sleep: AdviceChange = { kind: 'sleep', project: 'staging' };
  const advised = advice(sleep, { evidence: { series: null, start: CHANGED - 2 * DAY, end: CHANGED, points: [] } });
  const world = await readSeenWorld(parts, advised);
  expect(seenSince(sleep, world as SeenWorld, advised.createdAt, parts.clock.now())).toBe(CHANGED);
  expect((await readGrounds(parts, advised, null)).map(({ value }) => value)).toEqual([6, 6, 0, 0, 0]);
  // 180 CU-hours a month at 0.106: all of it, for three days long.
  const slept = { ...advised, service: 'NEON_POSTGRES', metric: 'COMPUTE_CU_HOURS', effect: null };
  expect(await readSaving(parts, slept, CHANGED, 3)).toMatchObject({ q50: Math.round(19.08 * MICROS) });
});
