import { describe, expect, it } from 'vitest';
import { changeRecommendation } from '#main/actions/change-recommendation';
import { RecommendationEngine } from '#main/actions/recommendation-engine';
import { setAssumptions } from '#main/actions/set-assumptions';
import { readRecommendation, readRecommendationList } from '#main/queries/recommendations/recommendation-views';
import { readWeighed } from '#main/queries/recommendations/weighed';
import type { AdviceKind } from '#shared/core/recommendations/finding';
import { DAY } from '#shared/domain/instant';
import { MICROS } from '#shared/domain/money';
import { CACHE, type Decided, decided, NOW } from './decided';

const all = (subject: Decided) => subject.parts.store.recommendations.list();

/** A Redis at 91 % of its storage, with the advice that follows. */
async function advised(): Promise<{ readonly subject: Decided; readonly id: number }> {
  const subject = await decided();
  await subject.storage(91);
  expect(await subject.recommend()).toBe(1);
  return { subject, id: (await all(subject))[0]?.id ?? 0 };
}

describe('generateRecommendations and saveRecommendations', () => {
  it('begin as PENDING, CRITICAL at 90 % and above', async () => {
    const { subject } = await advised();
    expect(await all(subject)).toMatchObject([
      {
        status: 'PENDING',
        priority: 'CRITICAL',
        currentPlan: 'free',
        recommendedPlan: 'pro',
        limit: { used: 27.3, value: 30, percent: 91, stops: true },
        cost: { currency: 'USD', current: 0, recommended: MICROS },
        createdAt: NOW,
      },
    ]);
  });

  it('give nothing where nothing presses', async () => {
    const subject = await decided();
    expect(await subject.recommend()).toBe(0);
    await subject.storage(20);
    expect(await subject.recommend()).toBe(0);
    expect(await all(subject)).toEqual([]);
  });

  it('bring standing advice up to date instead of repeating it', async () => {
    const { subject, id } = await advised();
    subject.parts.clock.set(NOW + DAY);
    await subject.storage(96);
    expect(await subject.recommend()).toBe(0);
    expect(await all(subject)).toMatchObject([
      { id, limit: { percent: 96 }, status: 'PENDING', createdAt: NOW, updatedAt: NOW + DAY },
    ]);
  });

  it('keep the status that a person gave while the figures go on', async () => {
    const { subject, id } = await advised();
    await changeRecommendation(subject.parts, id, { step: 'approve' });
    subject.parts.clock.set(NOW + DAY);
    await subject.storage(97);
    expect(await subject.recommend()).toBe(0);
    expect(await all(subject)).toMatchObject([{ id, limit: { percent: 97 }, status: 'APPROVED' }]);
  });

  it("respect a person's no for as long as nothing material changes, and then say what did", async () => {
    const { subject, id } = await advised();
    await changeRecommendation(subject.parts, id, { step: 'dismiss', reason: 'We clean up first.' });
    for (const days of [0, 1, 29, 90]) {
      subject.parts.clock.set(NOW + days * DAY);
      await subject.storage(95);
      expect(await subject.recommend(), `after ${days} days`).toBe(0);
    }
    const said = { code: 'said', text: 'We clean up first.' };
    expect(await all(subject)).toMatchObject([{ id, status: 'DISMISSED', statusReason: said }]);
    // What was weighed says that a person refused it, and no reason of its own.
    const [weighed] = await readWeighed(subject.parts);
    expect(weighed?.alternatives.find(({ id: way }) => way === 'pro')?.lost).toContain('We clean up first.');
    subject.parts.clock.set(NOW + 91 * DAY);
    await subject.storage(95);
    await subject.limit('STORAGE_MB', { value: 29 });
    expect(await subject.recommend()).toBe(1);
    // The same row: a finding is never repeated.
    expect(await all(subject)).toMatchObject([
      {
        id,
        status: 'PENDING',
        statusReason: { code: 'changed', changes: [{ code: 'limit', from: 30, to: 29, unit: 'MB' }] },
      },
    ]);
  });

  it('tell days ahead from the moment in which they are read', async () => {
    const subject = await decided();
    for (let day = 20; day >= 0; day -= 1) {
      subject.parts.clock.set(NOW - day * DAY);
      await subject.storage(85 - day * 3);
    }
    await subject.recommend();
    const summary = async () => (await readRecommendationList(subject.parts)).items[0]?.summary;
    expect(await summary()).toContain('full in about 5 days');
    subject.parts.clock.set(NOW + 2 * DAY);
    expect(await summary()).toContain('full in about 3 days');
  });

  it('say at once that nothing calls for it any more, and expire after three such days, by the app', async () => {
    const { subject, id } = await advised();
    subject.parts.clock.set(NOW + 1);
    await subject.storage(30);
    await subject.recommend();
    const uncalled = { code: 'uncalled', since: NOW };
    expect(await all(subject)).toMatchObject([{ id, status: 'PENDING', statusReason: uncalled, updatedAt: NOW }]);
    const list = await readRecommendationList(subject.parts);
    expect([list.items[0]?.calledFor, list.together.text]).toEqual([false, '1 open']);
    // Called for again within the three days it is as before.
    subject.parts.clock.set(NOW + 2);
    await subject.storage(91);
    await subject.recommend();
    expect(await all(subject)).toMatchObject([{ id, status: 'PENDING', statusReason: null, updatedAt: NOW + 2 }]);
    subject.parts.clock.set(NOW + 3 * DAY);
    await subject.storage(30);
    await subject.recommend();
    expect(await all(subject)).toMatchObject([{ id, status: 'PENDING' }]);
    subject.parts.clock.set(NOW + 3 * DAY + 2);
    await subject.recommend();
    expect(await all(subject)).toMatchObject([{ id, status: 'EXPIRED' }]);
    expect(await subject.parts.store.recommendations.events(id)).toMatchObject([
      { from: 'PENDING', to: 'EXPIRED', actor: 'app', reason: { code: 'no-cause', days: 3 } },
    ]);
    await subject.storage(95);
    await subject.recommend();
    expect(await all(subject)).toMatchObject([{ id, status: 'PENDING', statusReason: { code: 'called-again' } }]);
  });

  it('say nothing about a metric whose limit the user switched off', async () => {
    const subject = await decided();
    await subject.limit('STORAGE_MB', { enabled: false });
    await subject.storage(99);
    expect(await subject.recommend()).toBe(0);
  });

  it('give one step to a plan once, for the most urgent reason', async () => {
    const subject = await decided();
    await subject.storage(80);
    await subject.commands(9_600);
    expect(await subject.recommend()).toBe(1);
    expect(await all(subject)).toMatchObject([{ metric: 'COMMANDS_PER_DAY', priority: 'CRITICAL' }]);
  });
});

it('the kinds that a provider brings are asked like all others', async () => {
  const { parts } = await decided();
  const { catalog } = parts;
  const redis = catalog.descriptor('redis');
  if (redis === null) throw new Error('There is no such provider.');
  const asked: string[] = [];
  const kind: AdviceKind = {
    id: 'made-up',
    find: ({ connectionId }) => {
      asked.push(connectionId);
      return [];
    },
  };
  const advice = { kinds: [kind], sentence: () => null, title: () => null, guide: {} };
  const engine = new RecommendationEngine({ ...parts, catalog: { ...catalog, descriptors: [{ ...redis, advice }] } });
  await engine.generateRecommendations();
  expect(asked).toEqual([CACHE]);
});

describe('setAssumptions', () => {
  it('works the ROI of open advice out again: 4,000 a day, half lost, 12 hours make 1,000', async () => {
    const { subject, id } = await advised();
    const told = { lostShare: 0.5, hoursToRecover: 12, hoursOfWork: null, hourlyRate: null };
    await setAssumptions(subject.parts, { ...told, revenuePerDay: 4_000 });
    const roi = async () => (await readRecommendation(subject.parts, id))?.roi;
    expect(await roi()).toMatchObject({
      ...{ currentCost: 0, upgradeCost: 1, extraCost: 1, revenueImpact: 1_000, profitImpact: 999, roi: 99_900 },
    });
    // The same of one account alone, which goes before.
    await setAssumptions(subject.parts, { ...told, revenuePerDay: 8_000 }, CACHE);
    expect(await roi()).toMatchObject({ revenueImpact: 2_000, profitImpact: 1_999 });
  });
});

describe('changeRecommendation', () => {
  it('keeps every step with its actor, and refuses an illegal one without a change', async () => {
    const { subject, id } = await advised();
    for (const step of ['review', 'approve', 'implement'] as const) {
      expect(await changeRecommendation(subject.parts, id, { step })).toMatchObject({ ok: true });
    }
    expect(await changeRecommendation(subject.parts, id, { step: 'approve' })).toMatchObject({
      ok: false,
      failure: { code: 'conflict' },
    });
    expect(await changeRecommendation(subject.parts, 999, { step: 'review' })).toMatchObject({
      ok: false,
      failure: { code: 'not-found' },
    });
    const events = await subject.parts.store.recommendations.events(id);
    expect(events.map(({ from, to, actor }) => `${from} ${to} ${actor}`)).toEqual([
      'PENDING REVIEWED user',
      'REVIEWED APPROVED user',
      'APPROVED IMPLEMENTED user',
    ]);
    expect(await all(subject)).toMatchObject([{ status: 'IMPLEMENTED' }]);
  });
});
