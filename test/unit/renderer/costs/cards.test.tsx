import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { CostsView } from '#shared/ipc/costs';
import { ComponentsCard } from '../../../../src/renderer/screens/costs/components-card';
import { GroundsCard } from '../../../../src/renderer/screens/costs/grounds-card';
import { UnknownCard } from '../../../../src/renderer/screens/costs/unknown-card';
import { CostCard } from '../../../../src/renderer/screens/overview/cost-card';
import { costsView } from './costs-view';

const PART: CostsView['components'][number] = {
  service: 'VERCEL_IMAGES',
  metric: 'TRANSFORMATIONS',
  title: 'Image transformations',
  region: 'fra1',
  unit: 'transformations',
  quantity: 1200,
  included: 0,
  billedQuantity: 1200,
  price: '',
  tier: '',
  amount: null,
  reason: 'the price list has no price in fra1',
  source: 'a page',
  sourceDate: null,
  sourceOld: true,
};

const month = (amount: number, tax: number) => ({ amount, complete: true, tax, missing: [] });

it.each([
  { tax: [0, 5], said: ['so far, without tax', 'by the end, without tax', 'the month before, of it $5.00 tax'] },
  { tax: [2, 5], said: ['so far, of it $2.00 tax', 'by the end, of it $2.00 tax so far', 'of it $5.00 tax'] },
  { tax: [2, 0], said: ['so far, of it $2.00 tax', 'the month before, without tax'] },
  { tax: [0, 0], said: [] },
])('the month before and this one each say what tax is in them: $tax', ({ tax: [now = 0, then = 0], said }) => {
  const bill = {
    ...{ currency: 'USD', periodStart: '2026-11-01T00:00:00Z', periodEnd: '2026-12-01T00:00:00Z' },
    ...{ soFar: month(41.14, now), lastMonth: month(98, then), accounts: [], budget: null },
    projected: { q10: 60, q50: 64, q90: 70, complete: true },
  };
  const text = renderToStaticMarkup(<CostCard bill={bill} />).replace(/<[^>]*>/g, ' ');
  for (const words of said) {
    expect(text).toContain(words);
  }
  expect(text.includes('tax')).toBe(said.length > 0);
});

it("what the provider's rows charge has no number among the sources of prices", () => {
  const rows = [{ ...PART, amount: 3, source: '', sourceOld: false }];
  const html = renderToStaticMarkup(<ComponentsCard view={costsView({ components: rows })} />);
  expect(html).toContain('the provider&#x27;s row');
  expect(html).not.toContain('Sources of the prices');
  expect(html).not.toContain('no date');
});

describe('a part without a known cost', () => {
  const view = costsView({
    components: [PART],
    unknown: [{ title: PART.title, reason: PART.reason }],
  });

  it('is unknown with its reason and never $0', () => {
    const html = renderToStaticMarkup(<ComponentsCard view={view} />);
    expect(html).toContain('unknown');
    expect(html).toContain('the price list has no price in fra1');
    expect(html).not.toContain('$0.00');
    expect(html).toContain('at least $116.40');
  });

  it('says that its source has no date', () => {
    expect(renderToStaticMarkup(<ComponentsCard view={view} />)).toContain('no date: check');
  });

  it('names its source once, whole, under a number', () => {
    const other = { ...PART, metric: 'CACHE_READS', source: 'another page' };
    const html = renderToStaticMarkup(<ComponentsCard view={costsView({ components: [PART, other, PART] })} />);
    expect(html.match(/<li>a page<\/li>/g)).toHaveLength(1);
    expect(html).toContain('<li>another page</li>');
    expect(html).toMatch(/source <\/span>2</);
  });

  it('is listed by itself', () => {
    const html = renderToStaticMarkup(<UnknownCard view={view} />);
    expect(html).toContain('One cost is not known');
    expect(html).toContain('not in any sum on this page');
  });

  it('has no list where everything is known', () => {
    expect(renderToStaticMarkup(<UnknownCard view={costsView()} />)).toBe('');
  });
});

it('sets the estimate against the bill with each difference', () => {
  const html = renderToStaticMarkup(
    <GroundsCard
      view={costsView({
        assumptions: ['the cycle starts on day 1'],
        reconciliation: {
          estimated: 20,
          billed: 29.92,
          through: '2026-11-16',
          differences: [{ cause: 'credit', amount: 9.91, explanation: 'included credit' }],
          unexplained: 0.01,
        },
      })}
    />,
  );
  expect(html).toContain('to 16 Nov');
  expect(html).toContain('+$9.91');
  expect(html).toContain('Not explained');
  expect(html).toContain('The cycle starts on day 1');
});
