import { describe, expect, it } from 'vitest';
import { entryWords, plansOf } from '../../../../src/renderer/screens/limits/price-words';
import { readCorrection } from '../../../../src/renderer/screens/limits/read-correction';
import { providerWords } from '../../../../src/renderer/screens/shared/provider-words';

describe('a correction', () => {
  it('changes what is typed and leaves the rest', () => {
    expect(readCorrection('', '0.12').change).toEqual({ price: 0.12 });
    expect(readCorrection('1,000', '').change).toEqual({ included: 1000 });
    expect(readCorrection('0', '0').change).toEqual({ included: 0, price: 0 });
  });

  it('is none while nothing is typed or something is wrong', () => {
    expect(readCorrection('', ' ').change).toBeNull();
    expect(readCorrection('free', '2')).toEqual({ change: null, wrong: { included: true, price: false } });
    expect(readCorrection('', '-2').wrong.price).toBe(true);
  });
});

describe('rows of the price list', () => {
  it('have readable names', () => {
    expect(entryWords({ service: 'PLAN', metric: 'FEE' })).toBe('Plan fee and credit');
    expect(entryWords({ service: 'VERCEL_BANDWIDTH', metric: 'FAST_ORIGIN_TRANSFER_GB' })).toBe(
      'Bandwidth: fast origin transfer GB',
    );
    expect(entryWords({ service: 'VERCEL_BANDWIDTH', metric: 'BANDWIDTH_GB' })).toBe('Bandwidth GB');
    expect(entryWords({ service: 'VERCEL_ISR', metric: 'READS' })).toBe('ISR: reads');
  });

  it('are grouped by plan in their order', () => {
    const row = { id: '', provider: '', service: '', metric: '', included: null, unit: '', price: '', source: '' };
    const rest = { sourceDate: null, old: false, corrected: false };
    const plans = plansOf(['pro', 'hobby', 'pro'].map((plan) => ({ ...row, ...rest, plan })));
    expect(plans).toEqual(['pro', 'hobby']);
  });

  it('show an unknown provider by its id', () => {
    expect(providerWords('openai')).toBe('OpenAI');
    expect(providerWords('acme-cloud')).toBe('acme-cloud');
  });
});
