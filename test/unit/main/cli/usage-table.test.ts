import { expect, it } from 'vitest';
import { usageTable } from '#main/cli/usage-table';
import type { UsageEntry } from '#shared/domain/usage';
import { bandwidth, MOMENT } from '../../../fixtures/a-standing';

it('a metric with several limits stands as the first of them in the one order does', () => {
  const first = bandwidth({ percent: 85, limit: 100 });
  const own = bandwidth({ key: `${first.key}#own`, percent: 17, limit: 500 });
  if (first.scope.kind !== 'connection') throw new Error('not of an account');
  const entry: UsageEntry = {
    ...{ current: 85, limit: 100, percent: 85, unit: 'GB', asOf: MOMENT, daysToLimit: null, probability: null },
    ...{ outlook: '', connectionId: first.scope.connectionId, note: '' },
  };
  const lines = usageTable({ [`${first.service}_${first.metric}`]: entry }, [first, own], MOMENT).split('\n');
  expect(lines[1]).toContain(' 85 % ');
});
