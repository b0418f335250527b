import { describe, expect, it } from 'vitest';
import type { CollectionResult } from '#main/providers/monitor';
import { VercelPostgresMonitor } from '#main/providers/postgres/monitors/vercel-postgres-monitor';
import { answered, type StandInAnswer } from '../support/answered';
import { collectionContext, outcomes, samplesOf } from '../support/collection-context';

const monitor = new VercelPostgresMonitor();

/** `GET /projects/{id}` with the fields that Headroom reads: an hour of compute and a gigabyte of storage. */
const project = (id: string, more: object = {}) => ({
  project: {
    id,
    name: id.toUpperCase(),
    org_id: 'org-1',
    compute_time_seconds: 3_600,
    data_transfer_bytes: 0,
    synthetic_storage_size: 1e9,
    branch_logical_size_limit_bytes: 17_592_186_044_416,
    consumption_period_start: '2026-11-05T00:00:00Z',
    owner: { subscription_type: 'launch_v3' },
    settings: {},
    ...more,
  },
});

const listed = (ids: readonly string[], more: object = {}) => ({
  body: { projects: ids.map((id) => ({ id, name: id })), pagination: { cursor: 'end' }, ...more },
});

async function collect(answer: (path: string, query: URLSearchParams) => StandInAnswer): Promise<CollectionResult> {
  const server = await answered(answer);
  return monitor.collectMetrics(
    collectionContext({
      provider: 'postgres',
      settings: { baseUrl: server.url },
      credentials: { neonApiKey: 'napi_0123456789' },
    }),
  );
}

const idOf = (path: string): string => path.split('/').at(-1) ?? '';
const NO_DAYS: StandInAnswer = { status: 403, body: { code: '', message: 'not on this plan' } };

/** An account with these projects, each of them as `project` has it, unless `more` says otherwise. */
const account =
  (
    list: (query: URLSearchParams) => StandInAnswer,
    more: (id: string) => StandInAnswer = (id) => ({ body: project(id) }),
  ) =>
  (path: string, query: URLSearchParams): StandInAnswer => {
    if (path.startsWith('/consumption_history')) return NO_DAYS;
    return path === '/projects' ? list(query) : more(idOf(path));
  };

describe('the list of projects', () => {
  // The types of @neondatabase/api-client 2.7.3: `ProjectListItem` has neither owner nor period.
  it('tells neither plan nor period, so that both come from a project itself', async () => {
    const result = await collect(account(() => listed(['a'])));
    expect(result.facts.billing).toMatchObject({ plan: 'launch' });
    expect(result.facts.billingAnchor).toEqual({ day: 5, zone: 'UTC' });
  });

  it('is asked to its end, where Neon gives a cursor with the last page too', async () => {
    const pages = (query: URLSearchParams) => (query.get('cursor') === 'end' ? listed([]) : listed(['a', 'b']));
    const result = await collect(account(pages));
    expect(samplesOf(result, 'COMPUTE_CU_HOURS')).toMatchObject([{ value: 2 }]);
    expect(outcomes(result)['neon:usage']).toBe('ok');
  });

  it('is told where it goes round', async () => {
    const full = Array.from({ length: 400 }, (_, at) => `p${at}`);
    const result = await collect(account(() => listed(full)));
    expect(result.attempts[0]).toMatchObject({
      outcome: 'bad-response',
      message: expect.stringContaining('leads back'),
    });
  });

  // The same types: "known to exist, but whose details could not be fetched within the time limit".
  it('loses none that Neon could not gather in time', async () => {
    const result = await collect(account(() => listed(['a'], { unavailable_project_ids: ['slow'] })));
    expect(samplesOf(result, 'COMPUTE_CU_HOURS')).toMatchObject([{ value: 2 }]);
    expect(result.facts.projects?.map(({ projectId }) => projectId)).toEqual(['a', 'slow']);
  });

  it('is read beyond the tenth project', async () => {
    const ids = Array.from({ length: 12 }, (_, at) => `p${at}`);
    const result = await collect(account(() => listed(ids)));
    expect(samplesOf(result, 'COMPUTE_CU_HOURS')).toMatchObject([{ value: 12 }]);
  });

  it('is told with its number where it has more projects than are asked for', async () => {
    const ids = Array.from({ length: 130 }, (_, at) => `p${at}`);
    const result = await collect(account(() => listed(ids)));
    expect(samplesOf(result, 'COMPUTE_CU_HOURS')).toMatchObject([{ value: 100, lowerBound: true }]);
    expect(result.attempts[0]).toMatchObject({
      outcome: 'too-large',
      message: expect.stringContaining('130 projects'),
    });
  });
});

describe('a project that does not tell all', () => {
  it('makes the sum of the account the least that it can be, and is counted', async () => {
    const odd = (id: string) => ({ body: project(id, id === 'b' ? { compute_time_seconds: { seconds: 5 } } : {}) });
    const result = await collect(account(() => listed(['a', 'b']), odd));
    expect(samplesOf(result, 'COMPUTE_CU_HOURS')).toMatchObject([{ value: 1, lowerBound: true }]);
    expect(samplesOf(result, 'STORAGE_GB')).toMatchObject([{ value: 2 }]);
    expect(samplesOf(result, 'STORAGE_GB')[0]?.lowerBound).toBeUndefined();
    expect(result.attempts[0]).toMatchObject({ outcome: 'ok', reading: { rows: 4, notUnderstood: 1 } });
  });

  it('that does not answer at all does too', async () => {
    const gone = (id: string): StandInAnswer =>
      id === 'b' ? { status: 404, body: { message: 'no' } } : { body: project(id) };
    const result = await collect(account(() => listed(['a', 'b']), gone));
    expect(samplesOf(result, 'COMPUTE_CU_HOURS')).toMatchObject([{ value: 1, lowerBound: true }]);
    expect(outcomes(result)['neon:usage']).toBe('not-found');
  });

  it('and belongs to no organization is told with the figures by the day', async () => {
    const result = await collect(
      account(
        () => listed(['a']),
        (id) => ({ body: project(id, { org_id: undefined }) }),
      ),
    );
    expect(outcomes(result)).toMatchObject({ 'neon:usage': 'ok', 'neon:days': 'not-configured' });
  });
});

describe('use by the day', () => {
  const frame = (start: unknown, value: unknown) => ({
    timeframe_start: start,
    timeframe_end: '2026-11-25T00:00:00Z',
    metrics: [{ metric_name: 'compute_unit_seconds', value }],
  });
  const days = (consumption: unknown) => (path: string) => {
    if (!path.startsWith('/consumption_history')) {
      return path === '/projects' ? listed(['a']) : { body: project('a') };
    }
    return { body: { projects: [{ project_id: 'a', periods: [{ consumption }] }], pagination: { cursor: '' } } };
  };
  const attempt = (result: CollectionResult) => result.attempts.find(({ capability }) => capability === 'neon:days');

  it.each([
    ['a number that is none', frame('2026-11-23T00:00:00Z', 'much')],
    ['a day that is none', frame('yesterday', 3_600)],
    ['a day to come', frame('2026-12-23T00:00:00Z', 3_600)],
    ['no form at all', null],
  ])('with %s: counted, and the days are the least that they can be', async (_, odd) => {
    const result = await collect(days([frame('2026-11-22T00:00:00Z', 7_200), odd]));
    expect(attempt(result)).toMatchObject({ outcome: 'ok', reading: { rows: 1, notUnderstood: 1 } });
    expect(samplesOf(result, 'COMPUTE_CU_HOURS_PER_DAY')).toMatchObject([{ value: 2, lowerBound: true }]);
    expect(result.facts.charges).toMatchObject([{ complete: false }]);
  });

  it('is whole where all of it was understood', async () => {
    const result = await collect(days([frame('2026-11-22T00:00:00Z', 7_200)]));
    expect(result.facts.charges).toMatchObject([{ complete: true, charges: [{ consumedQuantity: 2 }] }]);
    expect(samplesOf(result, 'COMPUTE_CU_HOURS_PER_DAY')[0]?.lowerBound).toBeUndefined();
  });
});
