import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { CostChangeView } from '#shared/ipc/costs';
import { ChangeBar } from '../../../../src/renderer/screens/costs/change-bar';
import { ChangeParts } from '../../../../src/renderer/screens/costs/change-parts';

function part(title: string, due: number, charges = due): CostChangeView['parts'][number] {
  return { title, account: 'acme', due, charges, share: null, detail: '1 to 2 hours a day' };
}

const CHANGE: CostChangeView = {
  since: '2026-11-17',
  days: 7,
  currency: 'USD',
  through: '2026-11-30',
  due: 8,
  charges: 8,
  total: { before: 172, now: 180 },
  parts: [part('gpt-6.1-sol in api', 7.5), part('docs', 1.5), part('shop', -1)],
  lead: null,
  cause: null,
  headline: '',
  insideCredit: null,
  notes: [],
};

describe('the bar of a change', () => {
  it('draws the parts that point its way, and says them to who cannot see it', () => {
    const html = renderToStaticMarkup(<ChangeBar change={CHANGE} />);
    expect(html).toContain('aria-label="gpt-6.1-sol in api +$7.50, docs +$1.50"');
    expect(html).toContain('$172');
    expect(html).toContain('$180');
    expect(html).toContain('less $1.00 by parts that went the other way');
    expect(html).not.toContain('shop');
  });

  it('has the share of its largest part where all point one way', () => {
    const parts = [part('gpt-6.1-sol in api', 6), part('docs', 2)];
    expect(renderToStaticMarkup(<ChangeBar change={{ ...CHANGE, parts }} />)).toContain('75 %');
  });

  it('is that of the use where the credit pays it all', () => {
    const covered = { ...CHANGE, due: 0, parts: [part('shop', 0, 3), part('docs', 0, 1)], charges: 4, total: null };
    expect(renderToStaticMarkup(<ChangeBar change={covered} />)).toContain('aria-label="shop +$3.00, docs +$1.00"');
  });

  it('is not there where nothing can be drawn', () => {
    expect(renderToStaticMarkup(<ChangeBar change={{ ...CHANGE, parts: [] }} />)).toBe('');
  });
});

describe('the parts of a change', () => {
  it('are listed with their sum, and the credit only where it pays', () => {
    const html = renderToStaticMarkup(<ChangeParts change={CHANGE} />);
    expect(html).toContain('All 3 parts of +$8.00');
    expect(html).toContain('−$1.00');
    expect(html).not.toContain('Before credit');
    const covered = { ...CHANGE, parts: [part('shop', 0, 3)] };
    expect(renderToStaticMarkup(<ChangeParts change={covered} />)).toContain('Before credit');
  });
});
