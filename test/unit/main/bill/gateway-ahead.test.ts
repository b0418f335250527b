import { expect, it } from 'vitest';
import { gatewayAhead } from '#main/queries/bill/gateway-ahead';

const bill = { soFar: { amount: 40 }, projected: { q10: 55, q50: 60, q90: 70 } };

it('a budget of a month goes on by its share of what the gateway expects', () => {
  // All of it: 40 + 20. A quarter: 10 + a quarter of 20.
  expect(gatewayAhead({ spent: 40, refresh: 'monthly' }, [bill])).toEqual({ q10: 55, q50: 60, q90: 70 });
  expect(gatewayAhead({ spent: 10, refresh: 'monthly' }, [bill])).toEqual({ q10: 13.75, q50: 15, q90: 17.5 });
  // No budget grows faster than the whole.
  expect(gatewayAhead({ spent: 80, refresh: 'monthly' }, [bill])?.q50).toBe(100);
  expect(gatewayAhead({ spent: 0, refresh: 'monthly' }, [{ ...bill, soFar: { amount: 0 } }])?.q50).toBe(0);
});

it('nothing is foreseen of another stretch, without a bill, or of two gateways', () => {
  expect(gatewayAhead({ spent: 10, refresh: 'weekly' }, [bill])).toBeNull();
  expect(gatewayAhead({ spent: 10, refresh: null }, [bill])).toBeNull();
  expect(gatewayAhead({ spent: 10, refresh: 'monthly' }, [])).toBeNull();
  expect(gatewayAhead({ spent: 10, refresh: 'monthly' }, [bill, bill])).toBeNull();
  expect(gatewayAhead({ spent: 10, refresh: 'monthly' }, [{ ...bill, projected: null }])).toBeNull();
});
