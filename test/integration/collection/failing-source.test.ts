import { describe, expect, it } from 'vitest';
import { askConnection } from '#main/collection/collect-connection';
import { monitoringParts } from '#main/collection/monitoring-parts';
import { readCollectionHealth } from '#main/queries/connections/collection-health';
import type { FaultInput } from '#main/simulator/index';
import { loadScenario } from '#main/simulator/scenarios';
import type { CollectionAttempt } from '#shared/domain/cycle';
import { succeed } from '#shared/domain/failure';
import { HOUR } from '#shared/domain/instant';
import { casesOf } from '../support/all-cases';
import { monitored, NOW, OPTION_CONNECTION, REDIS } from './monitored';

const LATER = NOW + 2 * HOUR;
const idle = { running: false, nextAt: null, intervalMinutes: 15, progress: null };

const of = (attempts: readonly CollectionAttempt[], connectionId: string) =>
  attempts.filter((attempt) => attempt.connectionId === connectionId);

/** What strikes, and the outcomes that it may have: lines and JSON break in their own ways. */
const faults: readonly (readonly [string, Omit<FaultInput, 'path'>, readonly string[]])[] = [
  ['401', { kind: 'unauthorized' }, ['invalid-credential']],
  ['403 with invalidToken', { kind: 'invalid-token' }, ['invalid-credential']],
  ['403', { kind: 'forbidden' }, ['not-permitted']],
  ['429', { kind: 'rate-limited', retryAfterSeconds: 90 }, ['rate-limited']],
  ['500', { kind: 'server-error' }, ['provider-error']],
  ['a hanging answer', { kind: 'hang' }, ['timeout']],
  ['half an answer', { kind: 'truncated' }, ['unreachable', 'bad-response']],
  ['an answer that is no JSON', { kind: 'malformed' }, ['bad-response', 'changed']],
];

const SHORT = ['401', '429', 'a hanging answer', 'an answer that is no JSON'];

describe('while Vercel fails', () => {
  it.each(casesOf(faults, ([what]) => SHORT.includes(what)))(
    '%s: Redis goes on, and what was stored stays with its age',
    async (_what, fault, codes) => {
      const { service, simulator, store, clock, reads } = await monitored({ patience: 1_000 });
      await service.runMonitoringCycle();
      const before = await service.getUsageSummary();

      clock.set(LATER);
      simulator.setFault({ ...fault, path: '/vercel/*' });
      const { attempts, metricsCollected } = await service.runMonitoringCycle();

      const vercel = of(attempts, OPTION_CONNECTION);
      expect(vercel.length).toBeGreaterThan(5);
      // Of charges, a line each, one line is spoilt: the others are kept, and that one is counted.
      const all = vercel.filter(({ outcome, reading }) => outcome !== 'ok' || reading?.notUnderstood !== 1);
      for (const { outcome, message, action, samples } of all) {
        expect(codes).toContain(outcome);
        expect(message).not.toBe('');
        expect(action).not.toBe('');
        expect(samples).toBe(0);
      }
      expect(of(attempts, REDIS).map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
      expect(metricsCollected).toBeGreaterThan(0);

      const after = await service.getUsageSummary();
      const storage = after['VERCEL_KV_STORAGE_MB'];
      expect(storage).toMatchObject({ asOf: LATER, note: '' });
      const build = after['VERCEL_BUILD_BUILD_MINUTES'];
      expect(build).toMatchObject({ current: before['VERCEL_BUILD_BUILD_MINUTES']?.current, asOf: NOW });
      expect(build?.note).toContain('Last read 2 h ago.');

      const health = await readCollectionHealth(reads, idle);
      expect(health).toMatchObject({ sourcesOk: 1, sourcesTotal: 2, worst: { code: codes[0] } });
      const source = health.sources.find(({ connectionId }) => connectionId === OPTION_CONNECTION);
      expect(source).toMatchObject({
        state: expect.stringMatching(/^(failed|partial)$/),
        lastGoodAt: all.length === vercel.length ? NOW : LATER,
      });
      expect((await store.samples.listSeries(OPTION_CONNECTION)).length).toBeGreaterThan(5);
    },
  );

  it('comes back by itself once it answers again', async () => {
    const { service, simulator, clock } = await monitored({ redis: false });
    simulator.setFault({ kind: 'server-error', path: '/vercel/*' });
    const failed = await service.runMonitoringCycle();
    expect(failed.metricsCollected).toBe(0);
    expect((await service.getUsageSummary())['VERCEL_BUILD_BUILD_MINUTES']).toMatchObject({
      current: null,
      percent: null,
      note: expect.stringContaining('Never read so far'),
    });

    simulator.clearFaults();
    clock.set(LATER);
    const again = await service.runMonitoringCycle();
    expect(again.attempts.every(({ outcome }) => outcome === 'ok' || outcome === 'not-on-plan')).toBe(true);
    expect((await service.getUsageSummary())['VERCEL_BUILD_BUILD_MINUTES']).toMatchObject({ asOf: LATER, note: '' });
  });

  it('loses one figure only where one endpoint fails', async () => {
    const { service, simulator } = await monitored({ redis: false });
    simulator.setFault({ kind: 'server-error', path: '/vercel/*/deployments' });
    const { attempts } = await service.runMonitoringCycle();
    const failed = attempts.filter(({ outcome }) => outcome === 'provider-error');
    expect(failed.map(({ capability }) => capability)).toEqual(['deployments']);
    expect((await service.getUsageSummary())['VERCEL_BUILD_BUILD_MINUTES']).toMatchObject({ asOf: NOW, note: '' });
  });
});

describe('while Redis fails', () => {
  it('Vercel goes on, and the alert of the last reading stays open: missing data is not recovery', async () => {
    const { service, simulator, store, clock } = await monitored();
    await service.runMonitoringCycle();
    const limitsOpen = async () => (await store.alerts.open()).filter(({ condition }) => condition === 'limit');
    const open = await limitsOpen();
    expect(open.some(({ connectionId }) => connectionId === REDIS)).toBe(true);

    clock.set(LATER);
    simulator.setFault({ kind: 'unavailable', path: '/upstash/*' });
    const { attempts, alertsTriggered } = await service.runMonitoringCycle();

    expect(new Set(of(attempts, REDIS).map(({ outcome }) => outcome))).toEqual(new Set(['provider-error']));
    expect(of(attempts, OPTION_CONNECTION).some(({ outcome }) => outcome === 'ok')).toBe(true);
    expect(alertsTriggered).toBe(0);
    expect((await limitsOpen()).map(({ id }) => id)).toEqual(open.map(({ id }) => id));
    const storage = (await service.getUsageSummary())['VERCEL_KV_STORAGE_MB'];
    expect(storage).toMatchObject({ percent: 85, asOf: NOW });
    expect(storage?.note).toContain('Last read 2 h ago.');
  });
});

describe('a source that does not answer', () => {
  it('is told by the name that a person knows, not by its address', async () => {
    const { service, simulator } = await monitored({ patience: 1_000, redis: false });
    simulator.setFault({ kind: 'hang', path: '/vercel/v2/user' });
    const { attempts } = await service.runMonitoringCycle();
    const late = attempts.filter(({ outcome }) => outcome === 'timeout');
    expect(late.map(({ message }) => message)).toEqual(['Vercel did not answer in time.']);
  });
});

describe('an account without projects', () => {
  it('is not asked for usage by project, so that nothing claims to have answered', async () => {
    const scenario = loadScenario('hobby');
    const { service, store, clock, simulator } = await monitored({
      scenario: { ...scenario, projects: [] },
      redis: false,
    });
    const option = await store.connections.find(OPTION_CONNECTION);
    if (option === null) {
      throw new Error('The connection of the options is missing.');
    }
    const { projectIds: _, ...settings } = option.settings;
    const { token } = simulator.credentials.vercel;
    const parts = await monitoringParts(store, {}, { clock, credentials: { read: async () => succeed({ token }) } });
    const { result } = await askConnection(parts, { ...option, settings }, {});
    const asked = result.attempts.map(({ capability }) => capability);
    expect(asked).toContain('projects');
    expect(asked).not.toContain('usage:projects');
    const watched = await service.runMonitoringCycle();
    expect(watched.attempts.map(({ capability }) => capability)).toContain('usage:projects');
  });
});

describe('a wrong token', () => {
  it('is told with what to do, without the token', async () => {
    const token = 'vcp_wrong0000000000000000000000';
    const { service } = await monitored({ token, redis: false });
    const { attempts, metricsCollected } = await service.runMonitoringCycle();
    expect(metricsCollected).toBe(0);
    expect(attempts.length).toBeGreaterThan(5);
    for (const { outcome, message, action } of attempts) {
      expect(outcome).toBe('invalid-credential');
      expect(`${message} ${action}`).toMatch(/token/i);
      expect(`${message} ${action}`).not.toContain(token);
    }
  });
});
