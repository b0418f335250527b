import { DAY, HOUR, type Instant } from '#shared/domain/instant';
import type { AdvicePoint } from '#shared/domain/recommendation';
import { formatBytes } from '../format/bytes';
import { formatDays } from '../format/duration';
import { formatMoney, formatPrice } from '../format/money';
import { formatPercent } from '../format/percent';
import { counted, verbFor } from '../format/plural';
import { formatNumber, formatQuantity, formatQuantityOf } from '../format/quantity';
import { dayWords, momentOf, type Reader } from './reader';

/** The figures of a point as people read them. */
export interface Say {
  readonly code: string;
  text(name: string): string;
  /** To the cent. */
  money(name: string): string;
  /** As a price: cents only where there are any. */
  price(name: string): string;
  number(name: string): string;
  /** With the unit of the point. */
  quantity(name: string): string;
  of(used: string, limit: string): string;
  /** A share of 0 to 1. */
  share(name: string): string;
  bytes(name: string): string;
  /** `in about 5 days`. */
  days(name: string): string;
  /** `about 5 days`. */
  time(name: string): string;
  at(name: string): string;
  /** The day of it: `today`, `on 6 Nov`. */
  on(name: string): string;
  count(name: string, one: string): string;
  /** `is` or `are`, by whether the metric is one thing or many. */
  verb(name: string, one: string, many: string): string;
  value(name: string): number;
}

/** Who reads an advice that was worked out at `asOf`; left out: now. */
export interface AdviceReader extends Reader {
  readonly asOf?: Instant;
}

const AN_HOUR = HOUR / DAY;

/** Days that an advice told ahead, as they are ahead for its reader: what was about to come then comes within the hour. */
function daysAhead(days: number, { now, asOf = now }: AdviceReader): number {
  return days <= 0 ? days : Math.max(AN_HOUR, days - (now - asOf) / DAY);
}

/** A sentence for each code. */
export type Sentences = Readonly<Record<string, (say: Say) => string>>;

export function sayer({ code, figures }: AdvicePoint, currency: string, reader: AdviceReader): Say {
  const value = (name: string) => Number(figures[name] ?? 0);
  const ahead = (name: string) => daysAhead(value(name), reader);
  const text = (name: string) => String(figures[name] ?? '');
  const unit = text('unit');
  return {
    ...{ code, text, value },
    money: (name) => formatMoney(value(name), currency),
    price: (name) => formatPrice(Math.round(value(name) * 100) / 100, currency),
    number: (name) => formatNumber(value(name)),
    quantity: (name) => formatQuantity(value(name), unit),
    of: (used, limit) => formatQuantityOf(value(used), value(limit), unit),
    share: (name) => formatPercent(value(name) * 100),
    bytes: (name) => formatBytes(value(name)),
    days: (name) => (ahead(name) <= 0 ? 'now' : `in ${formatDays(ahead(name))}`),
    time: (name) => formatDays(ahead(name)),
    at: (name) => momentOf(value(name), reader),
    on: (name) => onDay(dayWords(value(name), reader)),
    count: (name, one) => counted(value(name), one),
    verb: (name, one, many) => verbFor(text(name), one, many),
  };
}

function onDay(day: string): string {
  return day === 'today' ? day : `on ${day}`;
}
