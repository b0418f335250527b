import { describe, expect, it } from 'vitest';
import type { CollectionAttempt } from '#shared/domain/cycle';
import type { FoundStore } from '#shared/domain/project';
import { CACHE, type Decided, decided, NOW } from './decided';

const store: FoundStore = {
  connectionId: CACHE,
  storeId: 'store_1',
  name: 'uploads',
  kind: 'blob',
  host: 'vercel',
  plan: null,
  status: 'limits-exceeded-suspended',
  quotaExceeded: false,
  variables: [],
  needs: '',
};

async function asked({ parts }: Decided, outcome: CollectionAttempt['outcome']): Promise<void> {
  parts.clock.set(parts.clock.now() + 900);
  const cycle = await parts.store.cycles.begin('user', parts.clock.now());
  const answer = {
    capability: 'stores',
    message: '',
    action: '',
    durationMs: 1,
    samples: 0,
    requests: 1,
    retryAt: null,
  };
  await parts.store.cycles.recordAttempts(cycle, [
    { ...answer, connectionId: CACHE, outcome, startedAt: parts.clock.now() },
  ]);
}

describe('a stop without any data on it', () => {
  it('goes on where a store is missing in an answer that could not be read in full', async () => {
    const subject = await decided();
    const { facts, alerts } = subject.parts.store;
    await facts.saveStores(CACHE, [store]);
    expect(await subject.evaluate()).toBe(1);
    expect(await alerts.open()).toMatchObject([
      { key: `${CACHE}/STORE/QUOTA@store_1`, severity: 'critical', state: 'firing', activeAt: NOW },
    ]);

    await facts.saveStores(CACHE, []);
    await asked(subject, 'changed');
    expect(await subject.evaluate()).toBe(0);
    expect(await alerts.open()).toHaveLength(1);

    await asked(subject, 'ok');
    expect(await subject.evaluate()).toBe(0);
    expect(await alerts.open()).toEqual([]);
    expect(subject.told).toEqual(['firing critical', 'resolved critical']);
  });

  it('goes on where what was kept of a block cannot be read', async () => {
    const subject = await decided();
    const { providerFacts, alerts } = subject.parts.store;
    const block = { since: null, reason: 'UNPAID_INVOICE', resource: null, until: null };
    await providerFacts.keep(CACHE, { block }, NOW);
    expect(await subject.evaluate()).toBe(1);
    await providerFacts.keep(CACHE, { block: 'none' }, NOW);
    await subject.evaluate();
    expect(await alerts.open()).toHaveLength(1);
  });

  it('is another problem once the provider gives another reason', async () => {
    const subject = await decided();
    const { providerFacts, alerts } = subject.parts.store;
    const block = { since: null, reason: 'UNPAID_INVOICE', resource: null, until: null };
    await providerFacts.keep(CACHE, { block }, NOW);
    await subject.evaluate();
    const next = { ...block, reason: 'SUBSCRIPTION_CANCELED' };
    await providerFacts.keep(CACHE, { block: next }, NOW);
    expect(await subject.evaluate()).toBe(1);
    expect(subject.told).toEqual(['firing critical', 'resolved critical', 'firing critical']);
    expect(await alerts.open()).toMatchObject([{ key: `${CACHE}/ACCOUNT/BLOCK@SUBSCRIPTION_CANCELED` }]);
  });
});
