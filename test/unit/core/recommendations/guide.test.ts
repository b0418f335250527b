import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { registry } from '#main/providers/index';
import { KINDS } from '#shared/core/recommendations/kinds/index';
import { GUIDE, type KindGuide, NOT_ADVISED } from '#shared/words/recommendation-guide';

const ofProviders = registry.flatMap(({ descriptor }) =>
  (descriptor.advice?.kinds ?? []).map(({ id }): [string, KindGuide | undefined] => [id, descriptor.advice?.guide[id]]),
);
const guides = [...KINDS.map(({ id }): [string, KindGuide | undefined] => [id, GUIDE[id]]), ...ofProviders];

test('every kind of advice is told in the guide', () => {
  expect(guides.filter(([, guide]) => guide === undefined).map(([id]) => id)).toEqual([]);
});

test('the guide to lower a bill is made from the kinds', async () => {
  const text = [
    '# Cost optimization',
    '',
    'What Headroom looks for, when it speaks up, and what it brings. Written by a test from the kinds of advice',
    '(`src/shared/core/recommendations/kinds/`); change it there. `headroom recommendations --explain` says the same of your own',
    'accounts, with every alternative that was weighed and why it lost. Amounts are a month; savings below $1 or 2 % of the bill, and',
    'those that do not come in 9 of 10 drawn months, are never advised. What nothing calls for any more says so at once, and ends',
    'after three days, or after seven where only use shows that it was done. Nothing is ever changed at a provider.',
    '',
    ...guides.flatMap(([, guide]) =>
      guide === undefined
        ? []
        : [
            `## ${guide.title}`,
            '',
            `- **When:** ${guide.when}`,
            `- **Arithmetic:** ${guide.arithmetic}`,
            `- **At the provider:** ${guide.steps}`,
            `- **Source:** ${guide.source}`,
            '',
          ],
    ),
    '## What is not advised, and why',
    '',
    ...NOT_ADVISED.map((line) => `- ${line}`),
    '',
  ].join('\n');
  await expect(text).toMatchFileSnapshot(resolve('docs/cost-optimization.md'));
});
