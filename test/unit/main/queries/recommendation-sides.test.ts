import { expect, it } from 'vitest';
import { sidesOf } from '#main/queries/recommendations/recommendation-views';
import { benefitsOf, risksOf } from '#shared/core/recommendations/wording';
import { aStanding, bandwidth, MOMENT } from '../../../fixtures/a-standing';

const definition = { service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB' } as Parameters<typeof benefitsOf>[0];
const recommendation = { benefits: benefitsOf(definition), risks: risksOf() } as Parameters<typeof sidesOf>[0];

it('a limit that only charges threatens no downtime', () => {
  const sides = sidesOf(recommendation, bandwidth(), MOMENT);
  expect(sides.risks).toEqual(['Vercel then charges for what is used beyond it']);
  expect(sides.benefits.join(' ')).not.toMatch(/downtime|interruption/);
  expect(sides.benefits).not.toEqual([]);
});

it("a limit that refuses keeps the client's words", () => {
  expect(sidesOf(recommendation, aStanding(), MOMENT)).toEqual({
    benefits: [...benefitsOf(definition)],
    risks: [...risksOf()],
  });
});
