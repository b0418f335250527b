import { describe, expect, it } from 'vitest';
import type { AskedAccount } from '#main/assistant/asked-account';
import { readingTools } from '#main/assistant/reading-tools';
import { maskingOf } from '#shared/core/proof/masking/masking';

describe('readingTools', () => {
  it('puts names back into what a model asks, and masks why nothing was read', async () => {
    const account = {
      ask: async () => [],
      clock: { now: () => 1_795_000_000 },
      scheduler: { intervalMinutes: 15 },
    } as unknown as AskedAccount;
    const masking = maskingOf([{ kind: 'project', name: 'acme shop' }]);
    const tools = readingTools(account, masking, () => undefined);
    const usage = tools.list.find(({ name }) => name === 'usage');
    const told = await usage?.run({ metric: masking.out('acme shop') });
    expect(tools.reads[0]?.problem).toContain('acme shop');
    expect(told).toContain('Project A');
    expect(told).not.toMatch(/acme/);
  });
});
