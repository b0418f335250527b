import { expect, it } from 'vitest';
import { followChanges } from '#main/actions/follow-changes';
import { keepProviderFacts } from '#main/actions/keep-provider-facts';
import { readSeenWorld } from '#main/queries/recommendations/seen-world';
import { madeRecommendation } from '../../core/recommendations/made-recommendation';
import { CACHE, decided, NOW } from '../actions/decided';

it('seats are seen as the team tells them now, and not as the period is billed', async () => {
  const { parts } = await decided();
  const connection = await parts.store.connections.find(CACHE);
  if (connection === null) throw new Error('There is no account.');
  const advice = { change: { kind: 'seats', from: 3, to: 1 }, service: '', metric: '', limit: null } as const;
  const seen = () => readSeenWorld(parts, { ...advice, connectionId: CACHE });
  expect(await seen()).toMatchObject({ seats: null });
  const account = { period: { start: NOW - 1, end: NOW + 1 }, seats: 1, seatPrice: 20_000_000, hasCredit: true };
  await keepProviderFacts(parts, connection, { account: { ...account, trialEnd: null } });
  expect(await seen()).toMatchObject({ seats: 1 });
  // Asked about 4 of 5, and 3 were given up: that is what is told as done.
  await keepProviderFacts(parts, connection, { account: { ...account, seats: 2, trialEnd: null } });
  const change = { kind: 'seats', from: 5, to: 1 } as const;
  const { id: _, ...row } = madeRecommendation({ connectionId: CACHE, change });
  const { id } = await parts.store.recommendations.insert(row);
  await followChanges(parts);
  expect((await parts.store.recommendations.find(id))?.statusReason).toMatchObject({ change: { from: 5, to: 2 } });
});
