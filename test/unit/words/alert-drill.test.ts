import { expect, it } from 'vitest';
import { drillDelayWords } from '#shared/words/alert-drill';

it('an alarm with the first reading that holds the incident has no delay, and none is none', () => {
  const delay = (minutesAfterFirstReading: number | null) => drillDelayWords({ minutesAfterFirstReading } as never);
  expect([0, 15, 90, null].map(delay)).toEqual(['with it', '15 min', '1 h', '–']);
});
