import type { ReportFigure } from '#shared/domain/report';
import { formatBillAmount, formatBillProjection, isUnknownAmount, isUnknownProjection } from '../../format/bill';
import { formatMoney } from '../../format/money';
import { formatNumber } from '../../format/quantity';

type Extra = Partial<Pick<ReportFigure, 'low' | 'high' | 'note' | 'link'>>;

/** A figure of a report; `value` null is unknown, and `text` says so. */
export function figure(
  id: string,
  label: string,
  { value, unit, text }: Pick<ReportFigure, 'value' | 'unit' | 'text'>,
  extra: Extra = {},
): ReportFigure {
  const { low = null, high = null, note = '', link = null } = extra;
  return { id, label, value, low, high, unit, text, note, link };
}

/** Words that are no figure, as a cell of a table; empty: nothing is to be said there. */
export function words(id: string, label: string, text: string, extra: Extra = {}): ReportFigure {
  return figure(id, label, { value: text === '' ? null : text, unit: 'text', text: text === '' ? '–' : text }, extra);
}

/** How many of something. */
export function count(id: string, label: string, value: number, extra: Extra = {}): ReportFigure {
  return figure(id, label, { value, unit: 'count', text: formatNumber(value) }, extra);
}

/** An amount in main units, to the cent; null is not known. */
export function money(
  id: string,
  label: string,
  amount: number | null,
  currency: string,
  extra: Extra = {},
): ReportFigure {
  const text = amount === null ? 'not known' : formatMoney(amount, currency);
  return figure(id, label, { value: amount, unit: currency, text }, extra);
}

/** An amount of a bill, `at least` where a part of it is missing; not known where nothing of it is. */
export function billed(
  id: string,
  label: string,
  amount: { readonly amount: number; readonly complete: boolean },
  currency: string,
  extra: Extra = {},
): ReportFigure {
  return figure(
    id,
    label,
    {
      value: isUnknownAmount(amount) ? null : amount.amount,
      unit: currency,
      text: formatBillAmount(amount, currency),
    },
    // Of what is at least so much the upper bound is open.
    extra,
  );
}

/** What a bill is expected to come to, with the bounds that hold in 8 of 10 cases; null: too early to tell. */
export function projection(
  id: string,
  label: string,
  expected: { readonly q10: number; readonly q50: number; readonly q90: number; readonly complete: boolean } | null,
  currency: string,
  extra: Extra = {},
): ReportFigure {
  return expected === null || isUnknownProjection(expected)
    ? figure(id, label, { value: null, unit: currency, text: 'not known yet' }, extra)
    : figure(
        id,
        label,
        { value: expected.q50, unit: currency, text: formatBillProjection(expected, currency) },
        { ...extra, low: expected.q10, high: expected.complete ? expected.q90 : null },
      );
}
