import { expect, it } from 'vitest';
import { type CardCosts, cardFigures } from '#shared/core/costs/cost-card';

const costs = (change: Partial<CardCosts> = {}): CardCosts => ({
  currency: 'USD',
  soFar: { total: 10, atLeast: 10 },
  projected: { total: 30, interval: [20, 40] },
  budget: null,
  ...change,
});

it('adds up the connections of the dearest one’s currency', () => {
  const dear = costs({ soFar: { total: 50, atLeast: 50 }, budget: { amount: 100 } });
  const euros = costs({ currency: 'EUR' });
  const card = cardFigures([costs(), euros, dear]);
  expect(card).toMatchObject({ soFar: 60, projected: 60, interval: [40, 80], budget: 100 });
  expect(card?.first).toBe(dear);
  expect(card?.counted).toHaveLength(2);
  expect(cardFigures([])).toBeNull();
});

it('knows no sum of which a part is not known', () => {
  const unknown = costs({ soFar: { total: null, atLeast: 3 }, projected: { total: null, interval: null } });
  expect(cardFigures([costs(), unknown])).toMatchObject({ soFar: null, projected: null, interval: null });
});

it('takes what is certain as its own interval, and tells none where all is', () => {
  const fee = costs({ projected: { total: 20, interval: null } });
  expect(cardFigures([costs(), fee])?.interval).toEqual([40, 60]);
  expect(cardFigures([fee])).toMatchObject({ projected: 20, interval: null });
  expect(cardFigures([costs({ projected: null })])).toMatchObject({ projected: null, interval: null });
});
