import { Gauge, type OpenMetricsContentType, Registry } from 'prom-client';
import { isCalledFor } from '#shared/core/recommendations/keep-advice';
import { isOpen } from '#shared/core/recommendations/life-cycle';
import { isTrouble } from '#shared/domain/cycle';
import { SEVERITIES, type Standing, type Standings } from '#shared/domain/standing';
import { isUnknownAmount } from '#shared/format/bill';
import type { BillView } from '#shared/ipc/bill';
import { METRIC_HELP, type MetricName } from '#shared/words/metrics';
import { namesOf } from '#shared/words/standing';
import { readBill } from '../bill/read-bill';
import type { PricedParts } from '../read-parts';
import { readStandings } from '../standings/read-standings';

/** The two formats of Prometheus, as media types. */
export const METRICS_FORMATS = {
  openMetrics: Registry.OPENMETRICS_CONTENT_TYPE,
  text: Registry.PROMETHEUS_CONTENT_TYPE,
} as const;
export type MetricsFormat = keyof typeof METRICS_FORMATS;

/**
 * Limits, bill, alerts, recommendations and collection as Prometheus scrapes them; names and units by its conventions
 * (https://prometheus.io/docs/practices/naming/). What is unknown has no series, and an amount in which something is
 * missing says so in the gauge beside it: neither is ever 0.
 */
export async function readMetricsPage(parts: PricedParts, format: MetricsFormat, version: string): Promise<string> {
  const [standings, bill] = await Promise.all([readStandings(parts), readBill(parts, null)]);
  const page = createPage(format);
  page.gauge('headroom_build_info', ['version']).set({ version }, 1);
  billGauges(page, bill);
  await workGauges(page, parts);
  return `${await limitsText(standings, format)}${await page.text()}`;
}

/** Most of the page, written once for each set of standings: nothing in it depends on the moment of the scrape. */
const limitTexts = new WeakMap<Standings, Map<MetricsFormat, Promise<string>>>();

/** The limits without the end that OpenMetrics asks for. */
function limitsText(standings: Standings, format: MetricsFormat): Promise<string> {
  const written = limitTexts.get(standings) ?? new Map<MetricsFormat, Promise<string>>();
  limitTexts.set(standings, written);
  const known = written.get(format);
  if (known !== undefined) {
    return known;
  }
  const page = createPage(format);
  limitGauges(page, standings.list);
  const text = page.text().then((whole) => whole.replace(/# EOF\n$/, ''));
  written.set(format, text);
  return text;
}

interface Page {
  gauge(name: MetricName, labels: readonly string[]): Gauge;
  text(): Promise<string>;
}

/** A registry of its own for each page: nothing is left of the one before. */
function createPage(format: MetricsFormat): Page {
  const registry = registryOf(format);
  return {
    gauge: (name, labels) =>
      new Gauge({ name, help: METRIC_HELP[name], labelNames: [...labels], registers: [registry] }),
    text: () => registry.metrics(),
  };
}

function registryOf(format: MetricsFormat): Registry | Registry<OpenMetricsContentType> {
  if (format === 'text') {
    return new Registry();
  }
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(METRICS_FORMATS.openMetrics);
  return registry;
}

type Labels = Readonly<Record<string, string>>;

/** What is unknown has no series. */
function set(gauge: Gauge, labels: Labels, value: number | null): void {
  if (value !== null) {
    gauge.set({ ...labels }, value);
  }
}

const ESTIMATES = ['q10', 'q50', 'q90'] as const;

/** `key` is the limit's identity, the same as in `headroom limits --json`. */
const LIMIT_LABELS = ['key', 'connection', 'provider', 'service', 'metric', 'project', 'unit'] as const;

function limitGauges(page: Page, list: readonly Standing[]): void {
  const gauge = (name: MetricName, ...more: string[]) => page.gauge(name, [...LIMIT_LABELS, ...more]);
  const info = gauge('headroom_limit_info', 'title', 'plan', 'at_limit');
  const used = gauge('headroom_limit_used');
  const usedIsLowerBound = gauge('headroom_limit_used_is_lower_bound');
  const value = gauge('headroom_limit_value');
  const ratio = gauge('headroom_limit_used_ratio');
  const severity = gauge('headroom_limit_severity');
  const enforced = gauge('headroom_limit_enforced');
  const readAt = gauge('headroom_limit_read_timestamp_seconds');
  const resetsAt = gauge('headroom_limit_reset_timestamp_seconds');
  const expected = gauge('headroom_limit_expected_timestamp_seconds', 'estimate');
  const probability = gauge('headroom_limit_reach_probability', 'days');
  const names = namesOf(list);

  for (const standing of list) {
    const labels = labelsOf(standing);
    const title = names.get(standing.key) ?? standing.title;
    set(info, { ...labels, title, plan: standing.planName ?? '', at_limit: standing.atLimit }, 1);
    set(used, labels, standing.used);
    set(usedIsLowerBound, labels, standing.used === null ? null : Number(standing.atLeast));
    set(value, labels, standing.limit);
    set(ratio, labels, standing.percent === null ? null : standing.percent / 100);
    set(severity, labels, severityNow(standing));
    set(enforced, labels, Number(standing.enforcing !== null));
    set(readAt, labels, standing.asOf);
    set(resetsAt, labels, standing.window.resetsAt);
    for (const estimate of ESTIMATES) {
      set(expected, { ...labels, estimate }, standing.expected?.[estimate] ?? null);
    }
    for (const days of [7, 14, 30] as const) {
      set(probability, { ...labels, days: String(days) }, standing.probability?.[`within${days}`] ?? null);
    }
  }
}

/** That all is calm is not told from a reading that is too old to say anything of now. */
function severityNow({ severity, outlook }: Standing): number | null {
  const isOld = outlook.state === 'none' && outlook.why === 'stale';
  return severity === null || (severity === 'calm' && isOld) ? null : SEVERITIES.indexOf(severity);
}

function labelsOf({ key, scope, provider, service, metric, unit }: Standing): Labels {
  return {
    key,
    connection: scope.kind === 'everything' ? '' : scope.connectionId,
    provider,
    service,
    metric,
    project: scope.kind === 'project' ? scope.projectId : '',
    unit,
  };
}

/** Each account by itself, and the total of each currency. */
function billGauges(page: Page, { accounts, others, ...total }: BillView): void {
  const ofAccount = amountGauges(page, 'headroom_bill', ['connection', 'provider', 'currency']);
  for (const { connection, provider, currency, ...amounts } of accounts) {
    ofAccount({ connection, provider, currency }, amounts);
  }
  const ofAll = amountGauges(page, 'headroom_bill_total', ['currency']);
  // Where no account has a bill, the total is not 0: nothing is known.
  for (const { currency, ...amounts } of accounts.length === 0 ? [] : [total, ...others]) {
    ofAll({ currency }, amounts);
  }
}

function amountGauges(page: Page, name: 'headroom_bill' | 'headroom_bill_total', labelNames: readonly string[]) {
  const soFar = page.gauge(`${name}_so_far`, labelNames);
  const soFarIsLowerBound = page.gauge(`${name}_so_far_is_lower_bound`, labelNames);
  const projected = page.gauge(`${name}_projected`, [...labelNames, 'estimate']);
  const projectedIsLowerBound = page.gauge(`${name}_projected_is_lower_bound`, labelNames);
  return (labels: Labels, amounts: Pick<BillView, 'soFar' | 'projected'>): void => {
    const isUnknown = isUnknownAmount(amounts.soFar);
    set(soFar, labels, isUnknown ? null : amounts.soFar.amount);
    set(soFarIsLowerBound, labels, isUnknown ? null : Number(!amounts.soFar.complete));
    for (const estimate of ESTIMATES) {
      set(projected, { ...labels, estimate }, amounts.projected?.[estimate] ?? null);
    }
    set(projectedIsLowerBound, labels, amounts.projected === null ? null : Number(!amounts.projected.complete));
  };
}

/** Alerts, recommendations, and how the collection goes. */
async function workGauges(page: Page, { store }: PricedParts): Promise<void> {
  const [alerts, recommendations, attempts, last] = await Promise.all([
    store.alerts.open(),
    store.recommendations.list(),
    store.cycles.lastAttempts(),
    store.cycles.last(),
  ]);
  const firing = page.gauge('headroom_alerts_firing', ['severity']);
  for (const severity of ['warning', 'critical']) {
    set(firing, { severity }, alerts.filter((alert) => alert.severity === severity).length);
  }
  const open = page.gauge('headroom_recommendations_open', ['priority']);
  const undecided = recommendations.filter((one) => isOpen(one.status) && isCalledFor(one));
  for (const priority of ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']) {
    set(open, { priority }, undecided.filter((one) => one.priority === priority).length);
  }
  set(page.gauge('headroom_cycle_finished_timestamp_seconds', []), {}, last?.finishedAt ?? null);
  const healthy = page.gauge('headroom_source_ok', ['connection', 'capability']);
  for (const { attempt } of attempts) {
    const { connectionId: connection, capability, outcome } = attempt;
    set(healthy, { connection, capability }, Number(!isTrouble(outcome)));
  }
}
