import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASSISTANT_TOOLS } from '#main/assistant/tools/assistant-tools';
import { runCycle } from '#main/collection/run-cycle';
import type { Scenario } from '#main/simulator/index';
import { parseInstant } from '#shared/core/calendar/calendar';
import { askedDesk } from '../integration/assistant/asked-desk';
import { type StandIn, startStandIn } from '../integration/assistant/stand-in';
import { accountFile, runAccount } from './an-account';

const NOON = parseInstant('2026-11-20T12:00:00Z') ?? 0;

/** One of each kind: many names, AI accounts, stores of others, a developer account. The others are alike. */
const ACCOUNTS = ['many-projects', 'ai', 'neon', 'upstash'];

let standIn: StandIn;

beforeAll(async () => {
  standIn = await startStandIn();
});

afterAll(() => standIn.close());

/** What of an account is somebody's own: names, and everything that is a key. */
function ownOf(scenario: Scenario) {
  const { user, team, otherTeam, projects, redis, tokens } = scenario;
  const names = [
    user.email,
    user.username,
    team.id,
    team.slug,
    ...(otherTeam === null ? [] : [otherTeam.slug]),
    ...redis.map(({ name }) => name),
  ];
  const keys = [
    ...tokens.map(({ token }) => token),
    ...redis.flatMap(({ token, readOnlyToken }) => [token, readOnlyToken]),
    ...[
      scenario.openai?.adminKey,
      scenario.anthropic?.adminKey,
      scenario.neon?.apiKey,
      scenario.upstashDeveloper?.apiKey,
    ],
  ];
  return {
    names: [...names, ...projects.flatMap(({ id, name }) => [id, name])],
    keys: keys.filter((key): key is string => key !== undefined && key !== null && key.length > 5),
  };
}

/** Calls of every tool that takes nothing, and of those that split and look at one thing. */
const CALLS = ASSISTANT_TOOLS.flatMap(({ name }) => {
  if (name === 'costs')
    return ['service', 'project', 'region', 'day'].map((by) => ({ name, arguments: JSON.stringify({ by }) }));
  return /^(usage|forecast|what_if)$/.test(name) ? [] : [{ name, arguments: '{}' }];
});

describe('requests to a model, with names masked', () => {
  it.each(ACCOUNTS)('%s: hold no name and no key', { timeout: 120_000 }, async (name) => {
    const scenario = accountFile(name);
    const running = await runAccount(scenario, NOON, NOON);
    try {
      const { account } = running.session;
      await account.act(runCycle, { trigger: 'user', evaluate: 'none' });
      const { desk } = await askedDesk(account, { address: standIn.url });
      const before = standIn.received.length;
      standIn.answer({ calls: CALLS }, { text: 'That is all.' });
      const { names, keys } = ownOf(scenario);
      const answer = await desk.ask({
        id: 'a',
        conversation: 'c',
        question: `What does ${scenario.projects[0]?.name} cost?`,
      });
      await desk.write('w');
      await desk.weigh('g', `We close ${scenario.team.name} and ${scenario.user.email}`);
      const sent = standIn.received.slice(before);
      expect(answer.reads.length).toBe(CALLS.length);
      expect(sent.length).toBeGreaterThanOrEqual(4);
      const said = sent
        .flatMap(({ body }) =>
          (JSON.parse(body) as { messages: { content: string | null }[] }).messages
            .slice(1)
            .map(({ content }) => content ?? ''),
        )
        .join('\n');
      // A metric of ours is called so: what is meant there is no store of the account.
      const others = said.replaceAll('answered from cache', '');
      const isWord = (one: string) =>
        new RegExp(`(?<![\\p{L}\\p{N}_-])${one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}_-])`, 'u').test(
          others,
        );
      expect([...new Set(names)].filter(isWord)).toEqual([]);
      const everything = JSON.stringify(sent.map(({ body }) => body));
      expect(keys.filter((key) => everything.includes(key))).toEqual([]);
    } finally {
      await running.stop();
    }
  });
});
