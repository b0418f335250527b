import { describe, expect, test } from 'vitest';
import { reportAsHtml } from '#shared/core/reports/html';
import { reportAsMarkdown } from '#shared/core/reports/markdown';
import type { Report } from '#shared/domain/report';

const REPORT: Report = {
  title: 'Headroom report',
  account: 'acme <b>|*co*',
  sample: true,
  madeAt: 1_794_998_760,
  madeAtText: '18 Nov 2026, 10:46 UTC',
  verdict: 'Redis storage reaches its limit in about 5 days',
  verdictSentence: 'Nothing else is near.',
  bill: [{ label: 'Everything, so far', value: 'at least $45.32', basis: 'missing: cache: plan not chosen' }],
  limits: [
    {
      title: 'Redis storage',
      current: '25.5 MB',
      limit: '30 MB',
      percent: '85 %',
      reach: 'about 5 days',
      atLimit: 'Refuses writes',
      source: 'Free plan',
      note: '',
    },
    {
      title: 'Postgres storage',
      current: null,
      limit: null,
      percent: null,
      reach: '',
      atLimit: '',
      source: '',
      note: 'No permission.',
    },
  ],
  recommendations: [
    {
      title: 'Upgrade Redis to Pro',
      priority: 'HIGH',
      status: 'PENDING',
      headline: '30 MB are full in about 5 days.',
      reason: 'It grows.',
      figures: [{ label: 'ROI', value: '99,900 %', basis: 'profit impact ÷ upgrade cost' }],
      assumptions: [{ label: 'Revenue a day', value: '$4,000.00', basis: 'yours' }],
      benefits: ['More room'],
      against: ['It is another plan'],
      risks: ['Writes are refused'],
      weighed: [
        { label: 'As it is', value: '$0.00', basis: 'Writes stop in about 5 days.' },
        { label: 'Pro', value: '$1.00', basis: 'recommended' },
      ],
      steps: ['Choose Pro on the page that opens.'],
      outcome: '',
      sources: ['Price list (2026-09-14)'],
    },
  ],
  alerts: [{ title: 'Redis storage above 75 %', sentence: '25.5 of 30 MB.', since: '17 Nov' }],
  missing: ['acme: costs are not on this plan'],
  method: ['Percent is current ÷ limit.'],
};
const EMPTY: Report = {
  ...REPORT,
  sample: false,
  limits: [],
  recommendations: [],
  alerts: [],
  missing: [],
  method: [],
};

describe('a report in Markdown', () => {
  const text = reportAsMarkdown(REPORT);

  test('has its title, whose it is, when it was made and the verdict, in this order', () => {
    expect(text.split('\n\n').slice(0, 4)).toEqual([
      '# Headroom report',
      'acme \\<b\\>\\|\\*co\\* · 18 Nov 2026, 10:46 UTC · **Sample data, not a real account**',
      '## Redis storage reaches its limit in about 5 days',
      'Nothing else is near.',
    ]);
  });

  test('has a row for each limit, and says what is not available and why', () => {
    expect(text).toContain('| Redis storage | 25.5 MB | 30 MB | 85 % | about 5 days | Refuses writes | Free plan |');
    expect(text).toContain('| Postgres storage | not available | not available | – | No permission. |  |');
  });

  test('has each recommendation with figures, assumptions, benefits, risks and sources', () => {
    const from = text.indexOf('### Upgrade Redis to Pro');
    expect(from).toBeGreaterThan(text.indexOf('## Recommendations'));
    for (const part of [
      'HIGH · PENDING',
      '| ROI | 99,900 % | profit impact ÷ upgrade cost |',
      '| Revenue a day | $4,000.00 | yours |',
      '- More room',
      '- Writes are refused',
      '- Price list (2026-09-14)',
    ]) {
      expect(text.indexOf(part), part).toBeGreaterThan(from);
    }
    expect(text).toContain('- **Redis storage above 75 %** (17 Nov): 25.5 of 30 MB.');
    expect(text).toContain('## Not available\n\n- acme: costs are not on this plan');
  });

  test('of an own account without anything in it says so and is not called a sample', () => {
    const empty = reportAsMarkdown(EMPTY);
    expect(empty).not.toMatch(/sample/i);
    expect(empty).toContain('## Limits\n\nNone.');
    expect(empty).toContain('## Recommendations\n\nNone.');
    expect(empty).not.toContain('## Not available');
  });
});

describe('a report in HTML', () => {
  const page = reportAsHtml(REPORT);

  test('loads nothing, runs nothing, and shows names as text', () => {
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<b>|https?:|src=/);
    expect(page).toContain('acme &lt;b&gt;|*co* · 18 Nov 2026, 10:46 UTC');
  });

  test('has what the Markdown has', () => {
    for (const words of ['25.5 MB', 'not available', 'No permission.', '99,900 %', 'More room', 'Writes are refused']) {
      expect(page).toContain(words);
    }
    expect(page).toContain('<strong>Redis storage above 75 %</strong> (17 Nov): 25.5 of 30 MB.');
    expect(page).toContain('<h2>Not available</h2>');
    expect(page).toContain('Sample data. Nothing here is a real account.');
  });

  test('of an own account without anything in it says so and is not called a sample', () => {
    const empty = reportAsHtml(EMPTY);
    expect(empty).not.toContain('Sample data');
    expect(empty.match(/None\./g)?.length).toBeGreaterThanOrEqual(3);
    expect(empty).not.toContain('Not available');
  });
});
