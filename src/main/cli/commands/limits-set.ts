import { type Command, InvalidArgumentError, Option } from 'commander';
import { type LimitChange, setLimit } from '#main/actions/set-limit';
import { readLimits } from '#main/queries/standings/limits';
import type { AccountSession } from '#main/session/account-session';
import { formatQuantity } from '#shared/format/quantity';
import type { LimitView } from '#shared/ipc/limits';
import {
  limitReset,
  limitSet,
  limitSwitched,
  markSet,
  NO_FIGURE,
  NO_THRESHOLD,
  NOTHING_TO_SET,
  thresholdsSet,
} from '#shared/words/terminal';
import { withSession } from '../context';
import { dataCommand } from '../data-command';
import { EXIT, type ExitCode, type Finish } from '../exit-codes';
import { findMetric, type NamedMetric } from '../find-metric';
import { print, printJson, tell, tellFailure } from '../output';
import type { DataOptions } from '../place';

interface SetOptions extends DataOptions {
  readonly warning?: number;
  readonly critical?: number;
  readonly on?: boolean;
  readonly off?: boolean;
  readonly mark?: number;
}

/** `limits set` and `limits reset`: what the page of limits lets a person change. */
export function addLimitChanges(limits: Command, finish: Finish): void {
  dataCommand(limits, 'set', 'a figure, thresholds or a switch of your own for the limit of a metric', [
    'headroom limits set VERCEL_KV_STORAGE_MB 256',
    'headroom limits set VERCEL_KV_STORAGE_MB --warning 70 --critical 85',
    'headroom limits set VERCEL_BANDWIDTH_BANDWIDTH_GB --mark 60',
  ])
    .argument('<metric>', METRIC)
    .argument('[figure]', "in the metric's unit", parseFigure)
    .option('--warning <percent>', 'percent of the limit from which on it is a warning', parsePercent)
    .option('--critical <percent>', 'percent of the limit from which on it is critical', parsePercent)
    .option('--mark <figure>', 'a mark beside the limit: nothing stops there, you are told', parseFigure)
    .addOption(new Option('--on', 'watch it again').conflicts('off'))
    .option('--off', 'do not watch it: it raises no alerts')
    .action(async (name: string, figure: number | undefined, options: SetOptions) =>
      finish(await withSession(options, ({ account }) => set(account, name, figure, options))),
    );
  dataCommand(limits, 'reset', "back to the provider's own limit, or that of the price list", [
    'headroom limits reset VERCEL_KV_STORAGE_MB',
    'headroom limits reset VERCEL_BANDWIDTH_BANDWIDTH_GB --mark',
  ])
    .argument('<metric>', METRIC)
    .option('--mark', 'take away the mark of your own alone')
    .action(async (name: string, options: DataOptions & { readonly mark?: boolean }) =>
      finish(await withSession(options, ({ account }) => reset(account, name, options))),
    );
}

async function reset(
  account: AccountSession,
  name: string,
  options: DataOptions & { readonly mark?: boolean },
): Promise<ExitCode> {
  return options.mark === true
    ? change(account, name, { mark: null }, options, ({ metric }) => [markSet(metric.title, null)])
    : change(account, name, { value: null }, options, ({ metric }) => [
        limitReset(metric.title, metric.limit === null ? null : formatQuantity(metric.limit, metric.unit)),
      ]);
}

const METRIC = 'as "summary" names it, such as VERCEL_KV_STORAGE_MB, or its key';

async function set(
  account: AccountSession,
  name: string,
  value: number | undefined,
  options: SetOptions,
): Promise<ExitCode> {
  const { warning: warningPercent, critical: criticalPercent, on, off, mark } = options;
  const enabled = on ?? (off === true ? false : undefined);
  const hasThresholds = warningPercent !== undefined || criticalPercent !== undefined;
  if (value === undefined && !hasThresholds && enabled === undefined && mark === undefined) {
    tell(NOTHING_TO_SET);
    return EXIT.wrongUse;
  }
  const wish = {
    ...(value === undefined ? {} : { value }),
    ...(warningPercent === undefined ? {} : { warningPercent }),
    ...(criticalPercent === undefined ? {} : { criticalPercent }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(mark === undefined ? {} : { mark }),
  };
  return change(account, name, wish, options, ({ metric, enabled: isWatched }) => [
    ...(value === undefined ? [] : [limitSet(metric.title, formatQuantity(value, metric.unit))]),
    ...(hasThresholds ? [thresholdsSet(metric.title, metric.warningPercent, metric.criticalPercent)] : []),
    ...(enabled === undefined ? [] : [limitSwitched(metric.title, isWatched)]),
    ...(mark === undefined ? [] : [markSet(metric.title, formatQuantity(mark, metric.unit))]),
  ]);
}

async function change(
  account: AccountSession,
  name: string,
  wish: Omit<LimitChange, 'connectionId' | 'service' | 'metric'>,
  options: DataOptions,
  words: (limit: LimitView) => readonly string[],
): Promise<ExitCode> {
  const found = await findMetric(account, name);
  if (found === null) {
    return EXIT.wrongUse;
  }
  const { view, service, metric } = found;
  const changed = await account.act(setLimit, { connectionId: view.connectionId, service, metric, ...wish });
  if (!changed.ok) {
    tellFailure(changed.failure);
    return changed.failure.code === 'invalid-input' ? EXIT.wrongUse : EXIT.failure;
  }
  const limit = await limitOf(account, found);
  if (options.json) {
    printJson(limit === null ? null : limitJson(limit));
  } else if (limit !== null) {
    print(words(limit).join('\n'));
  }
  return EXIT.fine;
}

async function limitOf(account: AccountSession, { view }: NamedMetric): Promise<LimitView | null> {
  const limits = await account.ask(readLimits, account.scheduler.intervalMinutes);
  return limits.find(({ metric }) => metric.key === view.usageKey) ?? null;
}

function limitJson({ metric, source, enabled, defaultValue, mark }: LimitView) {
  const { key, limit, unit, warningPercent, criticalPercent } = metric;
  return { key, limit, unit, source, defaultLimit: defaultValue, warningPercent, criticalPercent, enabled, mark };
}

function parseFigure(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && Number.isFinite(value))) {
    throw new InvalidArgumentError(NO_FIGURE);
  }
  return value;
}

function parsePercent(text: string): number {
  const value = Number(text);
  if (!(value >= 1 && value <= 100)) {
    throw new InvalidArgumentError(NO_THRESHOLD);
  }
  return value;
}
