import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { billSchema } from '#shared/ipc/bill';
import { limitsJsonSchema } from '#shared/ipc/standing';
import { differences } from './differences';
import { AskedAccounts } from './mcp-accounts';

const LONG = 300_000;
const accounts = new AskedAccounts();
const account = (name: string) => accounts.of(name);

beforeAll(() => accounts.open('sample', 'neon', 'builds'), LONG);
afterAll(() => accounts.close(), LONG);

/** A list of shares without its order: what is equal may stand either way. */
function byKey(shares: unknown): unknown[] {
  return (shares as { key: string | null }[]).toSorted((a, b) => String(a.key).localeCompare(String(b.key)));
}

describe('what an assistant is told', () => {
  it.each(['sample', 'neon', 'builds'])(
    '%s: limits, bill and usage are those of the terminal',
    async (name) => {
      const { assistant, terminal } = account(name);
      const limits = (await assistant.ask('limits', { most: 50 })).json['limits'];
      const printed = (await terminal('limits')) as Record<string, unknown>[];
      const limited = printed.filter(({ limit, enforcing }) => limit !== null || enforcing !== null);
      expect(limited.length).toBeGreaterThan(0);
      expect(differences(limits, limited)).toEqual([]);
      const [whole] = await assistant.read('headroom://limits');
      expect(differences(limitsJsonSchema.parse(JSON.parse(whole?.text ?? '')), printed)).toEqual([]);

      const bill = billSchema.parse(await terminal('bill'));
      const [read] = await assistant.read('headroom://bill');
      expect(differences(billSchema.parse(JSON.parse(read?.text ?? '')), bill)).toEqual([]);
      const { now: _now, notes: _notes, ...asked } = (await assistant.ask('bill', { most: 200 })).json;
      const sums = (view: unknown) => {
        const { accounts: all, ...rest } = billSchema.parse(view);
        return { ...rest, accounts: all.map(({ lines: _lines, ...one }) => one) };
      };
      expect(differences(sums(asked), sums(bill))).toEqual([]);
      for (const [at, { lines, title }] of billSchema.parse(asked).accounts.entries()) {
        const own = (bill.accounts[at]?.lines ?? []).toSorted(
          (x, y) => Math.abs(y.amount ?? 0) - Math.abs(x.amount ?? 0),
        );
        // Equal amounts may stand in another order.
        expect(
          differences(
            lines.map(({ amount }) => amount),
            own.slice(0, lines.length).map(({ amount }) => amount),
          ),
          title,
        ).toEqual([]);
      }

      const metrics = (await assistant.ask('metrics', { most: 300 })).json['metrics'] as unknown[];
      const usage = (await terminal('usage')) as unknown[];
      expect(metrics.length).toBeGreaterThan(3);
      expect(differences(metrics, usage.slice(0, metrics.length))).toEqual([]);
    },
    LONG,
  );

  it(
    'everything else of the sample is that of the terminal',
    async () => {
      const { assistant, terminal } = account('sample');
      const costs = (await terminal('costs')) as {
        connections: Record<string, unknown>[];
        ai: Record<string, unknown>;
        change: { parts: unknown[]; cause: { t: unknown }; lead: Record<string, unknown> } & Record<string, unknown>;
      };
      const { parts, cause, ...change } = (await assistant.ask('explain_change', { most: 50 })).json[
        'change'
      ] as typeof costs.change;
      // The terminal prints the sentence; a model is told it in one piece.
      expect(change.lead).toMatchObject({ text: expect.stringContaining('gpt-6.1-sol') });
      const { text: _sentence, ...lead } = change.lead;
      expect(differences({ ...change, lead }, costs.change)).toEqual([]);
      expect(differences(parts, costs.change.parts)).toEqual([]);
      expect(cause.t).toMatch(/^2026-11-\d\dT/);
      for (const [by = '', field = ''] of [
        ['service', 'byService'],
        ['day', 'byDay'],
        ['project', 'byProject'],
        ['region', 'byRegion'],
      ]) {
        const { connections, ai } = (await assistant.ask('costs', { by, most: 200 })).json as unknown as typeof costs;
        for (const [at, own] of connections.entries()) {
          const truth = costs.connections[at] ?? {};
          expect(
            differences(
              [own['soFar'], own['projected'], own['runOut']],
              [truth['soFar'], truth['projected'], truth['runOut']],
            ),
          ).toEqual([]);
          expect(differences(byKey(own[field]), byKey(truth[field])), field).toEqual([]);
        }
        expect(differences({ ...ai, dataAsOf: null }, { ...costs.ai, dataAsOf: null })).toEqual([]);
      }

      const metric = 'VERCEL_BANDWIDTH_BANDWIDTH_GB';
      const {
        from: _from,
        to: _to,
        gaps: _gaps,
        now: _now,
        notes: _notes,
        ...usage
      } = (await assistant.ask('usage', { metric, range: '90d', points: 200 })).json;
      expect(differences(usage, await terminal('usage', metric, '--range', '90d'))).toEqual([]);

      const forecast = (await assistant.ask('forecast', { metric })).json;
      const limits = (await terminal('limits')) as Record<string, unknown>[];
      const own = limits.filter(({ key }) => key === 'sample-vercel/VERCEL_BANDWIDTH/BANDWIDTH_GB');
      expect(own).toHaveLength(1);
      expect(differences(forecast['limits'], own)).toEqual([]);
      // From 18 to 30 November in the zone of the account: the period's end.
      expect(forecast['days']).toHaveLength(13);

      const {
        now: _asked,
        notes: _said,
        currency,
        ...whatIf
      } = (await assistant.ask('what_if', { changes: 'traffic=2', most: 100 })).json;
      expect(currency).toBe('USD');
      expect(differences(whatIf, await terminal('costs', '--what-if', 'traffic=2'))).toEqual([]);

      const advice = (await assistant.ask('recommendations', { status: 'all' })).json['recommendations'];
      const advised = await terminal('recommendations');
      expect(differences(advice, advised)).toEqual([]);
      const one = (await assistant.ask('recommendations', { id: 1 })).json['recommendation'] as Record<string, unknown>;
      expect(one['createdAt']).toMatch(/^2026-11-18T10:/);
      expect(
        differences(
          { ...one, createdAt: 0, updatedAt: 0 },
          { ...(advised as object[])[0], createdAt: 0, updatedAt: 0 },
        ),
      ).toEqual([]);

      const firing = (await assistant.ask('alerts')).json['firing'] as Record<string, unknown>[];
      const alerts = ((await terminal('alerts')) as { firing: Record<string, unknown>[] }).firing;
      const told = ({ id, title, sentence, percent, severity }: Record<string, unknown>) => ({
        id,
        title,
        sentence,
        percent,
        severity,
      });
      expect(firing.length).toBeGreaterThan(0);
      expect(differences(firing.map(told), alerts.map(told))).toEqual([]);

      const record = (await assistant.ask('forecast_record', { most: 100 })).json;
      const kept = (await terminal('record')) as { overall: unknown; series: Record<string, unknown>[] };
      expect(differences(record['overall'], kept.overall)).toEqual([]);
      const withoutDays = (all: unknown) =>
        (all as Record<string, unknown>[]).map(({ from: _a, to: _b, ...line }) => line);
      const series = withoutDays(record['series']);
      expect(differences(series, withoutDays(kept.series).slice(0, series.length))).toEqual([]);

      const connections = (await assistant.ask('connections')).json['connections'] as Record<string, unknown>[];
      const known = connections.map(({ notRead: _notRead, ...view }) => view);
      expect(differences(known, await terminal('connections'))).toEqual([]);
    },
    LONG,
  );
});
