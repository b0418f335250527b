import { describe, expect, it } from 'vitest';
import { changeRecommendation } from '#main/actions/change-recommendation';
import { setAssumptions } from '#main/actions/set-assumptions';
import { DAY } from '#shared/domain/instant';
import { MICROS } from '#shared/domain/money';
import { type Decided, decided, NOW } from './decided';

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
        currentUsage: 27.3,
        limitValue: 30,
        usagePercent: 91,
        createdAt: NOW,
        roi: { currentCost: 0, upgradeCost: MICROS, revenueImpact: null, profitImpact: null, roi: null },
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
      { id, usagePercent: 96, status: 'PENDING', createdAt: NOW, updatedAt: NOW + DAY },
    ]);
  });

  it('keep the status that a person gave while the figures go on', async () => {
    const { subject, id } = await advised();
    await changeRecommendation(subject.parts, id, { step: 'approve' });
    subject.parts.clock.set(NOW + DAY);
    await subject.storage(97);
    expect(await subject.recommend()).toBe(0);
    expect(await all(subject)).toMatchObject([{ id, usagePercent: 97, status: 'APPROVED' }]);
  });

  it("respect a person's no for a month, then ask again", async () => {
    const { subject, id } = await advised();
    await changeRecommendation(subject.parts, id, { step: 'dismiss', reason: 'We clean up first.' });
    for (const days of [0, 1, 29]) {
      subject.parts.clock.set(NOW + days * DAY);
      await subject.storage(95);
      expect(await subject.recommend(), `after ${days} days`).toBe(0);
    }
    expect(await all(subject)).toMatchObject([{ id, status: 'DISMISSED', statusReason: 'We clean up first.' }]);
    subject.parts.clock.set(NOW + 30 * DAY);
    await subject.storage(95);
    expect(await subject.recommend()).toBe(1);
    expect((await all(subject)).map(({ status }) => status).sort()).toEqual(['DISMISSED', 'PENDING']);
  });

  it('expire after seven days without a cause, by the app, and not before', async () => {
    const { subject, id } = await advised();
    await subject.storage(30);
    subject.parts.clock.set(NOW + 7 * DAY - 1);
    await subject.storage(30);
    await subject.recommend();
    expect(await all(subject)).toMatchObject([{ id, status: 'PENDING' }]);
    subject.parts.clock.set(NOW + 7 * DAY);
    await subject.recommend();
    expect(await all(subject)).toMatchObject([{ id, status: 'EXPIRED' }]);
    expect(await subject.parts.store.recommendations.events(id)).toMatchObject([
      { from: 'PENDING', to: 'EXPIRED', actor: 'app', reason: expect.stringContaining('7 days') },
    ]);
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

describe('setAssumptions', () => {
  it('works the ROI of open advice out again: 4,000 a day, half lost, 12 hours make 1,000', async () => {
    const { subject, id } = await advised();
    await setAssumptions(subject.parts, { revenuePerDay: 4_000, lostShare: 0.5, hoursToRecover: 12 });
    expect(await subject.parts.store.recommendations.find(id)).toMatchObject({
      roi: {
        currentCost: 0,
        upgradeCost: MICROS,
        revenueImpact: 1_000 * MICROS,
        profitImpact: 999 * MICROS,
        roi: 99_900,
        unknown: {},
      },
    });
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
