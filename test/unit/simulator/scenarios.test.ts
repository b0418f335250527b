import { describe, expect, test } from 'vitest';
import { loadScenario, SCENARIO_NAMES } from '#main/simulator/scenarios';
import { PRODUCTS } from '#main/simulator/vercel/billing';

const sum = (shares: Readonly<Record<string, number>>) =>
  Object.values(shares).reduce((total, share) => total + share, 0);

describe.each(SCENARIO_NAMES)('the scenario %s', (name) => {
  const scenario = loadScenario(name);

  test('is called as its file', () => {
    expect(scenario.name).toBe(name);
  });

  test('splits all of its traffic between projects and regions that exist', () => {
    const names = new Set(scenario.projects.map((project) => project.name));
    expect(sum(scenario.regions)).toBeCloseTo(1, 9);
    for (const usage of Object.values(scenario.usage)) {
      expect(sum(usage.shares)).toBeCloseTo(1, 9);
      expect(Object.keys(usage.shares).filter((project) => !names.has(project))).toEqual([]);
    }
  });

  test('uses products that are sold', () => {
    const keys = new Set(PRODUCTS.map((product) => product.key));
    expect(Object.keys(scenario.usage).filter((key) => !keys.has(key))).toEqual([]);
  });

  test('gives each token and id once', () => {
    const ids = [...scenario.projects, ...scenario.stores, ...scenario.tokens].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('an unknown scenario is refused with the names of those that exist', () => {
  expect(() => loadScenario('nowhere')).toThrow(/sample, hobby/);
});
