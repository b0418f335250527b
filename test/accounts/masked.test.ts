import { describe, expect, it } from 'vitest';
import { runCycle } from '#main/collection/run-cycle';
import { readAlerts } from '#main/queries/alerts/alert-views';
import { readBill } from '#main/queries/bill/read-bill';
import { readConnections } from '#main/queries/connections/connection-views';
import { readMetricList } from '#main/queries/home/limit-views';
import { limitsJson } from '#main/queries/home/limits-json';
import { recommendationJson } from '#main/queries/recommendations/recommendation-json';
import { readRecommendationList } from '#main/queries/recommendations/recommendation-views';
import { readStandings } from '#main/queries/standings/read-standings';
import type { Scenario } from '#main/simulator/index';
import { parseInstant } from '#shared/core/calendar/calendar';
import { type MaskedName, maskingOf } from '#shared/core/proof/masking/masking';
import { propertyRuns } from '../fixtures/property-runs';
import { accountFile, runAccount } from './an-account';

const NOON = parseInstant('2026-11-20T12:00:00Z') ?? 0;
/** `npm run test:long` takes all of them. */
const FEW = ['neon', 'budgets'];
const ALL = [
  ...FEW,
  ...'ai anchor-31 anthropic-tiers builds cdn contract euros gateway gru1 idle-pro images late-rows ledgers'.split(' '),
  ...'enterprise-mid many-projects middleware no-credit plan-change-mid seats-mid trial two-seats unread-amount upstash'.split(
    ' ',
  ),
];

/** What the file of an account says of people, teams and projects. */
function namesOf({ team, user, projects }: Scenario): MaskedName[] {
  return [
    { kind: 'team', name: team.slug },
    { kind: 'team', name: team.id },
    { kind: 'person', name: user.username },
    { kind: 'person', name: user.email },
    ...projects.flatMap(({ id, name }): MaskedName[] => [
      { kind: 'project', name },
      { kind: 'project', name: id },
    ]),
  ];
}

describe('what may leave of an account', () => {
  it.each(propertyRuns(1) > 1 ? ALL : FEW)(
    'has no name of %s',
    async (name) => {
      const scenario = accountFile(name);
      const running = await runAccount(scenario, NOON);
      try {
        const { account } = running.session;
        await account.act(runCycle, { trigger: 'user', evaluate: 'none' });
        const told = JSON.stringify([
          await account.ask(readBill),
          limitsJson(await account.ask(readStandings), { now: NOON }),
          (await account.ask(readRecommendationList)).items.map(recommendationJson),
          await account.ask(readAlerts),
          await account.ask(readMetricList, 15),
        ]);
        // Headroom's own list has the titles of accounts too: the team's name is written otherwise than its slug.
        const titles = (await account.ask(readConnections)).map(
          ({ title }) => ({ kind: 'account', name: title }) as const,
        );
        const masking = maskingOf([...namesOf(scenario), ...titles]);
        const masked = JSON.stringify(masking.value(JSON.parse(told)));
        for (const { name: one } of namesOf(scenario)) {
          expect(masked.match(new RegExp(`(?<![\\w-])${one}(?![\\w-])`, 'gi')) ?? [], one).toEqual([]);
          expect(masking.out(told).match(new RegExp(`(?<![\\w-])${one}(?![\\w-])`, 'gi')) ?? [], one).toEqual([]);
        }
        expect(JSON.parse(masking.back(masked))).toEqual(JSON.parse(told));
      } finally {
        await running.stop();
      }
    },
    120_000,
  );
});
