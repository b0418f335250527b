import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '#main/clock';
import { startClock } from '#main/session/start-clock';
import { parseInstant } from '#shared/core/calendar/calendar';

const own = { dataDir: join('/', 'founder', 'Headroom'), isNamed: false, sample: false };
const named = { ...own, isNamed: true };

describe('the clock of a run', () => {
  it.each([{}, { HEADROOM_NOW: '' }, { HEADROOM_NOW: '  ' }])("is the computer's with %j", (environment) => {
    expect(startClock(environment, own)).toEqual({
      ok: true,
      value: { clock: systemClock, start: null, text: null, offsetSeconds: 0, dataDir: own.dataDir },
    });
  });

  it.each(['2026-11-20T12:00:00Z', '2026-11-20T13:00:00+01:00', '2026-11-20T12:00Z', ' 2026-11-20T12:00:00.750Z '])(
    'starts at %s and runs on',
    async (text) => {
      const started = startClock({ HEADROOM_NOW: text }, named);
      if (!started.ok) {
        throw new Error(started.failure.message);
      }
      const noon = parseInstant('2026-11-20T12:00:00Z') ?? 0;
      const { clock, start, offsetSeconds } = started.value;
      expect(start).toBe(noon);
      expect(Math.abs(systemClock.now() + offsetSeconds - noon)).toBeLessThanOrEqual(1);
      expect(clock.now() - noon).toBeLessThanOrEqual(1);
      await clock.sleep(1_100);
      expect(clock.now()).toBeGreaterThan(noon);
    },
  );

  it.each([
    'yesterday',
    '2026-11-20',
    '2026-11-20T12:00:00',
    '2026-02-30T12:00:00Z',
    '2026-13-01T00:00:00Z',
    '1795176000',
  ])('does not start at %s', (text) => {
    for (const place of [own, named, { ...own, sample: true }]) {
      const started = startClock({ HEADROOM_NOW: text }, place);
      expect(started).toMatchObject({ ok: false, failure: { message: expect.stringContaining('HEADROOM_NOW') } });
    }
  });

  it("does not go with the person's own data, and gives the sample a folder of its own", () => {
    const environment = { HEADROOM_NOW: '2026-11-20T12:00:00Z' };
    expect(startClock(environment, own)).toMatchObject({
      ok: false,
      failure: { code: 'invalid-input', action: expect.stringContaining('--data-dir') },
    });
    const sample = startClock(environment, { ...own, sample: true });
    expect(sample.ok && sample.value.dataDir).toBe(join(own.dataDir, 'other-time'));
    const both = startClock(environment, { ...named, sample: true });
    expect(both.ok && both.value.dataDir).toBe(own.dataDir);
  });
});
