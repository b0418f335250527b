import { expect, it } from 'vitest';
import { readAssistantSettings } from '#main/queries/home/assistant-settings';

const stored = (value: unknown) => readAssistantSettings({ store: { settings: { get: async () => value } as never } });

it('is off at first, with names masked and five dollars or a million tokens a month', async () => {
  const { enabled, maskNames, capUsd, capTokens } = await stored(null);
  expect([enabled, maskNames, capUsd, capTokens]).toEqual([false, true, 5, 1_000_000]);
});

it('has its default for what cannot be read, which takes no other choice along', async () => {
  expect(await stored({ enabled: true, capUsd: -1, maskNames: 'no', model: 'm' })).toMatchObject({
    ...{ enabled: true, capUsd: 5, maskNames: true, model: 'm' },
  });
});
