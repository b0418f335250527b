import type { Clock } from '#main/clock';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import { createLoad, type Load, levelAt } from './load';
import type { LevelSpec, LoadSpec, Scenario, ScenarioProject } from './scenario';

/** Part of the account that a number is asked for; left out means all. */
export interface Slice {
  /** Name of the project. */
  readonly project?: string;
  readonly region?: string;
}

/** A scenario at work: what the simulated clouds know at any moment. */
export interface World {
  readonly scenario: Scenario;
  /** The moment that the scenario's day offsets count from. */
  readonly anchor: Instant;
  readonly projects: readonly ScenarioProject[];
  now(): Instant;
  /** The first second of the UTC day that lies `day` days from the anchor's. */
  dayStart(day: number): Instant;
  /** UTC days between the anchor's day and `instant`'s. */
  dayOffset(instant: Instant): number;
  /** Base units of a usage metric (`vercel/products.json`) inside `span`; 0 for one that the scenario does not have. */
  usage(metric: string, slice: Slice, span: Period): number;
  /** A load that belongs to no project: commands of a store, tokens of a model. */
  load(key: string, spec: LoadSpec): Load;
  level(spec: LevelSpec, instant: Instant): number;
}

export function createWorld(scenario: Scenario, clock: Pick<Clock, 'now'>, anchor: Instant): World {
  const anchorDay = Math.floor(anchor / DAY);
  const loads = new Map<string, Load>();
  const regions = Object.keys(scenario.regions);

  function cached(key: string, create: () => Load): Load {
    const known = loads.get(key);
    if (known !== undefined) {
      return known;
    }
    const load = create();
    loads.set(key, load);
    return load;
  }

  function cell(metric: string, project: string, region: string): Load | null {
    const spec = scenario.usage[metric];
    const share = (spec?.shares[project] ?? 0) * (scenario.regions[region] ?? 0);
    if (spec === undefined || share === 0) {
      return null;
    }
    return cached(`${metric}|${project}|${region}`, () =>
      createLoad(spec, {
        seed: scenario.seed,
        // Regions of a project share its good and bad days.
        key: `${metric}|${project}`,
        anchorDay,
        historyDays: scenario.historyDays,
        share,
        project,
      }),
    );
  }

  return {
    scenario,
    anchor,
    projects: scenario.projects,
    now: () => clock.now(),
    dayStart: (day) => (anchorDay + day) * DAY,
    dayOffset: (instant) => Math.floor(instant / DAY) - anchorDay,
    usage(metric, slice, span) {
      const projects = slice.project === undefined ? scenario.projects.map((project) => project.name) : [slice.project];
      const places = slice.region === undefined ? regions : [slice.region];
      let sum = 0;
      for (const project of projects) {
        for (const region of places) {
          sum += cell(metric, project, region)?.between(span) ?? 0;
        }
      }
      return sum;
    },
    load: (key, spec) =>
      cached(key, () =>
        createLoad(spec, { seed: scenario.seed, key, anchorDay, historyDays: scenario.historyDays, share: 1 }),
      ),
    level: (spec, instant) => levelAt(spec, scenario.seed, anchor, instant),
  };
}
