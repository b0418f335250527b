import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { readScenarioFile, type Simulator, startSimulator, terminalEnvironment } from '#main/simulator/index';
import { parseInstant } from '#shared/core/calendar/calendar';
import { billSchema } from '#shared/ipc/bill';
import { limitsJsonSchema } from '#shared/ipc/standing';
import { copyFilledSample } from '../collection/sample';
import { buildCli, removeCli, runCli } from './built-cli';
import { type Assistant, startAssistant } from './mcp-client';

const NOON = '2026-11-20T12:00:00Z';
const NOW = parseInstant(NOON) ?? 0;
const LONG = 300_000;

interface Account {
  readonly args: readonly string[];
  readonly environment: Record<string, string>;
  readonly assistant: Assistant;
  terminal(...args: readonly string[]): Promise<unknown>;
}

const folders: string[] = [];
const simulators: Simulator[] = [];
const assistants: Assistant[] = [];
const accounts = new Map<string, Account>();

async function open(name: string, args: readonly string[], environment: Record<string, string>): Promise<void> {
  const assistant = await startAssistant(args, environment);
  assistants.push(assistant);
  accounts.set(name, {
    args,
    environment,
    assistant,
    terminal: async (...command) => JSON.parse((await runCli([...command, '--json', ...args], environment)).stdout),
  });
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'headroom-mcp-'));
  folders.push(made);
  return made;
}

function account(name: string): Account {
  const found = accounts.get(name);
  if (found === undefined) throw new Error(name);
  return found;
}

async function openAccountOfFile(name: string): Promise<void> {
  const scenario = readScenarioFile(join(resolve('test/accounts'), `${name}.json`));
  if (!scenario.ok) throw new Error(scenario.failure.message);
  const simulator = await startSimulator({ scenario: scenario.value, clock: settableClock(NOW), anchor: NOW });
  simulators.push(simulator);
  const environment = { ...terminalEnvironment(scenario.value, simulator.credentials), HEADROOM_NOW: NOON };
  const args = ['--data-dir', folder()];
  await runCli(['collect', ...args], environment);
  await open(name, args, environment);
}

beforeAll(async () => {
  await buildCli();
  const place = folder();
  await copyFilledSample(place, NOW);
  await open('sample', ['--sample', '--data-dir', place], { HEADROOM_NOW: NOON });
  await openAccountOfFile('neon');
  await openAccountOfFile('unread-amount');
}, LONG);

afterAll(async () => {
  for (const { client } of assistants) await client.close();
  for (const simulator of simulators) await simulator.close();
  for (const made of folders) rmSync(made, { recursive: true, force: true, maxRetries: 5 });
  removeCli();
}, LONG);

/** What an answer has of a list, in the order of the list. */
function partOf(list: unknown, told: unknown, key: string): unknown[] {
  const wanted = new Set((told as Record<string, unknown>[]).map((one) => one[key]));
  return (list as Record<string, unknown>[]).filter((one) => wanted.has(one[key]));
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

  it.each(['sample', 'neon', 'unread-amount'])(
    '%s: figures are those of the terminal',
    async (name) => {
      const { assistant, terminal } = account(name);
      const limits = await assistant.ask('limits', { most: 50 });
      const told = limits.json['limits'] as Record<string, unknown>[];
      const printed = await terminal('limits');
      expect(told).toEqual(partOf(printed, told, 'key'));
      expect(told.map(({ key }) => key)).toEqual(
        (printed as Record<string, unknown>[])
          .filter(({ limit, enforcing }) => limit !== null || enforcing !== null)
          .map(({ key }) => key),
      );

      const { asOf: _, ...bill } = billSchema.parse(await terminal('bill'));
      const asked = (await assistant.ask('bill', { most: 200 })).json;
      expect(asked).toMatchObject({
        ...bill,
        accounts: bill.accounts.map((one) => ({ ...one, lines: expect.any(Array) })),
      });
      for (const [at, own] of bill.accounts.entries()) {
        const lines = (asked['accounts'] as (typeof bill)['accounts'])[at]?.lines ?? [];
        expect(own.lines).toEqual(expect.arrayContaining([...lines]));
      }

      const metrics = (await assistant.ask('metrics', { most: 300 })).json['metrics'];
      const usage = await terminal('usage');
      expect(metrics).toEqual((usage as unknown[]).slice(0, (metrics as unknown[]).length));

      const { change } = (await terminal('costs')) as { change: Record<string, unknown> | null };
      const explained = (await assistant.ask('explain_change')).json['change'] as typeof change;
      expect([explained?.['headline'], explained?.['due'], explained?.['total']]).toEqual([
        change?.['headline'],
        change?.['due'],
        change?.['total'],
      ]);

      const advice = (await assistant.ask('recommendations', { status: 'all' })).json['recommendations'];
      const advised = (await terminal('recommendations')) as Record<string, unknown>[];
      for (const one of advice as Record<string, unknown>[]) {
        const { snoozedUntil: _snoozed, ...own } = one;
        expect(advised.find(({ id }) => id === one['id'])).toMatchObject(own);
      }
      expect((advice as unknown[]).length).toBe(advised.length);

      const alerts = (await assistant.ask('alerts')).json['firing'] as Record<string, unknown>[];
      const firing = ((await terminal('alerts')) as { firing: Record<string, unknown>[] }).firing;
      expect(alerts.map(({ id, sentence, percent }) => [id, sentence, percent])).toEqual(
        firing.map(({ id, sentence, percent }) => [id, sentence, percent]),
      );

      const record = (await assistant.ask('forecast_record')).json['overall'];
      expect(record).toEqual(((await terminal('record')) as { overall: unknown }).overall);

      const connections = (await assistant.ask('connections')).json['connections'];
      expect(connections).toMatchObject((await terminal('connections')) as object[]);
    },
    LONG,
  );

  it(
    'usage, forecast, costs and what-if of the sample are those of the terminal',
    async () => {
      const { assistant, terminal } = account('sample');
      const metric = 'VERCEL_KV_STORAGE_MB';
      const printed = (await terminal('usage', metric, '--range', '7d')) as {
        points: { time: string; value: number }[];
      };
      const { json } = await assistant.ask('usage', { metric, range: '7d', points: 200 });
      const { points, ...head } = printed;
      const told = json['points'] as typeof points;
      expect(json).toMatchObject({ ...head, resolution: expect.any(String) });
      expect(told.length).toBeLessThanOrEqual(200);
      expect(told.at(-1)).toEqual(points.at(-1));

      const forecast = (await assistant.ask('forecast', { metric })).json;
      const [limit] = partOf(await terminal('limits'), forecast['limits'], 'key');
      expect(forecast['limits']).toEqual([limit]);
      expect((forecast['days'] as { q50: number }[]).length).toBeGreaterThan(20);

      const costs = (await terminal('costs')) as {
        connections: Record<string, unknown>[];
        ai: Record<string, unknown>;
      };
      for (const [by, field] of [
        ['service', 'byService'],
        ['day', 'byDay'],
        ['project', 'byProject'],
        ['region', 'byRegion'],
      ]) {
        const asked = (await assistant.ask('costs', { by })).json;
        const own = asked['connections'] as Record<string, unknown[]>[];
        expect(own.map((one) => one['soFar'])).toEqual(costs.connections.map((one) => one['soFar']));
        for (const [at, one] of own.entries()) {
          expect(costs.connections[at]?.[field as string]).toEqual(expect.arrayContaining(one[field as string] ?? []));
        }
        expect((asked['ai'] as Record<string, unknown>)['total']).toBe(costs.ai['total']);
      }

      const whatIf = (await assistant.ask('what_if', { changes: 'traffic=2', most: 100 })).json;
      expect(whatIf).toMatchObject((await terminal('costs', '--what-if', 'traffic=2')) as object);
    },
    LONG,
  );

  it(
    'resources are what the terminal prints',
    async () => {
      for (const { assistant, terminal } of accounts.values()) {
        const [limits] = await assistant.read('headroom://limits');
        expect(limits?.mimeType).toBe('application/json');
        expect(limitsJsonSchema.parse(JSON.parse(limits?.text ?? ''))).toEqual(await terminal('limits'));
        const [bill] = await assistant.read('headroom://bill');
        const { asOf: _asked, ...read } = billSchema.parse(JSON.parse(bill?.text ?? ''));
        const { asOf: _printed, ...printed } = billSchema.parse(await terminal('bill'));
        expect(read).toEqual(printed);
      }
    },
    LONG,
  );

  it('what is not known in full is at least, and says what is missing', async () => {
    const { json } = await account('unread-amount').assistant.ask('bill');
    const { complete, missing } = json['soFar'] as { complete: boolean; missing: { what: string }[] };
    expect(complete).toBe(false);
    expect(missing.map(({ what }) => what).join()).toMatch(/cannot be read/);
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
      { metric: 'VERCEL_KV_STORAGE_MB', from: '2026-11-19', to: '2026-11-18' },
      /^2026-11-19 is not before 2026-11-18\./,
    ],
    ['usage', { metric: 'VERCEL_KV_STORAGE_MB', from: '2026-11-19', range: '7d' }, /^A range and a first day/],
    ['limits', { accout: 'x' }, /accout.*Inputs are: account, metric, project, most\.$/],
    ['limits', { account: 'nobody' }, /^There is no account "nobody"\. These are: sample-/],
    ['limits', { account: 'acme' }, /^Several accounts are called "acme"\. Write one of: /],
    ['limits', { project: 'attic' }, /^There is no project "attic"\. These are: /],
    ['limits', { most: 0 }, /^This cannot be asked: most: /],
    ['bill', { month: '2026-11-01' }, /^"2026-11-01" is no month\. Write it as YYYY-MM\.$/],
    ['costs', { by: 'moon' }, /^This cannot be asked: by: /],
    ['explain_change', { since: '2026-11-20' }, /^"2026-11-20" is no day before today\./],
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
    'tells no secret, whatever is asked',
    async () => {
      for (const [name, { assistant, environment }] of accounts) {
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
