import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proveAnswer } from '#shared/core/proof/prove';
import { formatBytes } from '#shared/format/bytes';
import {
  formatDate,
  formatDateTime,
  formatDateWithYear,
  formatDayAndMonth,
  formatLongDate,
  formatMoment,
  formatWeekday,
} from '#shared/format/date';
import { formatDays, formatElapsed, formatSpan } from '#shared/format/duration';
import { formatMoney, formatProjectedMoney } from '#shared/format/money';
import { formatPercent } from '#shared/format/percent';
import { formatQuantity, formatQuantityOf } from '#shared/format/quantity';

const NOW = Date.parse('2026-11-29T22:50:00Z') / 1000;
const ZONE = 'Europe/Berlin';
const RUNS = { numRuns: 60 };

function struck(text: string, value: unknown): number {
  return proveAnswer(text, { documents: [{ id: 'read', text: JSON.stringify(value) }] }, { now: NOW, zone: ZONE })
    .struck;
}

const amount = fc.double({ min: 0.5, max: 1e7, noNaN: true });
const unit = fc.constantFrom(
  'MB',
  'GB',
  'requests',
  'commands',
  'connections',
  'ms',
  'hours',
  'GB-hours',
  'percent',
  'tokens',
);
const instant = fc.integer({ min: NOW - 200 * 86_400, max: NOW + 200 * 86_400 });

describe('a true figure', () => {
  it('stands as our own formats write it', () => {
    fc.assert(
      fc.property(amount, amount, unit, (used, limit, of) => {
        const read = { used, limit, unit: of };
        for (const text of [formatQuantity(used, of), formatQuantityOf(used, limit, of)]) {
          expect(struck(`It is ${text}.`, read), text).toBe(0);
        }
      }),
      RUNS,
    );
  });

  it('stands as an amount, a percentage, a size, a stretch of time', () => {
    fc.assert(
      fc.property(amount, fc.double({ min: 0.1, max: 400, noNaN: true }), (value, small) => {
        const cases: [string, unknown][] = [
          [formatMoney(value, 'USD'), { cost: value, currency: 'USD' }],
          [formatProjectedMoney(value, 'EUR'), { cost: value, currency: 'EUR' }],
          [formatPercent(small), { percent: small }],
          [formatBytes(Math.round(value)), { used: Math.round(value), unit: 'bytes' }],
          [formatElapsed(value), { took: value, unit: 'ms' }],
          [formatSpan(60 + Math.round(value)), { took: 60 + Math.round(value), unit: 'seconds' }],
          [formatDays(small), { days: small }],
        ];
        for (const [text, read] of cases) {
          expect(struck(`It is ${text}.`, read), `${text} of ${JSON.stringify(read)}`).toBe(0);
        }
      }),
      RUNS,
    );
  });

  it('stands as a day', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const read = { at: new Date(at * 1000).toISOString() };
        for (const format of [
          formatDate,
          formatDateWithYear,
          formatDayAndMonth,
          formatLongDate,
          formatWeekday,
          formatDateTime,
          formatMoment,
        ]) {
          const text = format(at, ZONE);
          expect(struck(`It was on ${text}.`, read), text).toBe(0);
        }
      }),
      RUNS,
    );
  });
});

describe('a figure that is not so', () => {
  it('is struck when it differs by more than rounding', () => {
    fc.assert(
      fc.property(amount, fc.double({ min: 1.02, max: 9, noNaN: true }), fc.boolean(), unit, (used, by, up, of) => {
        const wrong = up ? used * by : used / by;
        // 1 GB is also 1,024 MB: what is 2.4 % off within a unit of bytes stays another figure in the same unit.
        const text = of === 'percent' ? `${wrong.toFixed(2)} %` : `${wrong.toFixed(3)} ${of}`;
        fc.pre(Math.abs(Math.round(wrong * 100) - Math.round(used * 100)) > 1 && Math.abs(by - 1.024) > 0.001);
        expect(struck(`It is ${text}.`, { used, unit: of }), `${text} of ${used}`).toBe(1);
      }),
      RUNS,
    );
  });

  it('is struck on every other day', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 300 }), fc.boolean(), (at, days, back) => {
        const other = at + (back ? -days : days) * 86_400;
        fc.pre(formatDateWithYear(other, ZONE) !== formatDateWithYear(at, ZONE));
        expect(struck(`It was on ${formatDateWithYear(other, ZONE)}.`, { at: new Date(at * 1000).toISOString() })).toBe(
          1,
        );
      }),
      RUNS,
    );
  });
});

describe('any text', () => {
  it('comes back whole, and never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ maxLength: 100 }), (text, read) => {
        const proof = proveAnswer(
          text,
          { documents: [{ id: 'read', text: read }], question: read },
          { now: NOW, zone: ZONE },
        );
        expect(proof.sentences.map((one) => one.text).join('')).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});
