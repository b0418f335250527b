import { describe, expect, it } from 'vitest';
import { changeRecommendation } from '#main/actions/change-recommendation';
import { followChanges } from '#main/actions/follow-changes';
import { recordPlan } from '#main/actions/record-plan';
import { readRecommendationList } from '#main/queries/recommendations/recommendation-views';
import { DAY } from '#shared/domain/instant';
import { MICROS } from '#shared/domain/money';
import { CACHE, type Decided, decided, NOW } from './decided';

const row = async ({ parts }: Decided) => (await parts.store.recommendations.list())[0];

/** A Redis at 91 %, whose owner then goes to Pro at the provider. */
async function upgraded(): Promise<Decided> {
  const subject = await decided();
  await subject.storage(91);
  expect(await subject.recommend()).toBe(1);
  const { store, clock } = subject.parts;
  clock.set(NOW + DAY);
  const before = await store.connections.find(CACHE);
  if (before?.billing == null) throw new Error('The account has no plan.');
  const after = { ...before, billing: { ...before.billing, plan: 'pro', planName: 'Pro' } };
  await store.connections.save(after);
  await recordPlan(subject.parts, before, after);
  return subject;
}

describe('a change at the provider', () => {
  it('marks the recommendation as implemented by itself, with what was seen', async () => {
    const subject = await upgraded();
    await followChanges(subject.parts);
    expect(await row(subject)).toMatchObject({
      status: 'IMPLEMENTED',
      statusReason: { code: 'seen', change: { kind: 'plan', from: 'free', to: 'pro' }, at: NOW + DAY },
    });
    expect(await subject.parts.store.recommendations.events()).toMatchObject([
      { from: 'PENDING', to: 'IMPLEMENTED', actor: 'app', reason: { code: 'seen' } },
    ]);
  });

  it('is not marked again once a person took it back', async () => {
    const subject = await upgraded();
    await followChanges(subject.parts);
    const id = (await row(subject))?.id ?? 0;
    expect(await changeRecommendation(subject.parts, id, { step: 'reopen' })).toMatchObject({ ok: true });
    // Not followed, says the person; but the account is on that plan, so that nothing is left to be done.
    await followChanges(subject.parts);
    expect(await row(subject)).toMatchObject({
      status: 'EXPIRED',
      statusReason: { code: 'plan-changed', from: 'free', to: 'pro' },
    });
  });

  it('is marked where another one was taken back', async () => {
    const subject = await upgraded();
    await followChanges(subject.parts);
    const { store } = subject.parts;
    const id = (await row(subject))?.id ?? 0;
    await changeRecommendation(subject.parts, id, { step: 'reopen' });
    const change = { kind: 'plan', provider: 'vercel-kv', from: 'pro', to: 'payg' } as const;
    await store.recommendations.update(id, (current) => ({ next: { ...current, change }, event: null }));
    const connection = await store.connections.find(CACHE);
    if (connection?.billing == null) throw new Error('The account has no plan.');
    await store.connections.save({ ...connection, billing: { ...connection.billing, plan: 'payg' } });
    await followChanges(subject.parts);
    expect(await row(subject)).toMatchObject({ status: 'IMPLEMENTED', statusReason: { code: 'seen', change } });
  });

  it('is not what a person dismissed', async () => {
    const subject = await upgraded();
    const id = (await row(subject))?.id ?? 0;
    await changeRecommendation(subject.parts, id, { step: 'dismiss', reason: 'no' });
    await followChanges(subject.parts);
    expect(await row(subject)).toMatchObject({ status: 'DISMISSED' });
  });
});

describe('after a change', () => {
  it('is told after 7 and 30 whole days what came: a price that was announced, and a limit that held', async () => {
    const subject = await upgraded();
    await followChanges(subject.parts);
    await subject.limit('STORAGE_MB', { value: 512 });
    const { store, clock } = subject.parts;
    const outcomes = () => store.recommendations.outcomes();
    // The change is of the 25th; the 26th is the first whole day, and figures come up to two days late.
    const first = Math.floor(NOW / DAY) * DAY + 2 * DAY;
    for (let day = 1; day <= 40; day += 1) {
      clock.set(first + day * DAY);
      await subject.storage(91 + day / 10);
      await followChanges(subject.parts);
      expect((await outcomes()).map(({ days }) => days)).toEqual([7, 30].filter((days) => day >= days + 2));
    }
    const price = -1 * MICROS;
    expect(await outcomes()).toMatchObject(
      [7, 30].map((days) => ({
        ...{ days, changedAt: first, promised: price, limitHeld: true, verdict: 'worked' },
        saved: { q10: price, q50: price, q90: price },
      })),
    );
    const { items, record } = await readRecommendationList(subject.parts);
    expect(items[0]?.outcomes.map(({ text }) => text)).toEqual([
      'The limit held for 7 days. Cost $1.00 more a month, $1 was announced',
      'The limit held for 30 days. Cost $1.00 more a month, $1 was announced',
    ]);
    expect(record.map(({ title, text }) => `${title}: ${text}`)).toEqual([
      'All: 1 change cost $1.00 more a month, $1 was announced.',
      'Larger plans: 1 change cost $1.00 more a month, $1 was announced.',
    ]);
  });
});
