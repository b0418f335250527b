import { describe, expect, it } from 'vitest';
import { setUpWords } from '#shared/words/assistant-terminal';

describe('setUpWords', () => {
  it('gives the commands of the provider that is chosen', () => {
    expect(setUpWords({ provider: 'anthropic', model: '', address: '' })).toBe(
      'In the terminal: "headroom assistant set --provider anthropic --model NAME", "headroom assistant key", "headroom assistant on".',
    );
  });

  it('gives a server of one’s own its address, and asks for no key', () => {
    const address = 'http://127.0.0.1:11434/v1';
    expect(setUpWords({ provider: 'compatible', model: 'llama3.3', address })).toBe(
      `In the terminal: "headroom assistant set --provider compatible --address ${address} --model llama3.3", "headroom assistant on"; where the server asks for a key also "headroom assistant key".`,
    );
  });
});
