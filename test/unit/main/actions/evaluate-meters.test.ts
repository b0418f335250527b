import { describe, expect, it } from 'vitest';
import { readMeters } from '#main/queries/alerts/meters';
import { DAY, HOUR, MINUTE } from '#shared/domain/instant';
import { CACHE, type Decided, decided, NOW } from './decided';

/** Parcels of a provider that nothing in alerts knows of. */
async function read(subject: Decided, at: number, ofDay: number): Promise<void> {
  subject.parts.clock.set(at);
  const sample = { service: 'PARCEL', metric: 'PARCELS', kind: 'daily', unit: 'parcels', zone: 'UTC' } as const;
  const day = Math.floor(at / DAY) * DAY;
  await subject.parts.store.samples.save(
    CACHE,
    [{ ...sample, projectId: null, source: 'parcel:/usage', time: day, value: ofDay }],
    at,
  );
}

/** Ten parcels an hour for `days` days, read every hour until NOW. */
async function quiet(subject: Decided, days: number): Promise<number> {
  let ofDay = 0;
  for (let at = NOW - days * DAY; at <= NOW; at += HOUR) {
    ofDay = at % DAY < HOUR ? (10 * (at % DAY)) / HOUR : ofDay + 10;
    await read(subject, at, ofDay);
  }
  return ofDay;
}

describe('a meter of a provider that no line of the alerts knows', () => {
  it('rings on the second reading that runs far above the usual, says so once, and is over once it is as usual', async () => {
    const subject = await decided();
    let ofDay = await quiet(subject, 15);
    await subject.evaluate();
    expect(subject.told).toEqual([]);
    for (const minutes of [15, 30, 45]) {
      ofDay += 40;
      await read(subject, NOW + minutes * MINUTE, ofDay);
      await subject.evaluate();
    }
    expect(subject.told.slice(0, 2)).toEqual(['pending warning', 'firing warning']);
    const [alert] = (await subject.parts.store.alerts.open()).filter(({ condition }) => condition === 'rate');
    expect(alert).toMatchObject({ key: `rate:${CACHE}/PARCEL/PARCELS`, unit: 'parcels', state: 'firing' });
    expect(alert?.reason).toMatchObject({ code: 'above-usual', by: 'hour-of-week' });
    for (let minutes = 60; minutes <= 2 * 24 * 60; minutes += 15) {
      const at = NOW + minutes * MINUTE;
      ofDay = at % DAY < 15 * MINUTE ? 0 : ofDay + 2.5;
      await read(subject, at, ofDay);
      if (minutes % 60 === 0) await subject.evaluate();
    }
    expect(subject.told.at(-1)).toMatch(/^resolved/);
  });

  it('that rings by itself is not told a second time for the deployment before it', async () => {
    const subject = await decided();
    let ofDay = await quiet(subject, 15);
    const live = {
      target: 'production',
      state: 'READY',
      readyAt: NOW,
      createdAt: NOW,
      source: null,
      durationSeconds: 60,
    };
    await subject.parts.store.facts.saveDeployments([
      { ...live, connectionId: CACHE, projectId: 'p', deploymentId: 'd', name: 'web' } as never,
    ]);
    for (const minutes of [15, 30, 45, 60, 75]) {
      ofDay += 40;
      await read(subject, NOW + minutes * MINUTE, ofDay);
      await subject.evaluate();
    }
    const open = await subject.parts.store.alerts.open();
    expect(open.filter(({ state }) => state === 'firing').map(({ condition }) => condition)).toEqual(['rate']);
    expect(subject.told.filter((one) => one.startsWith('firing'))).toHaveLength(1);
  });

  it('counts a day that is revised, and one that has just begun, in what it read', async () => {
    const subject = await decided();
    const midnight = Math.ceil(NOW / DAY) * DAY;
    await read(subject, midnight - HOUR, 100);
    await read(subject, midnight + HOUR, 5);
    subject.parts.clock.set(midnight + 2 * HOUR);
    const [connection] = await subject.parts.store.connections.list();
    const [meter] = (await readMeters(subject.parts, [connection!], [])).filter(({ metric }) => metric === 'PARCELS');
    expect(meter?.meter.totals).toEqual([0, 5]);
  });
});
