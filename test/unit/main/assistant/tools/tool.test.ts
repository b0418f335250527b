import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ASSISTANT_TOOLS } from '#main/assistant/tools/assistant-tools';
import { defineTool } from '#main/assistant/tools/tool';
import { settableClock } from '#main/clock';
import { succeed } from '#shared/domain/failure';

const account = { clock: settableClock(1_795_514_400) } as never;

const tool = (
  read: () => never | Promise<never> = async () =>
    succeed({ content: { a: 1 }, figures: [], notes: ['left out'] }) as never,
) =>
  defineTool({
    name: 'made_up',
    title: 'Made up',
    description: 'Nothing.',
    input: { count: z.int().optional() },
    read,
  });

describe('a tool', () => {
  it('tells the time of its answer in front and its notes behind', async () => {
    const result = await tool().run(account, {});
    expect(result.ok && Object.entries(result.value.content)).toEqual([
      ['now', '2026-11-24T10:00:00Z'],
      ['a', 1],
      ['notes', ['left out']],
    ]);
  });

  it.each([
    [{ count: 'seven' }, 'count: '],
    [{ cout: 7 }, 'cout'],
    ['seven', 'This cannot be asked: '],
    [[], 'This cannot be asked: '],
  ])('refuses %o in a sentence with what it takes', async (input, said) => {
    const result = await tool().run(account, input);
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'invalid-input', message: expect.stringContaining(said), action: 'Inputs are: count.' },
    });
  });

  it('takes nothing for no input', async () => {
    expect((await tool().run(account, undefined)).ok).toBe(true);
    expect((await tool().run(account, null)).ok).toBe(true);
  });

  it('never rejects, and tells nothing of what broke', async () => {
    const broken = tool(() => {
      throw new Error('SELECT secret FROM /home/someone');
    });
    const result = await broken.run(account, {});
    expect(result).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(JSON.stringify(result)).not.toMatch(/SELECT|someone/);
  });
});

it('the tools have names that every model takes, each once, and describe what they take', () => {
  const names = ASSISTANT_TOOLS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, description, input } of ASSISTANT_TOOLS) {
    expect(name).toMatch(/^[a-z_]{3,40}$/);
    expect(description.length, name).toBeLessThan(400);
    const { properties = {}, additionalProperties } = z.toJSONSchema(input, { io: 'input' });
    expect(additionalProperties, name).toBe(false);
    for (const [key, schema] of Object.entries(properties)) {
      expect((schema as { description?: string }).description, `${name}.${key}`).toMatch(/\w/);
    }
  }
});
