import { type Scenario, scenarioSchema } from './scenario';
import { isObject, mergePatch, withCommonShares } from './scenario-patch';
import base from './scenarios/base.json' with { type: 'json' };
import enterprise from './scenarios/enterprise.json' with { type: 'json' };
import hobby from './scenarios/hobby.json' with { type: 'json' };
import large from './scenarios/large.json' with { type: 'json' };
import launchSpike from './scenarios/launch-spike.json' with { type: 'json' };
import planChange from './scenarios/plan-change.json' with { type: 'json' };
import proGrowth from './scenarios/pro-growth.json' with { type: 'json' };
import quiet from './scenarios/quiet.json' with { type: 'json' };
import sample from './scenarios/sample.json' with { type: 'json' };

const FILES = {
  sample,
  hobby,
  'pro-growth': proGrowth,
  enterprise,
  quiet,
  'launch-spike': launchSpike,
  'plan-change': planChange,
  large,
} as const;

export type ScenarioName = keyof typeof FILES;
export const SCENARIO_NAMES = Object.keys(FILES) as readonly ScenarioName[];

/** What a scenario may be based on: the account that all of them share, which tells no story, or a shipped one. */
const BASES: Readonly<Record<string, unknown>> = { base, ...FILES };
export const BASE_NAMES = Object.keys(BASES);

/** The shipped scenario called `name`. Throws an Error that lists the names when there is none. */
export function loadScenario(name: string): Scenario {
  if (!SCENARIO_NAMES.some((known) => known === name)) {
    throw new Error(`Unknown scenario "${name}". There are: ${SCENARIO_NAMES.join(', ')}.`);
  }
  return scenarioSchema.parse(withCommonShares(shippedContent(name)));
}

/** The whole content of a shipped file, what it is based on filled in; null when there is none of that name. */
export function shippedContent(name: string): unknown {
  const file = Object.hasOwn(BASES, name) ? BASES[name] : null;
  if (!isObject(file)) {
    return null;
  }
  const { basedOn, ...own } = file;
  return typeof basedOn === 'string' ? mergePatch(shippedContent(basedOn), own) : own;
}
