import { describe, expect, it } from 'vitest';
import { observeSources } from '#main/actions/evaluate-sources';
import { acknowledgeAlert, snoozeAlert } from '#main/actions/handle-alert';
import { ALERT_RULES_KEY } from '#main/queries/alerts/alert-rules';
import { readAlerts } from '#main/queries/alerts/alert-views';
import { DEFAULT_RULES } from '#shared/core/alerts/rules';
import { DAY, HOUR, MINUTE } from '#shared/domain/instant';
import { aStanding } from '../../../fixtures/a-standing';
import { CACHE, type Decided, decided, NOW } from './decided';

/** Reads storage at each percent, a quarter of an hour apart, and steps the alerts each time. */
async function run(subject: Decided, percents: readonly number[]): Promise<number[]> {
  const triggered: number[] = [];
  for (const percent of percents) {
    subject.parts.clock.set(subject.parts.clock.now() + 15 * MINUTE);
    await subject.storage(percent);
    triggered.push(await subject.evaluate());
  }
  return triggered;
}

const kinds = async (subject: Decided, metric = 'STORAGE_MB') =>
  (await subject.events(metric)).map(({ kind, severity }) => `${kind} ${severity}`);

describe('crossing a threshold', () => {
  it('tells once at 75 %, once at 90 %, however long it stays there', async () => {
    const subject = await decided();
    expect(await run(subject, [74.9, 75, 76, 80, 80, 89.9, 90, 91, 95, 100, 110])).toEqual([
      0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0,
    ]);
    expect(subject.told).toEqual(['firing warning', 'worse critical']);
    expect(await kinds(subject)).toEqual(subject.told);
    expect(await subject.parts.store.alerts.open()).toMatchObject([
      { connectionId: CACHE, metric: 'STORAGE_MB', state: 'firing', severity: 'critical', percent: 110, limit: 30 },
    ]);
  });

  it('goes straight to critical where it jumps over both thresholds', async () => {
    const subject = await decided();
    expect(await run(subject, [10, 97])).toEqual([0, 1]);
    expect(subject.told).toEqual(['firing critical']);
  });

  it('does not flap around a threshold, and fires anew after it was over', async () => {
    const subject = await decided();
    await run(subject, [75, 74.5, 75, 74, 75.5]);
    expect(subject.told).toEqual(['firing warning']);
    await run(subject, [72, 60, 61, 76]);
    expect(subject.told).toEqual(['firing warning', 'resolved warning', 'firing warning']);
    expect(await subject.parts.store.alerts.open()).toHaveLength(1);
  });

  it('steps down from critical to warning without triggering', async () => {
    const subject = await decided();
    expect(await run(subject, [92, 85, 85, 85, 50, 50, 50])).toEqual([1, 0, 0, 0, 0, 0, 0]);
    expect(subject.told).toEqual(['firing critical', 'better warning', 'resolved warning']);
  });

  it('holds the value against the thresholds that the user chose', async () => {
    const subject = await decided();
    await subject.limit('STORAGE_MB', { warningPercent: 40, criticalPercent: 50 });
    expect(await run(subject, [39, 41, 51])).toEqual([0, 1, 1]);
    expect(subject.told).toEqual(['firing warning', 'worse critical']);
  });
});

/** Two weeks in which storage grows by 4 points a day, up to `percent` now. */
async function grow(subject: Decided, percent: number): Promise<void> {
  for (let day = 14; day >= 0; day -= 1) {
    subject.parts.clock.set(NOW - day * DAY);
    await subject.storage(percent - day * 4);
  }
}

describe('a limit that a forecast expects soon', () => {
  it('warns below every threshold, by the early edge of the days that are left', async () => {
    const subject = await decided();
    await grow(subject, 60);
    expect(await subject.evaluate()).toBe(0);
    await subject.limit('STORAGE_MB', { value: 25 });
    expect(await subject.evaluate()).toBe(1);
    expect(await subject.parts.store.alerts.open()).toMatchObject([
      { state: 'firing', severity: 'warning', basis: 'forecast', percent: 72 },
    ]);
    expect((await subject.events('STORAGE_MB')).at(-1)?.reason).toMatchObject({ code: 'expected', held: false });
  });

  it('is one problem with what follows: only critical is told again', async () => {
    const subject = await decided();
    await grow(subject, 60);
    await subject.limit('STORAGE_MB', { value: 25 });
    await subject.evaluate();
    await run(subject, [64, 76]);
    expect(await kinds(subject)).toEqual(['firing warning', 'worse warning', 'worse critical']);
    expect(await subject.parts.store.alerts.list({ start: 0, end: NOW + DAY })).toHaveLength(1);
  });

  it('is over once the limit is far, or nothing happens there', async () => {
    const changes = [{ value: 300 }, { atLimit: 'none' }] as const;
    for (const change of changes) {
      const subject = await decided();
      await grow(subject, 60);
      await subject.limit('STORAGE_MB', { value: 25 });
      await subject.evaluate();
      await subject.limit('STORAGE_MB', change);
      expect(await subject.evaluate()).toBe(0);
      expect(subject.told).toEqual(['firing warning', 'resolved warning']);
    }
  });
});

describe('a limit at which everything goes on', () => {
  it('tells where somebody set it to be told', async () => {
    const subject = await decided();
    await subject.limit('STORAGE_MB', { atLimit: 'inform' });
    expect(await run(subject, [70, 80, 95])).toEqual([0, 1, 1]);
    expect(subject.told).toEqual(['firing warning', 'worse critical']);
  });

  it('raises nothing where reaching it is no harm, and ends what it had raised', async () => {
    const subject = await decided();
    await run(subject, [80]);
    await subject.limit('STORAGE_MB', { atLimit: 'none' });
    expect(await run(subject, [95, 100, 120])).toEqual([0, 0, 0]);
    expect(await kinds(subject)).toEqual(['firing warning', 'resolved warning']);
    expect(await subject.parts.store.alerts.open()).toEqual([]);
  });
});

describe('limits beside the one of the plan', () => {
  it('ring under a limit of their own, once each', async () => {
    const subject = await decided();
    const [plan] = await subject.parts.store.limits.list(CACHE);
    const own = { ...plan!, metric: 'STORAGE_MB', limitId: 'own', value: 20, unit: 'MB', enabled: true } as const;
    await subject.parts.store.limits.save([{ ...own, atLimit: 'inform', source: 'user' }]);
    // 60 % of 30 MB is 90 % of 20.
    expect(await run(subject, [60])).toEqual([1]);
    expect(await subject.evaluate()).toBe(0);
    expect(await subject.parts.store.alerts.open()).toMatchObject([
      { limitId: 'own', severity: 'critical', percent: 90, limit: 20 },
    ]);
    // 24 of 30 MB: the plan's own limit rings as well.
    expect(await run(subject, [80])).toEqual([1]);
    const open = await subject.parts.store.alerts.open();
    expect(open.map(({ limitId, severity }) => `${limitId} ${severity}`).sort()).toEqual([
      'own critical',
      'plan warning',
    ]);
  });

  it('end with the limit that is switched off', async () => {
    const subject = await decided();
    const [plan] = await subject.parts.store.limits.list(CACHE);
    const own = { ...plan!, metric: 'STORAGE_MB', limitId: 'own', value: 20, unit: 'MB', enabled: true } as const;
    await subject.parts.store.limits.save([{ ...own, atLimit: 'inform', source: 'user' }]);
    await run(subject, [60]);
    await subject.parts.store.limits.save([{ ...own, atLimit: 'inform', source: 'user', enabled: false }]);
    await subject.evaluate();
    expect(await subject.parts.store.alerts.open()).toEqual([]);
    expect(await kinds(subject)).toEqual(['firing critical', 'resolved critical']);
  });
});

describe('what ends an alert', () => {
  it('a new window does, and the new one may fire again', async () => {
    const subject = await decided();
    await subject.commands(9_500);
    expect(await subject.evaluate()).toBe(1);
    subject.parts.clock.set(NOW + DAY);
    await subject.commands(120);
    expect(await subject.evaluate()).toBe(0);
    expect(await kinds(subject, 'COMMANDS_PER_DAY')).toEqual(['firing critical', 'resolved critical']);
    expect((await subject.events('COMMANDS_PER_DAY')).at(-1)?.reason).toEqual({ code: 'new-period' });

    subject.parts.clock.set(NOW + DAY + 4 * HOUR);
    await subject.commands(8_000);
    expect(await subject.evaluate()).toBe(1);
    expect(await subject.parts.store.alerts.open()).toMatchObject([{ severity: 'warning', value: 8_000 }]);
  });

  it('a limit that is switched off does: nothing presses any more', async () => {
    const subject = await decided();
    await run(subject, [80]);
    await subject.limit('STORAGE_MB', { enabled: false });
    expect(await subject.evaluate()).toBe(0);
    expect(await kinds(subject)).toEqual(['firing warning', 'resolved warning']);
    expect(await subject.parts.store.alerts.open()).toEqual([]);
    expect(await subject.evaluate()).toBe(0);
  });

  it('a condition that is switched off does', async () => {
    const subject = await decided();
    await run(subject, [80]);
    await subject.parts.store.settings.set(ALERT_RULES_KEY, { off: ['limit'] });
    expect(await subject.evaluate()).toBe(0);
    expect(await subject.parts.store.alerts.open()).toEqual([]);
    expect(await run(subject, [95])).toEqual([0]);
  });

  it('missing data does not', async () => {
    const subject = await decided();
    await run(subject, [80]);
    subject.parts.clock.set(NOW + 3 * DAY);
    expect(await subject.evaluate()).toBe(0);
    expect(await subject.parts.store.alerts.open()).toMatchObject([{ state: 'firing', percent: 80 }]);
  });
});

describe('what a person does with an alert', () => {
  it('keeps firing under acknowledgement and snooze, and getting worse is told all the same', async () => {
    const subject = await decided();
    await run(subject, [80]);
    const [alert] = await subject.parts.store.alerts.open();
    const id = alert?.id ?? 0;
    const now = subject.parts.clock.now();
    expect(await acknowledgeAlert(subject.parts, id)).toMatchObject({ ok: true });
    expect(await snoozeAlert(subject.parts, id, now + DAY)).toMatchObject({ ok: true });
    expect(await run(subject, [82, 93])).toEqual([0, 1]);
    expect(await subject.parts.store.alerts.open()).toMatchObject([
      { id, state: 'firing', severity: 'critical', snoozedUntil: now + DAY },
    ]);
  });

  it('refuses a snooze into the past, an alert that is over, and one that never was', async () => {
    const subject = await decided();
    await run(subject, [80]);
    const id = (await subject.parts.store.alerts.open())[0]?.id ?? 0;
    const now = subject.parts.clock.now();
    expect(await snoozeAlert(subject.parts, id, now)).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    await run(subject, [10, 10, 10]);
    expect(await acknowledgeAlert(subject.parts, id)).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    expect(await acknowledgeAlert(subject.parts, 999)).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });
});

it('a status page that answers does not make a source of one that is silent', async () => {
  const { parts } = await decided();
  await parts.store.connections.save({ ...(await parts.store.connections.list())[0]!, createdAt: NOW - DAY });
  const attempt = (capability: string, outcome: string, lastGoodAt: number) =>
    ({ attempt: { connectionId: CACHE, capability, outcome, startedAt: NOW }, lastGoodAt }) as never;
  const attempts = [attempt('usage', 'server-error', NOW - 5 * HOUR), attempt('status-page', 'ok', NOW)];
  const seen = await observeSources(parts, DEFAULT_RULES, attempts, []);
  expect(seen.find(({ condition }) => condition === 'stale')?.degree?.severity).toBe('warning');
});

describe('what is told where it was asked for', () => {
  const notices = async (subject: Decided, condition: string) =>
    (await subject.parts.store.alerts.list({ start: 0, end: subject.parts.clock.now() + 1 }))
      .filter((alert) => alert.condition === condition)
      .map(({ reason }) => reason?.code);
  const asked = async (metric: string) => {
    const subject = await decided();
    const key = `${CACHE}/VERCEL_KV/${metric}`;
    await subject.parts.store.settings.set(ALERT_RULES_KEY, { notices: { reset: [key], back: [key] } });
    return subject;
  };

  it('a limit that was full works again, once it is below and however far below', async () => {
    const subject = await asked('STORAGE_MB');
    await run(subject, [95, 80, 80, 80]);
    expect(await notices(subject, 'back')).toEqual([]);
    await run(subject, [104, 104]);
    expect(await notices(subject, 'back')).toEqual([]);
    await run(subject, [96]);
    expect(await notices(subject, 'back')).toEqual(['works-again']);
    // It trembles around the limit, and is over at last: nothing new.
    await run(subject, [101, 99, 40, 40, 40, 40]);
    expect(await notices(subject, 'back')).toEqual(['works-again']);
  });

  it('a window that begins anew, once, and that what was used up in the one before works again', async () => {
    const subject = await asked('COMMANDS_PER_DAY');
    await subject.commands(10_500);
    await subject.evaluate();
    expect(await notices(subject, 'back')).toEqual([]);
    const before = (await notices(subject, 'reset')).length;
    subject.parts.clock.set(NOW + DAY);
    await subject.commands(120);
    await subject.evaluate();
    await subject.evaluate();
    expect(await notices(subject, 'back')).toEqual(['works-again']);
    expect(await notices(subject, 'reset')).toHaveLength(before + 1);
  });

  it('nothing of it where it was not asked for', async () => {
    const subject = await decided();
    await run(subject, [104, 96, 40, 40, 40]);
    expect([...(await notices(subject, 'back')), ...(await notices(subject, 'reset'))]).toEqual([]);
  });
});

it('a limit that the good answers of what tells it leave out is one that nobody watches', async () => {
  const { parts } = await decided();
  const connection = (await parts.store.connections.list())[0]!;
  const [metric] = parts.catalog.descriptor(connection.provider)?.metrics ?? [];
  const [capability = ''] = parts.catalog.feeding(connection.provider, metric!);
  const answered = (outcome: string) =>
    [{ attempt: { connectionId: CACHE, capability, outcome, startedAt: NOW }, lastGoodAt: NOW }] as never;
  const standing = aStanding({
    ...{ service: metric!.service, metric: metric!.metric, title: 'Redis storage' },
    scope: { kind: 'connection', connectionId: CACHE },
    freshness: { state: 'stale', since: NOW - 3 * HOUR, reason: null },
  });
  const told = async (outcome: string) =>
    (await observeSources(parts, DEFAULT_RULES, answered(outcome), [standing])).find(
      ({ condition }) => condition === 'stale',
    );
  expect((await told('ok'))?.degree?.reason).toMatchObject({ code: 'silent', part: 'Redis storage' });
  // A store that sleeps tells nothing, and is not missed.
  expect((await told('asleep'))?.degree).toBeNull();
});

it('what happened stands in the history, also where the clock was set back since', async () => {
  const subject = await decided();
  await run(subject, [95]);
  subject.parts.clock.set(subject.parts.clock.now() - 10 * MINUTE);
  expect((await readAlerts(subject.parts)).history).toHaveLength(1);
});
