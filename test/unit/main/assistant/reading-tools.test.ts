import { describe, expect, it } from 'vitest';
import type { AskedAccount } from '#main/assistant/asked-account';
import { readingTools } from '#main/assistant/reading-tools';
import { maskingOf } from '#shared/core/proof/masking/masking';

const account = {
  ask: async () => [],
  clock: { now: () => 1_795_000_000 },
  scheduler: { intervalMinutes: 15 },
} as unknown as AskedAccount;

describe('readingTools', () => {
  it('reads 24 times for one answer, and says then that it was enough', async () => {
    const { list, reads } = readingTools(account, maskingOf([]), () => undefined);
    const usage = list.find(({ name }) => name === 'usage');
    for (let count = 0; count < 24; count += 1) expect(await usage?.run({ metric: 'x' })).toContain('no metric');
    expect(await usage?.run({ metric: 'x' })).toBe('enough was read: answer from it');
    expect(reads).toHaveLength(24);
  });

  it('reads 24 times also where a model asks for a thousand at once', async () => {
    const { list, reads } = readingTools(account, maskingOf([]), () => undefined);
    const usage = list.find(({ name }) => name === 'usage');
    const told = await Promise.all(Array.from({ length: 1_000 }, () => usage?.run({ metric: 'x' })));
    expect(told.filter((text) => text === 'enough was read: answer from it')).toHaveLength(976);
    expect(reads).toHaveLength(24);
  });

  it('puts names back into what a model asks, and masks why nothing was read', async () => {
    const masking = maskingOf([{ kind: 'project', name: 'acme shop' }]);
    const tools = readingTools(account, masking, () => undefined);
    const usage = tools.list.find(({ name }) => name === 'usage');
    const told = await usage?.run({ metric: masking.out('acme shop') });
    expect(tools.reads[0]?.problem).toContain('acme shop');
    expect(told).toContain('Project A');
    expect(told).not.toMatch(/acme/);
  });
});
