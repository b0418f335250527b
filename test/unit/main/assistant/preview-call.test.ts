import { expect, it } from 'vitest';
import { previewCall } from '#main/assistant/model/call-model';
import { PROVIDER_ADDRESSES } from '#main/assistant/model/endpoint';

const call = {
  ...({ task: 'summary', instructions: 'Be brief.', mostTokens: 10, signal: new AbortController().signal } as const),
  messages: [{ role: 'user', content: 'What do I pay?' }] as const,
};

it.each([
  ['openai', PROVIDER_ADDRESSES.openai],
  ['anthropic', PROVIDER_ADDRESSES.anthropic],
  ['gateway', PROVIDER_ADDRESSES.gateway],
  ['compatible', 'http://127.0.0.1:11434/v1'],
] as const)('shows what would go to %s before a key is there', async (provider, address) => {
  const { url, body } = await previewCall({ provider, model: 'maker/model', address, key: null, title: '' }, call);
  expect(url.startsWith(`${address}/`)).toBe(true);
  expect(body).toContain('Be brief.');
  expect(body).toContain('What do I pay?');
});
