import { describe, expect, it } from 'vitest';
import { settableClock, systemClock } from '#main/clock';
import { client, json, NOW, serve } from './served';

describe('asking again', () => {
  it.each([500, 502, 503, 504, 529])('retries %i and goes on when it is over', async (status) => {
    const server = await serve((_, response, count) => json(response, count < 3 ? status : 200, {}));
    expect((await client().request({ url: server.url })).ok).toBe(true);
    expect(server.count()).toBe(3);
  });

  it('gives up after three attempts', async () => {
    const server = await serve((_, response) => json(response, 500, {}));
    const result = await client().request({ url: server.url });
    expect(result).toMatchObject({ ok: false, failure: { code: 'provider-error', retryable: true } });
    expect(server.count()).toBe(3);
  });

  it('stops retrying when the budget is used up', async () => {
    const server = await serve((_, response) => json(response, 500, {}));
    const http = client();
    for (let asked = 0; asked < 20; asked += 1) {
      await http.request({ url: server.url });
    }
    expect(http.requestCount).toBe(server.count());
    expect(server.count()).toBeLessThan(20 + 17);
  });

  it('waits for a short Retry-After', async () => {
    const server = await serve((_, response, count) =>
      count === 1 ? json(response, 429, {}, { 'retry-after': '1' }) : json(response, 200, {}),
    );
    const before = performance.now();
    expect((await client({ clock: systemClock }).request({ url: server.url })).ok).toBe(true);
    expect(performance.now() - before).toBeGreaterThanOrEqual(990);
  });

  it.each([
    ['seconds', '120'],
    ['a date', 'Tue, 24 Nov 2026 10:02:00 GMT'],
  ])('leaves a long Retry-After in %s to the next collection and remembers it', async (_, header) => {
    const server = await serve((_request, response, count) =>
      count < 3 ? json(response, 429, {}, { 'retry-after': header }) : json(response, 200, {}),
    );
    const clock = settableClock(NOW);
    const http = client({ clock });
    const expected = { ok: false, failure: { code: 'rate-limited', retryAt: NOW + 120 } };
    expect(await http.request({ url: server.url, limitScope: 'usage' })).toMatchObject(expected);
    expect(await http.request({ url: server.url, limitScope: 'usage' })).toMatchObject(expected);
    expect(server.count()).toBe(1);
    await http.request({ url: server.url, limitScope: 'costs' });
    expect(server.count()).toBe(2);
    clock.set(NOW + 121);
    await http.request({ url: server.url, limitScope: 'usage' });
    expect(server.count()).toBe(3);
  });

  it('keeps still once the rest of a rate limit is used up', async () => {
    const server = await serve((_, response) =>
      json(response, 200, {}, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW + 50) }),
    );
    const http = client();
    expect((await http.request({ url: server.url })).ok).toBe(true);
    expect(await http.request({ url: server.url })).toMatchObject({
      ok: false,
      failure: { code: 'rate-limited', retryAt: NOW + 50 },
    });
  });
});
