import { describe, expect, it } from 'vitest';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { readChange } from '#main/queries/usage/change-explained';
import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import type { MetricSample } from '#shared/domain/series';
import { CACHE, connectionNamed, deploymentOf, NOW, noise, type Recorded, recorded, sampleOf, TODAY } from './recorded';

const ACME = 'vercel-1';
/** Sixteen days ago, 11:30. */
const LIVE = TODAY - 16 * DAY + 11.5 * HOUR;

const deployment = (projectId: string, createdAt: Instant, target: string | null = 'production') =>
  deploymentOf(ACME, projectId, createdAt, target);

/** Function invocations of an account with three projects; `storefront` calls twice as often since `LIVE`. */
async function account(projects: readonly string[]): Promise<Recorded> {
  const subject = await recorded();
  const { store } = subject.parts;
  await store.connections.save(connectionNamed(ACME, 'vercel'));
  await store.facts.saveProjects(projects.map((name) => ({ connectionId: ACME, projectId: `prj_${name}`, name })));
  const base = {
    service: 'VERCEL_FUNCTIONS',
    metric: 'INVOCATIONS',
    kind: 'daily',
    unit: 'invocations',
    zone: 'UTC',
  } as const;
  const samples: MetricSample[] = [];
  for (let back = 60; back >= 1; back -= 1) {
    const time = TODAY - back * DAY;
    const weekend = back % 7 < 2 ? 0.8 : 1;
    const values = {
      storefront: (back <= 16 ? 2_000 : 1_000) * weekend + 20 * noise(back),
      api: 400 * weekend + 20 * noise(back + 100),
      docs: 90 * weekend,
    };
    const other = 17 * weekend;
    const source = 'vercel:/v2/usage';
    samples.push({
      ...base,
      source,
      projectId: null,
      time,
      value: values.storefront + values.api + values.docs + other,
    });
    for (const name of projects) {
      samples.push({ ...base, source, projectId: `prj_${name}`, time, value: values[name as keyof typeof values] });
    }
  }
  const saved = await store.samples.save(ACME, samples, NOW);
  expect(saved).toMatchObject({ value: { rejected: [] } });
  return subject;
}

/** What a cycle keeps when it sees that a connection went from Hobby to Pro on `day`. */
async function becomesPro({ parts: { store } }: Recorded, id: string, day: string): Promise<void> {
  const connection = await store.connections.find(id);
  const pro = { provider: 'vercel', plan: 'pro', planName: 'Pro' };
  await store.connections.save({ ...(connection ?? connectionNamed(id)), billing: { ...pro, source: 'provider' } });
  const hobby = { from: '2026-09-01', provider: 'vercel', plan: 'hobby', planName: 'Hobby' };
  const learned = [hobby, { from: day, ...pro }].map((seen) => ({ ...seen, learnedAt: NOW }));
  await store.planHistory.append(id, () => learned);
}

async function changeOf(subject: Recorded, metric: string) {
  const state = (await readMetricStates(subject.parts)).find(
    ({ definition, series }) => definition.metric === metric && series !== null,
  );
  if (state === undefined) {
    throw new Error(`Nothing was read of ${metric}.`);
  }
  return readChange(subject.parts, state);
}

describe('a total that changed', () => {
  it('is split by project without a rest, and put down to the deployment of the one that carries it', async () => {
    const subject = await account(['storefront', 'api', 'docs']);
    await subject.parts.store.facts.saveDeployments([
      deployment('prj_api', LIVE - 2 * HOUR),
      deployment('prj_storefront', LIVE - HOUR, null),
      deployment('prj_storefront', LIVE),
      deployment('prj_docs', LIVE + 3 * HOUR),
    ]);
    const change = await changeOf(subject, 'INVOCATIONS');
    expect(change).toMatchObject({
      since: TODAY - 16 * DAY,
      unit: 'invocations',
      causes: [{ kind: 'deployment', name: 'storefront', t: LIVE }],
    });
    expect(change?.parts.map(({ title }) => title)[0]).toBe('storefront');
    const total = (change?.parts ?? []).reduce((sum, { amount }) => sum + amount, 0);
    expect(total).toBeCloseTo((change?.after ?? 0) - (change?.before ?? 0), 8);
    expect((change?.parts ?? []).reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 10);
    expect(change?.parts[0]?.share).toBeGreaterThan(0.95);
    expect(change?.sentence).toMatch(
      /^2,\d{3} invocations a day since the storefront deployment on 8 November, 1,\d{3} before: (9\d|100) % of the change is storefront\.$/,
    );
  });

  it('is put down to the plan change of its day, and to neither alone where the project was deployed then', async () => {
    const subject = await account(['storefront', 'api', 'docs']);
    await becomesPro(subject, ACME, '2026-11-08');
    const plan = { kind: 'plan', name: 'Pro', t: TODAY - 16 * DAY };
    const change = await changeOf(subject, 'INVOCATIONS');
    expect(change?.causes).toEqual([plan]);
    expect(change?.sentence).toMatch(/ a day since the change to Pro on 8 November, 1,\d{3} before: /);

    await subject.parts.store.facts.saveDeployments([deployment('prj_api', LIVE)]);
    expect((await changeOf(subject, 'INVOCATIONS'))?.causes).toEqual([plan]);

    await subject.parts.store.facts.saveDeployments([deployment('prj_storefront', LIVE)]);
    const unclear = await changeOf(subject, 'INVOCATIONS');
    expect(unclear?.causes).toEqual([plan, { kind: 'deployment', name: 'storefront', t: LIVE }]);
    expect(unclear?.sentence).toMatch(
      / since 8 November, .* Both the change to Pro and the storefront deployment came then\.$/,
    );
  });

  it('names what the projects do not account for', async () => {
    const subject = await account(['api', 'docs']);
    const change = await changeOf(subject, 'INVOCATIONS');
    expect(change?.parts[0]?.title).toBe('Not by project');
    const total = (change?.parts ?? []).reduce((sum, { amount }) => sum + amount, 0);
    expect(total).toBeCloseTo((change?.after ?? 0) - (change?.before ?? 0), 8);
    expect(change?.sentence).not.toContain('Not by project');
  });

  it('is news for six weeks', async () => {
    const subject = await account(['storefront']);
    subject.parts.clock.set(NOW + 35 * DAY);
    expect(await changeOf(subject, 'INVOCATIONS')).toBeNull();
  });
});

describe('a level whose growth changed', () => {
  async function storage(): Promise<Recorded> {
    const subject = await recorded();
    await subject.parts.store.connections.save(connectionNamed(ACME, 'vercel'));
    const samples: MetricSample[] = [];
    for (let t = TODAY - 60 * DAY; t <= NOW; t += 6 * HOUR) {
      const rate = t < LIVE ? 0.35 : 0.9;
      samples.push(sampleOf('gauge', t, 14 + (rate * (t - LIVE)) / DAY + 0.05 * noise(t / HOUR)));
    }
    await subject.parts.store.samples.save('redis-1', samples, NOW);
    return subject;
  }

  it('is put down to the deployment at its bend, even one of another connection', async () => {
    const subject = await storage();
    await subject.parts.store.facts.saveDeployments([
      deployment('prj_api', LIVE - 7 * HOUR),
      deployment('prj_storefront', LIVE),
      deployment('prj_api', LIVE + 8 * HOUR),
    ]);
    const change = await changeOf(subject, 'STORAGE_MB');
    expect(change).toMatchObject({
      unit: 'MB',
      parts: [],
      causes: [{ kind: 'deployment', name: 'storefront', t: LIVE }],
    });
    expect(change?.before).toBeCloseTo(0.35, 1);
    expect(change?.after).toBeCloseTo(0.9, 1);
    expect(change?.sentence).toMatch(
      /^Growing 0\.\d+ MB a day since the storefront deployment on 8 November, 0\.3\d before\.$/,
    );
  });

  it('is put down to the plan change of the store itself, not to one of another account', async () => {
    const subject = await storage();
    await becomesPro(subject, ACME, '2026-11-08');
    expect((await changeOf(subject, 'STORAGE_MB'))?.causes).toEqual([]);
    await becomesPro(subject, CACHE, '2026-11-08');
    const change = await changeOf(subject, 'STORAGE_MB');
    expect(change?.causes).toEqual([{ kind: 'plan', name: 'Pro', t: TODAY - 16 * DAY }]);
    expect(change?.sentence).toMatch(/ since the change to Pro on 8 November, /);
  });

  it('names no deployment where those of two projects are equally likely', async () => {
    const subject = await storage();
    await subject.parts.store.facts.saveDeployments([
      deployment('prj_api', LIVE - HOUR),
      deployment('prj_storefront', LIVE),
    ]);
    const change = await changeOf(subject, 'STORAGE_MB');
    expect(change?.causes).toEqual([]);
    expect(change?.sentence).toMatch(/ since [789] November, /);
  });
});
