import { z } from 'zod';
import { changed } from '#main/http/outcome';
import { parseInstant } from '#shared/core/calendar/calendar';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import type { Invoice } from '#shared/domain/spend';
import type { CapabilityResult } from '../collection-run';
import {
  distinct,
  expected,
  lenientNumber,
  listOf,
  member,
  optionalNumber,
  optionalText,
  readItems,
  together,
} from '../lenient';
import type { VercelApi } from './client';

/** A year of them, and some: threshold billing sends several within a cycle. */
const MOST = 40;

const invoiceSchema = z.object({
  id: z.string(),
  invoiceNumber: optionalText,
  status: optionalText,
  total: lenientNumber,
  tax: optionalNumber,
  currency: optionalText,
  issuedAt: optionalNumber,
  createdAt: optionalNumber,
  lineItems: expected(
    listOf(
      z.object({ title: optionalText, amount: optionalNumber, periodStart: optionalText, periodEnd: optionalText }),
    ),
  ),
});

/**
 * The invoices of the team, the newest first. In which unit their amounts are no document says (facts: the API of
 * Vercel, section 5): they are kept as they come, and shown once they agree with a bill.
 */
export async function readInvoices(api: VercelApi): Promise<Result<CapabilityResult>> {
  const answer = await api.get('/v1/invoices', { limit: String(MOST) });
  if (!answer.ok) return answer;
  const read = readItems(invoiceSchema, member(answer.value, 'data'));
  if (read === null || (read.items.length === 0 && read.rejected > 0)) return fail(changed('Vercel', 'the invoices'));
  const told = distinct(read.items, ({ id }) => id);
  const invoices = told.items.map((item): Invoice => {
    const lines = (item.lineItems ?? []).map(({ title, amount, periodStart, periodEnd }) => ({
      title: title ?? '',
      amount: amount ?? null,
      start: momentOf(periodStart),
      end: momentOf(periodEnd),
    }));
    const issued = item.issuedAt ?? item.createdAt;
    return {
      id: item.id,
      number: item.invoiceNumber ?? '',
      status: item.status ?? '',
      total: item.total,
      tax: item.tax ?? null,
      currency: (item.currency ?? 'usd').toUpperCase(),
      issuedAt: issued === undefined ? null : Math.floor(issued / 1000),
      start: bound(
        lines.map(({ start }) => start),
        Math.min,
      ),
      end: bound(
        lines.map(({ end }) => end),
        Math.max,
      ),
      // Lines of which one has no amount do not add up to anything.
      lines: lines.every(isPriced) ? lines : [],
    };
  });
  return succeed({ facts: { invoices }, reading: together(read.reading, told.reading) });
}

function isPriced<Line extends { readonly amount: number | null }>(line: Line): line is Line & { amount: number } {
  return line.amount !== null;
}

function momentOf(time: string | undefined): Instant | null {
  return time === undefined ? null : parseInstant(time);
}

function bound(times: readonly (Instant | null)[], pick: (...values: number[]) => number): Instant | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : pick(...known);
}
