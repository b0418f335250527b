import { describe, expect, it } from 'vitest';
import { HOUR } from '#shared/domain/instant';
import { snoozeChoices } from '../../../../src/renderer/components/snooze-choices';
import { ALERTS } from '../../../../src/renderer/gallery/fixtures/alerts';
import { NOW } from '../../../../src/renderer/gallery/fixtures/clock';
import { alertDays } from '../../../../src/renderer/screens/alerts/alert-days';
import { everyWords } from '../../../../src/renderer/screens/settings/collection-section';
import { fileName } from '../../../../src/renderer/screens/shared/use-exported-file';
import { customRange, dayOf, rangeWords } from '../../../../src/renderer/screens/usage/range-words';

describe('snoozeChoices', () => {
  it('are all ahead, an hour and then mornings at nine', () => {
    const choices = snoozeChoices(NOW);
    expect(choices[0]?.until).toBe(NOW + HOUR);
    expect(choices.every(({ until }) => until > NOW)).toBe(true);
    expect(choices.slice(1).map(({ until }) => new Date(until * 1000).getHours())).toEqual([9, 9, 9]);
  });
});

describe('a custom range', () => {
  it('covers both named days whole', () => {
    const range = customRange('2026-11-01', '2026-11-03');
    expect(range).toMatchObject({ to: expect.any(Number) });
    if (range !== null && typeof range !== 'string') {
      expect(dayOf(range.to - 1)).toBe('2026-11-03');
      expect(dayOf(range.to)).toBe('2026-11-04');
      expect(dayOf(range.from)).toBe('2026-11-01');
      expect(rangeWords(range)).toBe('1–3 Nov');
    }
  });

  it.each([
    ['2026-11-03', '2026-11-01'],
    ['', '2026-11-01'],
    ['2026-13-01', '2026-11-01'],
  ])('is refused from "%s" to "%s"', (first, last) => expect(customRange(first, last)).toBeNull());
});

describe('alertDays', () => {
  it('keeps the order and loses nothing', () => {
    const days = alertDays(ALERTS.history);
    expect(days.flatMap(({ events }) => events.map(({ id }) => id))).toEqual([14, 13, 12, 11]);
    expect(days[0]?.title).toBe('Monday 16 November');
  });
});

describe('words', () => {
  it.each([
    [15, 'Every 15 minutes, all day'],
    [60, 'Every hour, all day'],
    [120, 'Every 2 hours, all day'],
    [1440, 'Once a day'],
  ])('%d minutes are "%s"', (minutes, words) => expect(everyWords(minutes)).toBe(words));

  it('take the name out of a path of any system', () => {
    expect(fileName('/reports/report.md')).toBe('report.md');
    expect(fileName('C:\\Users\\a\\report.html')).toBe('report.html');
  });
});
