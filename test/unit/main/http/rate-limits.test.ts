import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settableClock, systemClock } from '#main/clock';
import { createRateLimitMemory, LONGEST_WAIT, parseHttpDate, retryAfter } from '#main/http/rate-limits';
import { HOUR } from '#shared/domain/instant';
import { client, json, NOW, serve } from './served';

const CUT = NOW + LONGEST_WAIT;

describe('retryAfter', () => {
  it.each([
    ['30', NOW + 30],
    ['0', NOW],
    ['000', NOW],
    ['1.5', NOW + 2],
    ['25200', NOW + 7 * HOUR],
    ['Tue, 24 Nov 2026 10:05:00 GMT', NOW + 300],
    ['Tuesday, 24-Nov-26 10:05:00 GMT', NOW + 300],
    ['Tue Nov 24 10:05:00 2026', NOW + 300],
    ['Tue, 24 Nov 2026 17:00:00 GMT', NOW + 7 * HOUR],
    ['Tuesday, 24-Nov-26 17:00:00 GMT', NOW + 7 * HOUR],
    ['Tue Nov 24 17:00:00 2026', NOW + 7 * HOUR],
    ['Tue, 24 Nov 2026 09:05:00 GMT', null],
    ['Tue Nov 24 09:05:00 2026', null],
    ['soon', null],
    ['-5', null],
    ['1e3', null],
    ['0x10', null],
    ['NaN', null],
    ['Infinity', null],
    ['', null],
    [' ', null],
    ['99999999', CUT],
    ['9'.repeat(400), CUT],
    ['Fri, 31 Dec 9999 23:59:59 GMT', CUT],
  ])('%s', (header, expected) => {
    expect(retryAfter({ 'retry-after': header }, NOW)).toBe(expected);
  });
});

describe('a date of HTTP', () => {
  it.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', 784_111_777],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 784_111_777],
    ['Sun Nov  6 08:49:37 1994', 784_111_777],
    ['sun, 06 nov 1994 08:49:37 gmt', 784_111_777],
    ['Sat, 31 Dec 2016 23:59:60 GMT', 1_483_228_799],
    ['Tuesday, 24-Nov-76 10:00:00 GMT', 3_373_437_600],
    ['Wednesday, 24-Nov-77 10:00:00 GMT', 249_213_600],
    ['Tue, 24 Foo 2026 10:05:00 GMT', null],
    ['Tue, 31 Feb 2026 10:05:00 GMT', null],
    ['Tue Feb 31 10:05:00 2026', null],
    ['Tue, 24 Nov 2026 25:05:00 GMT', null],
    ['Tue, 24 Nov 2026 10:05:00 +0100', null],
    ['2026-11-24T10:05:00Z', null],
    ['Tue Nov 24 10:05:00 2026 GMT', null],
  ])('%s', (text, expected) => {
    expect(parseHttpDate(text, NOW)).toBe(expected);
  });
});

describe('the memory of rate limits', () => {
  it('forgets what is over, and waits that are senseless', () => {
    const memory = createRateLimitMemory();
    memory.learn('h', 'a', { status: 429, headers: { 'retry-after': '60' } }, NOW);
    expect(memory.blockedUntil('h', 'a', NOW)).toBe(NOW + 60);
    expect(memory.blockedUntil('h', 'b', NOW)).toBeNull();
    expect(memory.blockedUntil('h', 'a', NOW + 60)).toBeNull();
    memory.learn('h', 'a', { status: 200, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '20' } }, NOW);
    expect(memory.blockedUntil('h', 'a', NOW)).toBe(NOW + 20);
    expect(memory.blockedUntil('h', 'a', NOW - 100_000)).toBeNull();
  });

  it('is not shortened by an answer that was under way, nor by the end of a shorter wait', () => {
    const memory = createRateLimitMemory();
    memory.learn('h', '', { status: 429, headers: { 'retry-after': '600' } }, NOW);
    memory.learn('h', '', { status: 429, headers: { 'retry-after': '5' } }, NOW);
    memory.forget('h', '', NOW + 5);
    expect(memory.blockedUntil('h', '', NOW)).toBe(NOW + 600);
    memory.forget('h', '', NOW + 600);
    expect(memory.blockedUntil('h', '', NOW)).toBeNull();
  });

  it.each([
    ['0', String(NOW + 50), 200, NOW + 50],
    ['0', `${NOW + 50}000`, 200, NOW + 50],
    ['0', '50', 200, NOW + 50],
    ['0', '0', 200, null],
    ['0', '-50', 200, null],
    ['0', 'NaN', 200, null],
    ['0', '1e308', 200, null],
    ['0', String(NOW + 40 * 24 * HOUR), 200, null],
    ['0', '9'.repeat(400), 200, null],
    ['1', '50', 200, null],
    ['-3', '50', 200, NOW + 50],
    ['', '50', 200, null],
    ['0', '9'.repeat(400), 429, CUT],
    ['0', String(NOW + 40 * 24 * HOUR), 429, CUT],
    ['', '50', 429, NOW + 50],
    ['7', '50', 429, null],
  ])('reads remaining %j and reset %j with %i as %s', (remaining, reset, status, until) => {
    const memory = createRateLimitMemory();
    const headers = { 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset };
    expect(memory.learn('h', '', { status, headers }, NOW)).toBe(until);
    expect(memory.blockedUntil('h', '', NOW)).toBe(until);
  });
});

describe('a host that wants to be left alone', () => {
  it.each([
    ['in seconds', () => String(7 * HOUR)],
    ['in the form of asctime', (now: number) => asctime(now + 7 * HOUR)],
  ])('for seven hours, told %s, is asked twice in nine hours of cycles', async (_, told) => {
    const clock = settableClock(NOW);
    const server = await serve((_request, response) => json(response, 429, {}, { 'retry-after': told(clock.now()) }));
    const http = client({ clock });
    for (let now = NOW; now < NOW + 9 * HOUR; now += 900) {
      clock.set(now);
      const result = await http.request({ url: server.url });
      expect(result).toMatchObject({ ok: false, failure: { code: 'rate-limited', retryAt: expect.any(Number) } });
    }
    expect(server.count()).toBe(2);
  });

  it('is not asked by those that were already waiting for their turn', async () => {
    const server = await serve((_, response) => json(response, 429, {}, { 'retry-after': '600' }));
    const http = client();
    const results = await Promise.all(Array.from({ length: 12 }, () => http.request({ url: server.url })));
    expect(results.every((result) => !result.ok && result.failure.retryAt === NOW + 600)).toBe(true);
    expect(server.count()).toBe(4);
  });

  it('is asked again after a day, however long it says', async () => {
    const server = await serve((_, response) => json(response, 429, {}, { 'retry-after': '999999999' }));
    const clock = settableClock(NOW);
    const http = client({ clock });
    await http.request({ url: server.url });
    clock.set(CUT - 60);
    await http.request({ url: server.url });
    expect(server.count()).toBe(1);
    clock.set(CUT);
    await http.request({ url: server.url });
    expect(server.count()).toBe(2);
  });
});

describe('a wait that is none', () => {
  const warnings: string[] = [];
  const note = (warning: Error) => warnings.push(`${warning.name}: ${warning.message}`);
  beforeEach(() => {
    warnings.length = 0;
    process.on('warning', note);
  });
  afterEach(() => void process.off('warning', note));
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it.each(['0', '0.0', 'Tue, 24 Nov 2026 10:00:00 GMT'])(
    'Retry-After %s makes Node warn of nothing',
    async (header) => {
      let ticks = 0;
      // A clock that is a second further each time somebody looks.
      const clock = { ...systemClock, now: () => NOW + (ticks++ % 2) };
      const server = await serve((_, response, count) =>
        json(response, count < 3 ? 429 : 200, {}, { 'retry-after': header }),
      );
      expect((await client({ clock }).request({ url: server.url })).ok).toBe(true);
      expect(server.count()).toBe(3);
      await settled();
      expect(warnings).toEqual([]);
    },
  );

  it.each([-1, Number.NEGATIVE_INFINITY, Number.NaN])(
    'the clock waits %d milliseconds without a warning',
    async (wait) => {
      await systemClock.sleep(wait);
      await new Promise<void>((ring) => systemClock.after(wait, ring));
      await settled();
      expect(warnings).toEqual([]);
    },
  );

  it.each([2 ** 31, 1e308, Number.POSITIVE_INFINITY])(
    'the clock does not ring at once for %d milliseconds',
    async (wait) => {
      let rang = false;
      const timer = systemClock.after(wait, () => {
        rang = true;
      });
      await systemClock.sleep(50);
      timer.cancel();
      expect(rang).toBe(false);
      expect(warnings).toEqual([]);
    },
  );
});

/** `Tue Nov 24 10:00:00 2026`. */
function asctime(instant: number): string {
  const [weekday, day, month, year, time] = new Date(instant * 1000).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
}
