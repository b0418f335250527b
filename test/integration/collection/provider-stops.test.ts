import { describe, expect, it, onTestFinished } from 'vitest';
import type { DecisionParts } from '#main/actions/decision-parts';
import { alertDelivery } from '#main/delivery/alert-delivery';
import { SHOWN } from '#main/delivery/channel';
import { readAlerts } from '#main/queries/alerts/alert-views';
import { readProviderFacts } from '#main/queries/connections/provider-facts';
import { readAppState } from '#main/queries/home/app-state';
import { limitsJson } from '#main/queries/home/limits-json';
import { readStandings } from '#main/queries/standings/read-standings';
import { startSimulator } from '#main/simulator/index';
import type { Scenario } from '#main/simulator/scenario';
import { loadScenario } from '#main/simulator/scenarios';
import { DAY, HOUR } from '#shared/domain/instant';
import { formatDateTime } from '#shared/format/date';
import { verdictWords } from '#shared/words/verdict';
import { settling } from '../support/settling';
import { type Monitored, type MonitoredOptions, monitored, NOW, OPTION_CONNECTION } from './monitored';

const hobby = loadScenario('hobby');
const context = { version: '1', platform: 'linux', inSample: false, preparing: null, openReport: null };

/** A monitored account whose notifications are kept, as title and body without since when it is. */
async function notified(options: MonitoredOptions): Promise<Monitored & { readonly shown: [string, string][] }> {
  const shown: [string, string][] = [];
  const notifier = (parts: DecisionParts) =>
    alertDelivery({
      parts,
      settingsStore: parts.store,
      stays: false,
      channels: async () => [
        {
          id: 'desktop',
          async send({ title, body }) {
            shown.push([title, body.replace(/ Since .*\.$/, '')]);
            return SHOWN;
          },
        },
      ],
    });
  return { ...(await monitored({ ...options, redis: false, notifier: settling(notifier) })), shown };
}

/** Lets the account answer from another scenario from now on. */
async function moveTo({ store, clock }: Monitored, scenario: Scenario): Promise<void> {
  const simulator = await startSimulator({ scenario, clock, anchor: NOW });
  onTestFinished(() => simulator.close());
  const known = await store.connections.find(OPTION_CONNECTION);
  if (known === null) {
    throw new Error('The connection of the options is missing.');
  }
  const settings = { ...known.settings, baseUrl: simulator.credentials.vercel.url };
  await store.connections.save({ ...known, settings });
}

describe('an account that its provider has paused', () => {
  const blocked: Scenario = {
    ...hobby,
    softBlock: { fromDay: -1, untilDay: 2, reason: 'FAIR_USE_LIMITS_EXCEEDED', overage: 'functionInvocation' },
  };
  const title = 'has paused the account Acme (environment): fair use limits exceeded (function invocations)';

  it('is critical at once, told once, and over when the provider says so', async () => {
    const subject = await notified({ scenario: blocked });
    const { service, clock, reads, shown, store } = subject;
    expect((await service.runMonitoringCycle()).alertsTriggered).toBeGreaterThan(0);
    const [firing] = (await readAlerts(reads)).firing.filter(({ place }) => place === 'connections');
    expect(firing).toMatchObject({ severity: 'critical', state: 'firing', title: `Vercel ${title}` });
    const { block } = await readProviderFacts(store, OPTION_CONNECTION);
    const end = formatDateTime(block?.value?.until ?? 0);
    expect(firing?.sentence).toBe(
      `Move to a larger plan at Vercel, or wait and use less. The pause ends by itself on ${end}.`,
    );
    expect(shown).toContainEqual([firing?.title, firing?.sentence]);
    const { problems } = await readAppState(reads, context);
    expect(problems).toEqual([
      { code: 'provider-error', message: `Vercel ${title}.`, action: firing?.sentence, retryable: false },
    ]);

    // The limit that Vercel names is enforced, so it is the first, on every surface.
    const [invocations] = (await readStandings(reads)).list;
    expect(invocations).toMatchObject({ metric: 'INVOCATIONS', enforcing: { since: block?.value?.since } });

    clock.set(NOW + DAY);
    const told = shown.length;
    await service.runMonitoringCycle();
    expect(shown.slice(told).filter(([head]) => head.includes('paused'))).toEqual([]);
    expect((await readAlerts(reads)).firing.filter(({ place }) => place === 'connections')).toHaveLength(1);

    clock.set(NOW + 3 * DAY);
    await service.runMonitoringCycle();
    const over = 'Vercel says that the account Acme (environment) is no longer paused.';
    expect(shown).toContainEqual(['Account no longer paused', over]);
    const { firing: left, history } = await readAlerts(reads);
    expect(left.filter(({ place }) => place === 'connections')).toEqual([]);
    expect(history.filter(({ metricKey }) => metricKey.includes('ACCOUNT'))).toMatchObject([
      { kind: 'resolved', title: 'Account no longer paused', sentence: over },
      { kind: 'firing', title: 'Account paused', sentence: `Vercel ${title}.` },
    ]);
    expect((await readAppState(reads, context)).problems).toEqual([]);
  });

  it('stays so while nobody can be asked: missing data is not recovery', async () => {
    const { service, clock, reads, simulator } = await notified({ scenario: blocked });
    await service.runMonitoringCycle();
    clock.set(NOW + 3 * DAY);
    simulator.setFault({ kind: 'server-error', path: '/vercel/*' });
    await service.runMonitoringCycle();
    expect((await readAlerts(reads)).firing.filter(({ place }) => place === 'connections')).toHaveLength(1);
    expect((await readAppState(reads, context)).problems).toHaveLength(1);
  });
});

describe('a store that is over its quota', () => {
  const [first, ...others] = hobby.stores;
  if (first === undefined) {
    throw new Error('The scenario has no store.');
  }
  const withStore = (change: Partial<typeof first>): Scenario => ({
    ...hobby,
    stores: [{ ...first, ...change }, ...others],
  });

  it.each([
    ['by its flag', { quotaExceeded: true }, 'The Redis store cache has exceeded its quota'],
    [
      'by its status',
      { status: 'limits-exceeded-suspended-store-count' },
      'The Redis store cache has exceeded its quota and is suspended',
    ],
  ])('%s is critical without any metric of it, until it is within again', async (_how, change, title) => {
    const subject = await notified({ scenario: withStore(change) });
    const { service, clock, reads, shown, simulator } = subject;
    await service.runMonitoringCycle();
    const stopped = async () => (await readAlerts(reads)).firing.filter(({ place }) => place === 'connections');
    expect(await stopped()).toMatchObject([{ severity: 'critical', title }]);
    const sentence = 'Delete what it no longer needs, or move it to a larger plan than Free.';
    expect(shown).toContainEqual([title, sentence]);
    const { list } = await readStandings(reads);
    expect(list[0]).toMatchObject({ service: 'STORE', severity: 'over', enforcing: { since: null } });
    const reader = { now: NOW };
    expect(verdictWords({ list, connections: 1, reader })).toMatchObject({
      tone: 'critical',
      headline: title.endsWith('suspended')
        ? 'Redis store cache: it is offline now'
        : 'Redis store cache: writes are refused now',
    });
    expect(limitsJson({ list }, reader)[0]).toMatchObject({ used: null, percent: null, limit: null });

    clock.set(NOW + 12 * HOUR);
    simulator.setFault({ kind: 'server-error', path: '/vercel/v1/storage/*' });
    await service.runMonitoringCycle();
    expect(await stopped()).toHaveLength(1);

    clock.set(NOW + DAY);
    await moveTo(subject, hobby);
    await service.runMonitoringCycle();
    expect(await stopped()).toEqual([]);
    expect(shown.filter(([head]) => head === title)).toHaveLength(1);
    expect(shown).toContainEqual(['Store no longer over its quota', 'The store cache is within its quota again.']);
  });

  it('is over when the store is gone from the account', async () => {
    const subject = await notified({ scenario: withStore({ quotaExceeded: true }) });
    await subject.service.runMonitoringCycle();
    subject.clock.set(NOW + DAY);
    await moveTo(subject, { ...hobby, stores: others });
    await subject.service.runMonitoringCycle();
    expect(subject.shown).toContainEqual(['Store no longer over its quota', 'The store is no longer on the account.']);
  });
});
