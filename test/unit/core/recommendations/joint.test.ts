import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseJointly, type JointAccount } from '#shared/core/recommendations/joint';
import {
  cheapestOfAll,
  costOf,
  costOfServices,
  randomAccount,
  randomServices,
} from '../../../bench/recommendations/random-accounts';
import { propertyRuns } from '../../../fixtures/property-runs';

/** A thousand in `npm run test:long`, a slice of them in every run. */
const SERVICES = propertyRuns(1) > 1 ? 1000 : 10;

test('the joint choice is that of an exhaustive search', () => {
  for (let seed = 0; seed < SERVICES; seed += 1) {
    const services = randomServices(seed);
    expect(costOfServices(services, services.flatMap(chooseJointly))).toBeCloseTo(cheapestOfAll(services), 6);
  }
}, 1_200_000);

/** One future, so that the arithmetic can be followed. */
function account(
  fees: number,
  use: number,
  credit: number,
  questions: readonly (readonly [number, number][])[],
): JointAccount {
  const of = (amount: number) => Float64Array.of(amount);
  return {
    ...{ fees, use: of(use), credit },
    questions: questions.map((options) => [
      { fees: 0, use: of(0) },
      ...options.map(([more, less]) => ({ fees: more, use: of(-less) })),
    ]),
  };
}

test('a dollar saved within the credit saves nothing', () => {
  // 20 + (24 - 20) = 24. Either change alone saves 4; the second one saves nothing more.
  expect(chooseJointly(account(20, 24, 20, [[[0, 10]], [[0, 4]]]))).toHaveLength(2);
  const picked = chooseJointly(account(20, 24, 20, [[[0, 10]], [[0, 4]]]));
  expect(picked.filter((option) => option > 0)).toHaveLength(1);
  // A fee of 20 that takes 30 of use away is no gain where the credit would have paid 20 of them.
  expect(chooseJointly(account(20, 35, 20, [[[20, 30]]]))).toEqual([0]);
  expect(chooseJointly(account(20, 66.315 - 0, 20, [[[20, 52.5]]]))).toEqual([1]);
});

test('nothing is chosen that does not help', () => {
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const random = randomAccount(seed, 3);
      const stay = random.questions.map(() => 0);
      expect(costOf(random, chooseJointly(random))).toBeLessThanOrEqual(costOf(random, stay) + 1e-9);
    }),
    { numRuns: propertyRuns(50) },
  );
});
