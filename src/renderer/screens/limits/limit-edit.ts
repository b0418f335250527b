import { formatDigits } from '#shared/format/number';
import { formatQuantity } from '#shared/format/quantity';
import type { ChannelInput } from '#shared/ipc/contract';
import type { LimitView } from '#shared/ipc/limits';
import { limitKey } from './limit-words';

/** What is set about one limit; what is left out stays. */
export type LimitChange = Omit<ChannelInput<'limits:set'>, 'connectionId' | 'service' | 'metric'>;

/** The fields of the open row, as typed. */
export interface LimitText {
  readonly value: string;
  readonly warning: string;
  readonly critical: string;
  /** The mark of one's own; empty: none. */
  readonly mark: string;
}

/** Largest limit that the store keeps. */
const MOST = 1e15;

/** The fields as they stand for the limit in force; the limit's is empty where there is none. */
export function textOf({ metric, mark }: LimitView): LimitText {
  return {
    value: metric.limit === null ? '' : amountText(metric.limit),
    warning: String(metric.warningPercent),
    critical: String(metric.criticalPercent),
    mark: mark === null ? '' : amountText(mark),
  };
}

/** What is wrong with the fields, by field; empty when all can be saved. */
export function wrongOf(text: LimitText): Partial<Record<keyof LimitText, string>> {
  const warning = readPercent(text.warning);
  const critical = readPercent(text.critical);
  return {
    ...(text.value.trim() === '' || readAmount(text.value) !== null ? {} : { value: 'A number above 0.' }),
    ...(text.mark.trim() === '' || readAmount(text.mark) !== null ? {} : { mark: 'A number above 0.' }),
    ...(warning === null ? { warning: 'A percent from 1 to 100.' } : {}),
    ...(critical === null ? { critical: 'A percent from 1 to 100.' } : {}),
    ...(warning !== null && critical !== null && warning > critical
      ? { warning: 'Not above the critical threshold.' }
      : {}),
  };
}

/** What differs from the limit in force; null when nothing does or a field cannot be used. */
export function changeOf(limit: LimitView, text: LimitText): LimitChange | null {
  if (Object.keys(wrongOf(text)).length > 0) {
    return null;
  }
  const { metric } = limit;
  const value = readAmount(text.value);
  const warningPercent = readPercent(text.warning);
  const criticalPercent = readPercent(text.critical);
  const mark = readAmount(text.mark);
  const change: LimitChange = {
    ...(value === null || value === metric.limit ? {} : { value }),
    ...(warningPercent === null || warningPercent === metric.warningPercent ? {} : { warningPercent }),
    ...(criticalPercent === null || criticalPercent === metric.criticalPercent ? {} : { criticalPercent }),
    ...(mark === limit.mark ? {} : { mark }),
  };
  return Object.keys(change).length === 0 ? null : change;
}

/** The change that brings back what was there before `change`. */
export function undoOf({ metric, source, enabled, mark }: LimitView, change: LimitChange): LimitChange {
  return {
    ...(change.value === undefined ? {} : { value: source === 'user' ? metric.limit : null }),
    ...(change.warningPercent === undefined ? {} : { warningPercent: metric.warningPercent }),
    ...(change.criticalPercent === undefined ? {} : { criticalPercent: metric.criticalPercent }),
    ...(change.enabled === undefined ? {} : { enabled }),
    ...(change.mark === undefined ? {} : { mark }),
  };
}

/** What was there before: `was 75 %`, `was 30 MB`, `was watched`. */
export function wasWords({ metric, enabled, mark }: LimitView, change: LimitChange): string {
  const parts = [
    ...(change.value === undefined
      ? []
      : [metric.limit === null ? 'no limit' : formatQuantity(metric.limit, metric.unit)]),
    ...(change.warningPercent === undefined ? [] : [`${metric.warningPercent} %`]),
    ...(change.criticalPercent === undefined ? [] : [`${metric.criticalPercent} %`]),
    ...(change.enabled === undefined ? [] : [enabled ? 'watched' : 'not watched']),
    ...(change.mark === undefined ? [] : [mark === null ? 'no mark' : formatQuantity(mark, metric.unit)]),
  ];
  return `was ${parts.join(', ')}`;
}

/** A change together with the limit that it is for. */
export function inputOf(limit: LimitView, change: LimitChange): ChannelInput<'limits:set'> {
  return { ...limitKey(limit.metric), ...change };
}

/** A typed amount above 0; null for anything else. Thousands may be divided by commas or spaces. */
export function readAmount(text: string): number | null {
  const bare = text.replace(/[\s,$]/g, '');
  const amount = bare === '' ? Number.NaN : Number(bare);
  return Number.isFinite(amount) && amount > 0 && amount <= MOST ? amount : null;
}

/** An amount as a field shows it: thousands divided, nothing rounded away. */
export function amountText(amount: number): string {
  return formatDigits(amount, { maximumFractionDigits: 9 });
}

function readPercent(text: string): number | null {
  const percent = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(percent) && percent >= 1 && percent <= 100 ? percent : null;
}
