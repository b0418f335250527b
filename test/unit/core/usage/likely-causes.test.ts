import { describe, expect, it } from 'vitest';
import { likelyCauses } from '#shared/core/usage/likely-causes';
import { DAY, HOUR } from '#shared/domain/instant';
import type { Deployment } from '#shared/domain/project';

/** 2026-11-06T00:00:00Z. */
const SINCE = 1_793_923_200;
const range = { start: SINCE - 60 * DAY, end: SINCE + 20 * DAY };

const deployed = (project: string, hours: number) =>
  ({ projectId: project, name: project, createdAt: SINCE + hours * HOUR }) as Deployment;
const toPro = (hours: number) => ({ t: SINCE + hours * HOUR, name: 'Pro' });
/** One deployment of each project on each day of the range. */
const EVERY_DAY = Array.from({ length: 80 }, (_, day) => day - 60).flatMap((day) => [
  deployed('api', day * 24 + 9),
  deployed('storefront', day * 24 + 15),
]);

function causes(
  deployments: readonly Deployment[],
  planChanges: readonly ReturnType<typeof toPro>[],
  more: { readonly at?: number; readonly precision?: 'day' | 'hours'; readonly project?: string } = {},
): readonly string[] {
  const { at = SINCE, precision = 'day', project = null } = more;
  return likelyCauses({ at, precision, project, events: { range, deployments, planChanges } }).map(
    ({ kind, name, t }) => `${kind} ${name} ${(t - SINCE) / HOUR} h`,
  );
}

describe('a change of a day’s total is put down to', () => {
  it('a plan change of the same day, the day before or the day after, however the zones cut them', () => {
    for (const hours of [0, 8, -8, -24, 24]) {
      expect(causes([], [toPro(hours)])).toEqual([`plan Pro ${hours} h`]);
    }
    expect(causes([], [toPro(-48)])).toEqual([]);
    expect(causes([], [toPro(48)])).toEqual([]);
  });

  it('the plan change nearest to it', () => {
    expect(causes([], [{ ...toPro(-24), name: 'Hobby' }, toPro(0), { ...toPro(24), name: 'Enterprise' }])).toEqual([
      'plan Pro 0 h',
    ]);
  });

  it('a deployment, while no plan changed near it', () => {
    expect(causes([deployed('storefront', 11)], [toPro(-72)])).toEqual(['deployment storefront 11 h']);
    expect(causes([deployed('storefront', 11), deployed('api', 12)], [])).toEqual([]);
  });

  it('neither alone where a deployment and a plan change are as near', () => {
    expect(causes([deployed('storefront', 11)], [toPro(0)])).toEqual(['plan Pro 0 h', 'deployment storefront 11 h']);
    expect(causes([deployed('storefront', -6)], [toPro(-24)])).toEqual([
      'plan Pro -24 h',
      'deployment storefront -6 h',
    ]);
  });

  it('the nearer of the two', () => {
    expect(causes([deployed('storefront', 11)], [toPro(-24)])).toEqual(['deployment storefront 11 h']);
    expect(causes([deployed('storefront', -6)], [toPro(0)])).toEqual(['plan Pro 0 h']);
  });

  it('nothing where several projects were deployed beside the plan change', () => {
    expect(causes([deployed('storefront', 11), deployed('api', 12)], [toPro(0)])).toEqual([]);
  });

  it('the plan change where every day has deployments and no project carries the change', () => {
    expect(causes(EVERY_DAY, [toPro(0)])).toEqual(['plan Pro 0 h']);
  });

  it('neither alone where the project that carries it was deployed, on however many days', () => {
    expect(causes(EVERY_DAY, [toPro(0)], { project: 'api' })).toEqual(['plan Pro 0 h', 'deployment api 9 h']);
    expect(causes([deployed('storefront', 11)], [toPro(0)], { project: 'api' })).toEqual(['plan Pro 0 h']);
  });
});

describe('a bend of a level is put down to', () => {
  const bend = { at: SINCE + 11 * HOUR, precision: 'hours' } as const;

  it('a deployment within four hours, not one of the same day', () => {
    expect(causes([deployed('storefront', 8), deployed('api', 16)], [], bend)).toEqual(['deployment storefront 8 h']);
    expect(causes([deployed('storefront', 6)], [], bend)).toEqual([]);
  });

  it('a plan change within a day of it, since its hour is not known', () => {
    expect(causes([deployed('storefront', 6)], [toPro(0)], bend)).toEqual(['plan Pro 0 h']);
    expect(causes([deployed('storefront', 8)], [toPro(0)], bend)).toEqual([
      'plan Pro 0 h',
      'deployment storefront 8 h',
    ]);
    expect(causes([deployed('storefront', 8)], [toPro(-24)], bend)).toEqual(['deployment storefront 8 h']);
    expect(causes([], [toPro(-42)], bend)).toEqual([]);
    expect(causes([], [toPro(-40)], bend)).toEqual(['plan Pro -40 h']);
  });
});
