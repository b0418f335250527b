import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCycle } from '#main/collection/run-cycle';
import { loadScenario, type Scenario } from '#main/simulator/index';
import { parseInstant } from '#shared/core/calendar/calendar';
import type { LimitJson } from '#shared/ipc/standing';
import { ACCOUNTS, accountFile, runAccount } from './an-account';
import { disagreements } from './disagreements';
import { fromJson, saidBy } from './standing-answers';
import { type SurfaceTexts, surfaceTexts } from './standing-texts';

const ANCHOR = at('2026-11-20T12:00:00Z');
/** The first hour of Vercel's November in Los Angeles, its first day, its middle, its last day, and what follows. */
const MOMENTS = {
  'first minutes': '2026-11-01T07:46:00Z',
  'first day': '2026-11-02T03:00:00Z',
  'mid period': '2026-11-16T18:00:00Z',
  crossed: '2026-11-21T12:00:00Z',
  'clock set back': '2026-11-20T12:00:00Z',
  'last day': '2026-11-30T20:00:00Z',
  'after the reset': '2026-12-01T12:00:00Z',
  'provider down': '2026-12-03T18:00:00Z',
} as const;
type Moment = keyof typeof MOMENTS;
const NAMES = Object.keys(MOMENTS) as Moment[];

interface Expected {
  readonly first?: string | null;
  /** The limit that it is about where that is not the first. */
  readonly of?: string;
  readonly headline?: string;
  /** A sentence that the overview, the page of limits and the terminal say. */
  readonly says?: string;
  /** Limits of which no figure is known: none of another plan stands there. */
  readonly unlimited?: readonly string[];
  readonly percent?: string;
  readonly elapsed?: number;
  readonly within?: number;
  readonly severity?: string;
  readonly atLimit?: string;
  readonly reachedBetween?: readonly [string, string];
  readonly expectedBetween?: readonly [string, string];
}
const byHand = JSON.parse(readFileSync(join(ACCOUNTS, 'standings', 'expected.json'), 'utf8')) as {
  readonly limit: unknown;
  readonly price: unknown;
  /** Sums of more than one of the accounts, as expressions like the others. */
  readonly infrastructure: string;
  readonly spend: string;
  readonly openaiDay: string;
  readonly accounts: Readonly<Record<string, Partial<Record<Moment, Expected>>>>;
};

/** In `npm run test:long` every account at every moment; else those whose figures were worked out by hand. */
const IS_LONG = process.env['HEADROOM_STANDINGS'] === 'all';
const OWN = [
  'hobby-near',
  'over-a-week',
  'budget-pauses',
  'budget-31',
  'lru-cache',
  'volatile-lru',
  'upstash-unchosen',
  'refused',
  'empty',
];
const SHARED = ['neon', 'upstash', 'ai', 'idle-pro', 'builds', 'images', 'cdn', 'many-projects', 'anchor-31'];
/** Whose figures by hand are tried in the long tests: they show a kind that another one shows as well. */
const LONG_ONLY: readonly string[] = [
  ...['idle-pro', 'builds', 'images', 'cdn', 'hobby', 'volatile-lru', 'budget-31'],
  ...['many-projects', 'anchor-31', 'enterprise', 'quiet', 'launch-spike'],
];
const SHIPPED = ['hobby', 'pro-growth', 'enterprise', 'quiet', 'launch-spike'];
const CASES: readonly (readonly [string, () => Scenario])[] = [
  ...OWN.map((name) => [name, () => accountFile(`standings/${name}`)] as const),
  ...SHARED.map((name) => [name, () => accountFile(name)] as const),
  ...SHIPPED.map((name) => [name, () => loadScenario(name)] as const),
].filter(([name]) => IS_LONG || (name in byHand.accounts && !LONG_ONLY.includes(name)));

function at(moment: string): number {
  return parseInstant(moment) ?? Number.NaN;
}

/** The moments of a short run: the first and the last, and those with figures by hand. */
function momentsOf(name: string): readonly Moment[] {
  const known = byHand.accounts[name] ?? {};
  return NAMES.filter(
    (moment) => IS_LONG || moment in known || moment === 'first minutes' || moment === 'provider down',
  );
}

/** For the sabotages: a moment at which something presses and somebody was told. */
const kept = new Map<keyof typeof MOMENTS, { readonly texts: SurfaceTexts; readonly now: number }>();

it.each(CASES)(
  '%s: every surface gives one answer at each moment, and it is the one by hand',
  async (name, read) => {
    const scenario = read();
    const running = await runAccount(scenario, at(MOMENTS['first minutes']), ANCHOR, name !== 'empty');
    const wrong: string[] = [];
    try {
      // Before anything was read no surface has good news.
      const nothing = await surfaceTexts(running, at(MOMENTS['first minutes']), 0);
      expect(saidBy(nothing)['tray']?.headline).toBe(
        name === 'empty' ? 'No account is connected' : 'Nothing was read yet',
      );
      wrong.push(...disagreements(nothing, at(MOMENTS['first minutes'])).map((what) => `before: ${what}`));
      for (const moment of momentsOf(name)) {
        const now = at(MOMENTS[moment]);
        running.clock.set(now);
        if (moment === 'provider down') {
          running.simulator.setFault({ kind: 'unavailable', path: '*' });
        }
        const before = running.told.length;
        const cycle = await running.session.account.act(runCycle, { trigger: 'user' });
        expect(cycle.ok, moment).toBe(true);
        const texts = await surfaceTexts(running, now, before);
        wrong.push(...disagreements(texts, now).map((what) => `${moment}: ${what}`));
        const expected = byHand.accounts[name]?.[moment];
        wrong.push(
          ...(expected === undefined ? [] : unlike(expected, texts, scenario)).map((what) => `${moment}: ${what}`),
        );
        if (name === 'budget-pauses') {
          kept.set(moment, { texts, now });
        }
      }
    } finally {
      await running.stop();
    }
    expect(wrong).toEqual([]);
  },
  120_000,
);

/** What of the figures by hand the machine-readable answer does not say. */
function unlike(expected: Expected, texts: SurfaceTexts, scenario: Scenario): string[] {
  const limits = fromJson(texts.json);
  const wrong: string[] = [];
  const check = (what: string, holds: boolean, told: unknown) => {
    if (!holds) {
      wrong.push(`by hand: ${what}, told ${JSON.stringify(told)}`);
    }
  };
  if (expected.headline !== undefined) {
    const told = saidBy(texts)['overview']?.headline;
    check(expected.headline, told === expected.headline, told);
  }
  for (const surface of ['overview', 'limits', 'terminal'] as const) {
    check(`${surface} says: ${expected.says}`, texts[surface].includes(expected.says ?? ''), null);
  }
  for (const key of expected.unlimited ?? []) {
    const figure = (JSON.parse(texts.json) as LimitJson[]).find((one) => one.key === key);
    check(`no limit of ${key}`, figure !== undefined && figure.limit === null, figure?.limit);
  }
  if (expected.first === null) {
    const known = limits.filter(({ percent }) => percent !== null);
    check('no limit is known', known.length === 0, known);
    return wrong;
  }
  if (expected.first !== undefined) {
    check(`first is ${expected.first}`, limits[0]?.key === expected.first, limits[0]?.key);
  }
  const limit = limits.find(({ key }) => key === (expected.of ?? expected.first));
  const percent = figure(expected, scenario);
  check(`${percent} %`, limit !== undefined && isNear(limit.percent, percent, expected.within), limit?.percent);
  check(`severity ${expected.severity}`, limit?.severity === expected.severity, limit?.severity);
  check(`at the limit: ${expected.atLimit}`, limit?.atLimit === expected.atLimit, limit?.atLimit);
  const days = [
    ['reached', expected.reachedBetween, limit?.reachedAt],
    ['expected', expected.expectedBetween, limit?.expectedAt?.q50],
  ] as const;
  for (const [what, between, told] of days) {
    if (between !== undefined) {
      const day = told?.slice(0, 10) ?? '';
      check(`${what} ${between.join(' to ')}`, day >= between[0] && day <= between[1], told);
    }
  }
  return wrong;
}

/** Of what a provider has stopped nobody tells a figure. */
function isNear(told: number | null, percent: number | null, within = 0): boolean {
  return percent === null || told === null ? told === percent : Math.abs(told - percent) <= within;
}

function figure({ percent, elapsed = 0 }: Expected, scenario: Scenario): number | null {
  if (percent === undefined) {
    return null;
  }
  const scope: Record<string, unknown> = {
    limit: byHand.limit,
    price: byHand.price,
    elapsed,
    daily: (key: string) => scenario.usage[key]?.base ?? 0,
    redis: scenario.redis[0],
    neon: scenario.neon?.projects,
    openai: scenario.openai,
  };
  scope['infrastructure'] = evaluate(byHand.infrastructure, scope);
  scope['spend'] = evaluate(byHand.spend, scope);
  scope['openaiDay'] = scenario.openai === null ? 0 : evaluate(byHand.openaiDay, scope);
  return evaluate(percent, scope);
}

function evaluate(expression: string, scope: Readonly<Record<string, unknown>>): number {
  return Number(new Function(...Object.keys(scope), `return (${expression});`)(...Object.values(scope)));
}

describe('a surface that says something else is found', () => {
  afterAll(() => {
    kept.clear();
  });
  const sabotage = (
    what: string,
    change: (texts: SurfaceTexts) => SurfaceTexts,
    found: RegExp,
    moment: keyof typeof MOMENTS = 'mid period',
  ) =>
    it(what, () => {
      const read = kept.get(moment);
      if (read === undefined) {
        throw new Error('the account was not filled');
      }
      const { texts, now } = read;
      expect(disagreements(texts, now)).toEqual([]);
      expect(disagreements(change(texts), now).join('\n')).toMatch(found);
    });

  sabotage(
    'the terminal puts another limit first',
    (texts) => {
      const [head = '', first = '', second = '', ...rest] = texts.terminal.split('\n');
      return { ...texts, terminal: [head, second, first, ...rest].join('\n') };
    },
    /^terminal: the order/m,
  );
  sabotage(
    'the tray says another level',
    (texts) => ({ ...texts, tray: texts.tray.replace(/(\d+) %,/, '31 %,') }),
    /^tray: On-demand spend at Vercel: how full/m,
  );
  sabotage(
    'the report says another day',
    (texts) => ({ ...texts, markdown: texts.markdown.replace(/about (\d+) days/g, 'about 9 days') }),
    /^markdown: On-demand spend at Vercel: when/m,
  );
  sabotage(
    'one file of the report rounds a figure otherwise',
    (texts) => ({ ...texts, csv: texts.csv.replace(/(,USD,\$\d+)\.\d\d/, '$1') }),
    /^the report as csv: /m,
  );
  sabotage(
    'the page of limits says that it only charges',
    (texts) => ({ ...texts, limits: texts.limits.replaceAll('Pauses production', 'Charged by use') }),
    /^limits: On-demand spend at Vercel: what happens there/m,
  );
  sabotage(
    'the notice gives another chance',
    (texts) => ({
      ...texts,
      notices: texts.notices.map(({ title, body }) => ({ title, body: body.replace(/\S+ % likely/, '12 % likely') })),
    }),
    /^notice ".*": how likely/m,
    // When it begins: in mid period there is only one at the limit, of which nothing is likely any more.
    'first minutes',
  );
  sabotage(
    'the overview says that all is clear',
    (texts) => ({
      ...texts,
      overview: texts.overview.replace(
        /(verdict-headline">).*?(<\/h2>)/s,
        '$1All clear: nothing reaches a limit in the next 30 days$2',
      ),
    }),
    /hides On-demand spend/,
  );
  sabotage(
    'the overview has another bill',
    (texts) => ({ ...texts, overview: texts.overview.replaceAll(/\$\d[\d,]*\.\d\d/g, '$17.33') }),
    /^the cost/m,
  );
});
