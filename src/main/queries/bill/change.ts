import { addDays, dayOf } from '#shared/core/calendar/calendar';
import {
  type CostMoment,
  type CostShift,
  type DailyCost,
  largestShift,
  latestShift,
  momentAt,
  toldLately,
  weightyParts,
} from '#shared/core/costs/change-moment';
import { type ChangedPart, type SourceChange, splitChange, throughDay } from '#shared/core/costs/change-split';
import { explainChange } from '#shared/core/forecasting/explain-change';
import type { Day } from '#shared/domain/instant';
import { fromMicros, type Micros } from '#shared/domain/money';
import type { CostChangeView } from '#shared/ipc/costs';
import type { PricedParts } from '../read-parts';
import { readAiTotals } from './ai';
import { findCostCause } from './change-cause';
import { readCostSources } from './change-sources';
import { changeDetail, changeHeadline, coveredWords, dayWords, partTitle } from './change-words';
import { readTokenChange } from './token-change';

/** With so many days on its far side a change is told from a spike. */
const SETTLED_AFTER = 4;

/**
 * The latest change of use or plan in money, over all connections that are billed in one currency: what it
 * adds to the cost of their periods, split by metric and project without a rest. `since` asks about the
 * change since that day (UTC); without it the day is found. Null when nothing changed what is spent.
 */
export async function readCostChange(parts: PricedParts, since?: Day): Promise<CostChangeView | null> {
  const all = await readCostSources(parts);
  const currency = all[0]?.currency ?? 'USD';
  const sources = all.filter((source) => source.currency === currency);
  const today = dayOf(parts.clock.now(), 'UTC');
  const costs = sources.flatMap((source) => source.parts);
  const moment = since === undefined ? findCostMoment(costs, today) : momentAt(since, today);
  if (moment === null) {
    return null;
  }
  const changes = sources.map((source) => splitChange(source, moment));
  const changed = changes.flatMap((one) => one.parts).filter(({ charge }) => charge !== 0);
  const due = sum(changed.map((part) => part.due));
  const charges = sum(changed.map((part) => part.charge));
  const ordered = inOrder(changed, showsAsZero(due) ? (part) => part.charge : (part) => part.due);
  const lead = ordered[0];
  if (lead === undefined) {
    return null;
  }
  const cause = await findCostCause(parts, moment.since, lead.part);
  const tokens = lead.part.part.service === 'AI' ? await readTokenChange(parts, lead.part) : null;
  const days = Math.max(...changed.map(({ compared }) => compared.after.length));
  const amounts = { currency, since: moment.since, through: throughDay(changes) };
  const money = { due: fromMicros(due), charges: fromMicros(charges) };
  return {
    ...amounts,
    ...money,
    days,
    total: await readTotal(parts, changes),
    parts: ordered.map(({ part, share }) => ({
      title: partTitle(part),
      account: part.account,
      due: fromMicros(part.due),
      charges: fromMicros(part.charge),
      share,
      detail: changeDetail(part),
    })),
    lead: tokens ?? { title: partTitle(lead.part), detail: changeDetail(lead.part) },
    cause: cause?.view ?? null,
    headline: changeHeadline({ ...amounts, ...money, today, lead, cause: cause?.words ?? '' }),
    insideCredit: showsAsZero(due) ? null : coveredWords(changed, currency),
    notes: [
      ...earlyNote(days, moment),
      ...lateNotes(changes),
      ...(cause === null ? [] : ['The day is the same, which makes the cause likely and does not prove it.']),
    ],
  };
}

interface Ordered {
  readonly part: ChangedPart;
  /** Main units of what is ordered by. */
  readonly amount: number;
  readonly share: number | null;
}

function inOrder(changed: readonly ChangedPart[], amountOf: (part: ChangedPart) => Micros): readonly Ordered[] {
  const components = changed.map((part, index) => ({ key: String(index), value: amountOf(part) }));
  const ordered = explainChange([], components).contributions.flatMap(({ key, change, share }) => {
    const part = changed[Number(key)];
    return part === undefined ? [] : [{ part, amount: fromMicros(change), share }];
  });
  // What a credit pays stands behind what is to pay.
  return ordered.sort((a, b) => Number(a.amount === 0) - Number(b.amount === 0) || restOf(a, b));
}

function restOf(a: Ordered, b: Ordered): number {
  return a.amount === 0 ? Math.abs(b.part.charge) - Math.abs(a.part.charge) : 0;
}

function earlyNote(days: number, { since }: CostMoment): string[] {
  if (days >= SETTLED_AFTER) {
    return [];
  }
  const told = days === 1 ? 'one day' : `${days} days`;
  return [`It rests on ${told} so far and may be a spike: ${dayWords(addDays(since, SETTLED_AFTER))} will tell.`];
}

function lateNotes(changes: readonly SourceChange[]): string[] {
  return changes
    .filter(({ parts }) => parts.length === 0)
    .map(({ source }) => {
      const last =
        source.parts
          .map((part) => part.last)
          .sort()
          .at(-1) ?? '';
      return `${source.account} is not counted: its use is known up to ${dayWords(last)}.`;
    });
}

/** What the periods of all that changed come to; what AI providers report is forecast as one sum. */
async function readTotal(parts: PricedParts, changes: readonly SourceChange[]): Promise<CostChangeView['total']> {
  const moving = changes.filter(({ parts: changed }) => changed.length > 0);
  const priced = moving.filter(({ source }) => source.basis !== null).map(({ now }) => now);
  const known = priced.filter((now) => now !== null);
  const reports = moving.some(({ source }) => source.basis === null);
  const reported = reports ? await expectedOfAi(parts) : 0;
  if (known.length < priced.length || reported === null) {
    return null;
  }
  const now = fromMicros(sum(known)) + reported;
  const change = sum(moving.flatMap(({ parts: changed }) => changed.map(({ due }) => due)));
  return { before: now - fromMicros(change), now };
}

/** What the AI accounts come to by their bills, in main units; null while that is not known. */
async function expectedOfAi(parts: PricedParts): Promise<number | null> {
  const [main] = await readAiTotals(parts);
  const projected = main?.projected ?? null;
  return projected === null ? null : fromMicros(projected.q50);
}

function sum(amounts: readonly Micros[]): Micros {
  return amounts.reduce((total, amount) => total + amount, 0);
}

/** Less than half a cent. */
function showsAsZero(amount: Micros): boolean {
  return Math.abs(amount) < 5_000;
}

/** The moment that moved the whole most. */
function findCostMoment(parts: readonly DailyCost[], today: Day): CostMoment | null {
  const told = toldLately(parts, today);
  const shifts: CostShift[] = [];
  for (const part of weightyParts(told)) {
    const shift = latestShift(part, today);
    if (shift !== null) {
      shifts.push(shift);
    }
  }
  return largestShift(shifts, told);
}
