import { expect, it } from 'vitest';
import { maskedCard, verdictCardHtml } from '#shared/core/reports/verdict-card';

it('never parts a figure from its sign at the end of a line', () => {
  const page = verdictCardHtml(
    {
      ...{ account: 'acme', sample: false, tone: 'critical', asOf: '20 Nov 2026', figures: [] },
      headline: 'Edge requests are over the limit by 47 %',
      sentence: '1.47 M of 1 M requests are used, 147 %.',
    },
    { sample: 'Sample', app: 'Headroom' },
  );
  expect(page).toContain('by 47\u00a0%</span></h1>');
  expect(page).toContain('147\u00a0%.');
});

it('is masked in each of its texts, and cuts a sentence for which there is no room', () => {
  const card = {
    ...({ account: 'acme', sample: false, tone: 'calm', asOf: '20 Nov 2026', headline: 'Bandwidth of acme' } as const),
    sentence: `acme ${'x'.repeat(300)}`,
    figures: [{ label: 'Use of acme', value: 'acme 1' }],
  };
  const page = verdictCardHtml(
    maskedCard(card, (text) => text.replaceAll('acme', 'Account 1')),
    { sample: '', app: '' },
  );
  expect(page).not.toContain('acme');
  expect(page).toMatch(/<p class="sentence">.{189}…<\/p>/);
});
