import { type Scenario, scenarioSchema } from './scenario';
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

/** The shipped scenario called `name`. Throws an Error that lists the names when there is none. */
export function loadScenario(name: string): Scenario {
  const file = Object.entries(FILES).find(([key]) => key === name)?.[1];
  if (file === undefined) {
    throw new Error(`Unknown scenario "${name}". There are: ${SCENARIO_NAMES.join(', ')}.`);
  }
  return scenarioSchema.parse(file);
}
