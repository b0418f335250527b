import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AskedAccounts } from './mcp-accounts';

const LONG = 300_000;
const accounts = new AskedAccounts();
const account = (name: string) => accounts.of(name);

beforeAll(() => accounts.open('sample', 'neon'), LONG);
afterAll(() => accounts.close(), LONG);

const OF_A_METRIC = ['usage', 'forecast', 'explain_change', 'forecast_record'];

async function keysOf(name: string, isMeant: (limit: { readonly service: string }) => boolean): Promise<string[]> {
  const [whole] = await account(name).assistant.read('headroom://limits');
  const limits = JSON.parse(whole?.text ?? '') as { key: string; service: string }[];
  return limits.filter(isMeant).map(({ key }) => key);
}

/** What the sample's tools refuse of a metric. */
async function refusals(metric: string, tools: readonly string[]): Promise<string[]> {
  const answers = await Promise.all(tools.map((tool) => account('sample').assistant.ask(tool, { metric })));
  return answers.filter(({ isError }) => isError).map(({ text }) => text);
}

describe('headroom mcp', () => {
  it('offers tools that only read, resources and prompts', async () => {
    const { client } = account('sample').assistant;
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      ...['limits', 'bill', 'costs', 'explain_change', 'metrics', 'usage', 'forecast', 'recommendations', 'alerts'],
      ...['what_if', 'forecast_record', 'connections'],
    ]);
    for (const { name, description, annotations, inputSchema } of tools) {
      expect(annotations, name).toMatchObject({ readOnlyHint: true, destructiveHint: false });
      expect(description, name).toMatch(/\w{3}.*\.$/s);
      expect(inputSchema, name).toMatchObject({ type: 'object', additionalProperties: false });
      const inputs = Object.values((inputSchema.properties ?? {}) as Record<string, { description?: string }>);
      expect(
        inputs.every((input) => (input.description ?? '') !== ''),
        name,
      ).toBe(true);
    }
    expect((await client.listResources()).resources.map(({ uri }) => uri)).toEqual([
      'headroom://limits',
      'headroom://bill',
    ]);
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual(['check', 'why_costs_changed']);
    const prompt = await client.getPrompt({ name: 'why_costs_changed', arguments: { since: '2026-11-17' } });
    expect(JSON.stringify(prompt.messages)).toContain('since 2026-11-17');
    expect(client.getServerVersion()?.name).toBe('headroom');
    expect(client.getInstructions()).toContain('only reads');
  });

  it('what is not known in full is at least, and says what is missing', async () => {
    const { json } = await account('neon').assistant.ask('bill');
    const { complete, missing } = json['soFar'] as { complete: boolean; missing: { what: string }[] };
    expect(complete).toBe(false);
    expect(missing.map(({ what }) => what).join()).toMatch(/plan not chosen/);
  });

  it.each([
    [
      'usage',
      { metric: 'VERCEL_KV_STORAGE' },
      /^There is no metric "VERCEL_KV_STORAGE"\. These are: VERCEL_KV_STORAGE_MB, /,
    ],
    ['usage', { metric: 7 }, /^This cannot be asked: metric: .*Inputs are: metric, range, from, to, points\.$/],
    ['usage', {}, /^This cannot be asked: metric: /],
    ['usage', { metric: 'VERCEL_KV_STORAGE_MB', from: '2026-13-01' }, /^"2026-13-01" is no day/],
    [
      'usage',
      { metric: 'VERCEL_KV_STORAGE_MB', from: '2026-11-17', to: '2026-11-16' },
      /^2026-11-17 is not before 2026-11-16\./,
    ],
    ['usage', { metric: 'VERCEL_KV_STORAGE_MB', from: '2026-11-17', range: '7d' }, /^A range and a first day/],
    ['limits', { accout: 'x' }, /accout.*Inputs are: account, metric, project, most\.$/],
    ['limits', { account: 'nobody' }, /^There is no account "nobody"\. These are: sample-/],
    ['limits', { account: 'acme' }, /^Several accounts are called "acme"\. Write one of: /],
    ['limits', { project: 'attic' }, /^There is no project "attic"\. These are: /],
    ['limits', { most: 0 }, /^This cannot be asked: most: /],
    ['bill', { month: '2026-11-01' }, /^"2026-11-01" is no month\. Write it as YYYY-MM\.$/],
    ['costs', { by: 'moon' }, /^This cannot be asked: by: /],
    ['explain_change', { since: '2026-11-18' }, /^"2026-11-18" is no day before today\./],
    ['recommendations', { id: 99 }, /^There is no recommendation 99\. These are: 1\.$/],
    ['what_if', { changes: 'moon=2' }, /^"moon=2" is no change that can be worked out\. Use traffic=N/],
  ])('%s %o is refused in a sentence', async (name, input, said) => {
    const { isError, text } = await account('sample').assistant.ask(name, input);
    expect(isError).toBe(true);
    expect(text).toMatch(said);
  });

  it('has no tool but those', async () => {
    await expect(account('sample').assistant.ask('delete_all')).rejects.toThrow(/delete_all/);
  });

  it(
    'takes every key of a limit wherever a metric is asked for, also with a project or a mark behind it',
    async () => {
      for (const key of await keysOf('sample', (one) => one.service !== 'BUDGET')) {
        for (const metric of [key, `${key}#own`, `${key}@prj_x#own`]) {
          expect(await refusals(metric, ['limits', ...OF_A_METRIC])).toEqual([]);
        }
        // As advice and the lines of a bill name it.
        expect((await refusals(key.split('/').at(-1) ?? '', ['limits'])).join()).not.toContain('There is no metric');
      }
    },
    LONG,
  );

  it('tells of a budget by its key, and that nothing else is measured of it', async () => {
    const budgets = await keysOf('sample', (one) => one.service === 'BUDGET');
    expect(budgets.length).toBeGreaterThan(0);
    for (const key of budgets) {
      expect((await account('sample').assistant.ask('limits', { metric: key })).json['limits']).toMatchObject([
        { key },
      ]);
      const said = await refusals(key, OF_A_METRIC);
      expect(said).toEqual(OF_A_METRIC.map(() => expect.stringContaining('no metric but a budget')));
    }
  });

  it(
    'tells no secret, whatever is asked',
    async () => {
      for (const [name, { assistant, environment }] of accounts.all) {
        const secrets = Object.entries(environment)
          .filter(([variable]) => /TOKEN|KEY|_URL$|PASSWORD/.test(variable))
          .flatMap(([, value]) => value.match(/[^\s:/@?=&]{12,}/g) ?? []);
        if (name !== 'sample') expect(secrets.length).toBeGreaterThan(0);
        const { tools } = await assistant.client.listTools();
        const inputs: Record<string, Record<string, unknown>> = {
          costs: { by: 'service' },
          what_if: { changes: 'traffic=1' },
          usage: { metric: 'VERCEL_BANDWIDTH_BANDWIDTH_GB' },
          forecast: { metric: 'VERCEL_BANDWIDTH_BANDWIDTH_GB' },
        };
        const texts = [
          ...(await Promise.all(tools.map(async (tool) => (await assistant.ask(tool.name, inputs[tool.name])).text))),
          ...(await assistant.read('headroom://limits')).map(({ text }) => text),
          ...(await assistant.read('headroom://bill')).map(({ text }) => text),
          assistant.stderr(),
        ];
        for (const secret of secrets) {
          expect(
            texts.filter((text) => text.includes(secret)),
            `${name} ${secret.slice(0, 6)}`,
          ).toEqual([]);
        }
        for (const text of texts) expect(text.length).toBeLessThan(60_000);
      }
    },
    LONG,
  );
});
