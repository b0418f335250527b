import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settableClock } from '#main/clock';
import { createHttpClient } from '#main/http/client';
import { parseInfo, readState } from '#main/providers/redis/info';
import { probeRest } from '#main/providers/redis/rest-probe';
import { resultOfInfo } from '#main/providers/redis/samples';
import { loadScenario, startSimulator } from '#main/simulator/index';
import { NOW } from '../support/collection-context';
import { infoMutations } from '../support/info-mutations';
import { startRedisServer } from '../support/redis-server';

/** What each server says under `INFO`, as it came. */
const recorded = new Map<string, string>();
/** What is an answer of its own, and no form that is not understood. Each must come up. */
const MEANT: readonly (readonly [line: RegExp, what: RegExp, why: string])[] = [
  [/^db0:/, /missing/, 'A database without keys has no line.'],
  [/^max_data_size:/, /missing|empty/, 'A store of Upstash may have no limit of its own.'],
];

/** `INFO` of a server that has run for so many seconds. */
const aged = (text: string, seconds: number): string =>
  text.replace(/^uptime_in_seconds:.*$/m, `uptime_in_seconds:${seconds}`);

/** The counters after a first reading of `text`. */
function keptOf(text: string): unknown {
  const before = resultOfInfo(aged(text, 86_400), null, NOW, 'redis:INFO');
  return before.ok ? before.value.cursors?.['counters'] : null;
}

/** A reading a quarter of an hour after it, with what it says of itself. */
function seen(kept: unknown, text: string) {
  const capabilityResult = resultOfInfo(text, kept, NOW + 900, 'redis:INFO');
  if (!capabilityResult.ok) return { isTold: true, odd: 0, figures: '' };
  const { samples, facts, partly, note, reading } = capabilityResult.value;
  return {
    isTold: partly !== undefined || note !== undefined,
    odd: reading?.notUnderstood ?? 0,
    figures: JSON.stringify([samples, facts]),
  };
}

describe('every line of a recorded INFO, in every form that it never has', () => {
  const used = new Set<string>();

  beforeAll(async () => {
    const record = async (name: string, policy: string, expiring: boolean) => {
      const server = await startRedisServer({ args: ['--maxmemory', '64mb', '--maxmemory-policy', policy] });
      server.cli('MSET', 'a', '1', 'b', '2');
      if (expiring) server.cli('EXPIRE', 'a', '1000');
      server.cli('GET', 'a');
      server.cli('GET', 'nothing');
      recorded.set(name, `${server.cli('INFO').split(/\r?\n/).join('\r\n')}\r\n`);
      await server.stop();
    };
    await record('Redis 7 that refuses writes when full', 'noeviction', false);
    await record('Redis 7 that drops keys', 'allkeys-lru', false);
    await record('Redis 7 that drops keys that expire', 'volatile-ttl', true);
    const simulator = await startSimulator({ scenario: loadScenario('pro-growth'), clock: settableClock(NOW) });
    const [store] = simulator.credentials.redis;
    const http = createHttpClient({ clock: settableClock(NOW), userAgent: 'Headroom/test' });
    const report = await probeRest({ kind: 'rest', url: store?.url ?? '', token: store?.token ?? '' }, http);
    recorded.set('Upstash', report.info.ok ? report.info.value : '');
    await simulator.close();
  });

  it.each([
    ['Redis 7 that refuses writes when full', /./],
    ['Upstash', /./],
    // What these say differently.
    ['Redis 7 that drops keys', /^(maxmemory|db0|# Keyspace)/],
    ['Redis 7 that drops keys that expire', /^(maxmemory|db0|# Keyspace)/],
  ])('%s: the figure is right, or what was missed is told', (name, lines) => {
    const kept = keptOf(recorded.get(name) ?? '');
    const text = aged(recorded.get(name) ?? '', 87_300);
    const plain = seen(kept, text);
    expect(plain).toMatchObject({ isTold: false, odd: 0 });
    expect(JSON.parse(plain.figures)[0].length).toBeGreaterThan(4);
    const silent: string[] = [];
    const state = JSON.stringify(readState(parseInfo(text)));
    for (const mutation of infoMutations(text, lines)) {
      // Most lines say nothing that is read.
      if (JSON.stringify(readState(parseInfo(mutation.text))) === state) continue;
      const mutated = seen(kept, mutation.text);
      if (mutated.isTold || mutated.odd > 0 || mutated.figures === plain.figures) continue;
      const meant = MEANT.find(([line, what]) => line.test(mutation.line) && what.test(mutation.what));
      if (meant === undefined) silent.push(`${mutation.line} as ${mutation.what}`);
      else used.add(meant[2]);
    }
    expect(silent).toEqual([]);
  });

  it('what is meant by an odd form comes up', () => {
    expect(MEANT.map(([, , why]) => why).filter((why) => !used.has(why))).toEqual([]);
  });
});

afterAll(() => recorded.clear());
