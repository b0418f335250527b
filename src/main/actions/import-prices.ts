import { listWithoutCorrections } from '#main/queries/bill/prices-in-use';
import { diffPriceLists, type PriceListDiff } from '#shared/core/pricing/diff-price-lists';
import { readPriceList } from '#shared/core/pricing/load-price-list';
import { type Result, succeed } from '#shared/domain/failure';
import type { PriceList } from '#shared/domain/price-list';
import type { AlertNotifier } from './alert-notifier';
import type { DecisionParts } from './decision-parts';
import { reEvaluate } from './re-evaluate';

/** A price file that was read and checked, and what it would change. Nothing is kept yet. */
export interface PriceImport {
  readonly list: PriceList;
  readonly diff: PriceListDiff;
}

/** The list that came with this version. A module of its own, loaded when it is first needed. */
async function shippedList(): Promise<PriceList> {
  return (await import('#shared/core/pricing/default-price-list')).defaultPriceList;
}

/** Checks a price file and compares it with the list in use. Refused with `invalid-input` that names line and reason. */
export async function examinePriceFile(parts: DecisionParts, text: string): Promise<Result<PriceImport>> {
  const read = readPriceList(text);
  if (!read.ok) {
    return read;
  }
  const current = await listWithoutCorrections(parts.store, shippedList);
  return succeed({ list: read.value, diff: diffPriceLists(current, read.value) });
}

/** Takes a checked list into use, keeps the person's corrections over it, and works limits and alerts out again. */
export async function acceptPriceList(
  parts: DecisionParts,
  list: PriceList,
  notifier: AlertNotifier | null = parts.notifier ?? null,
): Promise<void> {
  const stamp = { importedAt: parts.clock.now(), shippedAsOf: (await shippedList()).asOf };
  await parts.store.priceLists.append(list, stamp);
  await reEvaluate(parts, notifier);
}
