import { describe, expect, it } from 'vitest';

import { planChangesOf } from '#main/queries/connections/plan-changes';
import type { SeenPlan } from '#main/store/read-store';
import { eventTimesOf } from '#shared/core/usage/connection-events';
import { DAY } from '#shared/domain/instant';
import type { Deployment } from '#shared/domain/project';

/** 2026-10-01T00:00:00Z. */
const START = 1_790_812_800;
const range = { start: START, end: START + 60 * DAY };
const deployed = (...at: number[]) => at.map((day) => ({ createdAt: START + day * DAY }) as Deployment);

describe('events for the engine', () => {
  it('are one a day with a deployment', () => {
    const deployments = deployed(10, 10.2, 10.9, 40);
    expect(eventTimesOf({ range, deployments, planChanges: [] })).toEqual([START + 10 * DAY, START + 40 * DAY]);
  });

  it('are no deployments where every few days had one, yet still each plan change', () => {
    const deployments = deployed(...Array.from({ length: 30 }, (_, i) => 2 * i));
    expect(eventTimesOf({ range, deployments, planChanges: [] })).toEqual([]);
    const planChanges = [{ t: START + 20 * DAY, name: 'Pro' }];
    expect(eventTimesOf({ range, deployments, planChanges })).toEqual([START + 20 * DAY]);
  });

  it('are in order', () => {
    const planChanges = [{ t: START + 20 * DAY, name: 'Pro' }];
    expect(eventTimesOf({ range, deployments: deployed(10, 40), planChanges })).toEqual(
      [10, 20, 40].map((day) => START + day * DAY),
    );
  });
});

describe('the plan changes of a connection', () => {
  const pro = { provider: 'vercel', plan: 'pro', planName: 'Pro', source: 'provider' } as const;
  const changes = (
    history: readonly SeenPlan[],
    billing: typeof pro | null = pro,
    billingAnchor: { day: number; zone: string } | null = null,
  ) => planChangesOf(history, { billing, billingAnchor });
  const seen = (from: string, plan: string, planName: string | null = null): SeenPlan => ({
    from,
    provider: 'vercel',
    plan,
    planName,
    learnedAt: START,
  });

  it('begin with the second plan, at the start of the day in the zone that it is billed in', () => {
    const history = [seen('2026-10-02', 'hobby', 'Hobby'), seen('2026-11-06', 'pro', 'Pro')];
    expect(changes(history)).toEqual([{ t: START + 36 * DAY, name: 'Pro' }]);
    // Eight hours behind.
    expect(changes(history, pro, { day: 1, zone: 'America/Los_Angeles' })).toEqual([
      { t: START + 36 * DAY + 8 * 3_600, name: 'Pro' },
    ]);
  });

  it('are none while there is one plan, and none where it was gone back from on the same day', () => {
    expect(changes([])).toEqual([]);
    expect(changes([seen('2026-10-02', 'pro', 'Pro')])).toEqual([]);
    expect(changes([seen('2026-10-02', 'pro', 'Pro'), seen('2026-11-06', 'pro', 'Pro')])).toEqual([]);
  });

  it('carry the name that the provider gives today where the history has none', () => {
    const history = [seen('2026-10-02', 'pro'), seen('2026-10-20', 'hobby'), seen('2026-11-06', 'pro')];
    expect(changes(history).map(({ name }) => name)).toEqual(['hobby', 'Pro']);
  });

  it('do not stand where another plan was chosen by hand since', () => {
    const history = [seen('2026-10-02', 'hobby', 'Hobby'), seen('2026-11-06', 'enterprise', 'Enterprise')];
    expect(changes(history)).toEqual([]);
    expect(changes(history, null)).toEqual([]);
  });
});
