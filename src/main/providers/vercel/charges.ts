import type { LineCount } from '#main/http/http-client';
import { changed } from '#main/http/outcome';
import { dayOf, dayStart, formatInstant } from '#shared/core/calendar/calendar';
import type { Charge } from '#shared/domain/charge';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { DAY, type Instant, type Period } from '#shared/domain/instant';
import type { CapabilityResult } from '../collection-run';
import type { ChargeBatch, CollectionContext } from '../monitor';
import { type ChargeReader, createChargeReader } from './charge-reader';
import type { VercelApi } from './client';
import { BILLING_ZONE } from './constants';

export const CHARGES_SOURCE = 'vercel:/v1/billing/charges';

/** Weeks in the longest range that Vercel answers for, and some: it was seen to answer for one at a time. */
const MOST_PARTS = 60;
/** Charges handed over at once, and those of the last one's day. */
const BATCH = 2_000;
/** Charges of one day. A large account has some three thousand; far more are no bill and would fill the disk. */
const MOST_A_DAY = 20_000;

/**
 * Streams the charges of `range`, line by line, in batches to `onCharges`; without it they come back as
 * facts. A cut-off answer keeps what it brought and says that it is incomplete. `teamSince`: before that there was no
 * team to charge, so that nothing is missing there.
 */
export async function readCharges(
  api: VercelApi,
  context: Pick<CollectionContext, 'connection' | 'clock' | 'onCharges'>,
  asked: Period,
  closedBefore: Instant,
  teamSince: Instant | null = null,
): Promise<Result<CapabilityResult>> {
  const begin = teamSince === null ? asked.start : dayStart(dayOf(teamSince, BILLING_ZONE), BILLING_ZONE);
  const range = { ...asked, start: Math.min(asked.end, Math.max(asked.start, begin)) };
  const reader = createChargeReader(context.connection.id, closedBefore, context.clock.now(), range);
  const kept: Charge[] = [];
  let pending: Charge[] = [];
  const asOf = context.clock.now();
  const batch = (charges: readonly Charge[], complete: boolean): ChargeBatch => ({
    source: CHARGES_SOURCE,
    // Nothing is known of the time before the first charge: Vercel may keep that much and no more.
    range: { ...range, start: Math.max(range.start, reader.first ?? range.start) },
    asOf,
    complete,
    charges,
  });
  const flush = async (complete: boolean) => {
    const ready = pending;
    pending = [];
    if (context.onCharges === undefined) kept.push(...ready);
    else await context.onCharges(batch(ready, complete));
  };
  const onLine = (line: string): undefined | Promise<void> => {
    const charge = reader.read(line);
    if (charge === null) return undefined;
    // Rows come day by day. A batch of whole days has the sums of each day worked out once.
    const isFull = pending.length >= BATCH && pending.at(-1)?.day !== charge.day;
    const flushed = isFull ? flush(false) : undefined;
    pending.push(charge);
    return flushed;
  };
  const ask = ({ start, end }: Period) => {
    const days = Math.ceil((end - start) / DAY) + 1;
    const query = { from: formatInstant(start), to: formatInstant(end) };
    return api.lines('/v1/billing/charges', query, days * MOST_A_DAY, onLine);
  };
  const answer = await ask(range);
  if (!answer.ok) return answer;
  const cut = cutOff(answer.value) ?? (await askForMissing(reader, range, ask));
  if (reader.reading.rows > 0 && reader.rejected === reader.reading.rows) {
    return fail(cut ?? changed('Vercel', 'the charges'));
  }
  // An answer without a single charge is more likely a gap at the provider than the end of all charges.
  const complete = cut === null && reader.rejected === 0 && reader.first !== null;
  await flush(complete);
  return succeed({
    ...(context.onCharges === undefined ? { facts: { charges: [batch(kept, complete)] } } : {}),
    reading: reader.reading,
    ...(cut === null ? {} : { partly: cut }),
  });
}

/**
 * Charges that begin late: seen once, Vercel ignored `from` and told the last seven days only. So what lies before is
 * asked for by itself, as often as that brings earlier ones. Nothing there says that the first charge is late, and
 * that nothing is missing.
 */
async function askForMissing(
  reader: ChargeReader,
  range: Period,
  ask: (range: Period) => Promise<Result<LineCount>>,
): Promise<Failure | null> {
  for (let count = 0; count < MOST_PARTS && range.end - range.start > 8 * DAY; count += 1) {
    const { first } = reader;
    if (first === null || isWhole(first, range, count > 0)) return null;
    const before = { start: range.start, end: first };
    reader.expect(before);
    const answer = await ask(before);
    if (!answer.ok) return answer.failure;
    const cut = cutOff(answer.value);
    if (cut !== null) return cut;
    if (answer.value.lines === 0) return null;
    // The same days once more: those before cannot be had.
    if ((reader.first ?? first) >= first) return otherDays();
  }
  return null;
}

/** A late first charge is no sign yet; once Vercel has told less than was asked, every day before is missing. */
function isWhole(first: Instant, { start }: Period, wasShort: boolean): boolean {
  return first <= start + (wasShort ? DAY / 2 : 2 * DAY);
}

/** Why a stream is not whole, or null. */
function cutOff({ complete, broken }: LineCount): Failure | null {
  if (broken?.code === 'cancelled') return broken;
  if (broken?.code === 'too-large' || broken?.code === 'timeout') {
    return { ...broken, action: 'What came is kept; Headroom asks again by itself.' };
  }
  if (complete) return null;
  return {
    code: 'bad-response',
    message: 'The charges of Vercel broke off in the middle.',
    action: 'What came is kept; Headroom asks again by itself.',
    retryable: true,
  };
}

function otherDays(): Failure {
  return {
    code: 'bad-response',
    message: 'Vercel told charges of other days than were asked for, and not those that are missing.',
    action: 'What came is kept; Headroom asks again by itself.',
    retryable: true,
  };
}
