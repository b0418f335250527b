import { z } from 'zod';
import { readUsageChart } from '#main/queries/usage/usage-chart';
import { usageJson } from '#main/queries/usage/usage-json';
import { addDays, dayOf, dayStart, formatInstant, isDay } from '#shared/core/calendar/calendar';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { Instant, Zone } from '#shared/domain/instant';
import { links } from '#shared/domain/screen-links';
import { formatDateTime } from '#shared/format/date';
import { formatQuantity } from '#shared/format/quantity';
import type { UsageChart, UsageRange } from '#shared/ipc/usage';
import {
  daysTurned,
  inputWords,
  NOTHING_READ,
  noSuchDay,
  RANGE_AND_DAYS,
  toolWords,
} from '#shared/words/assistant-tools';
import { inputs } from './inputs';
import { usedFigure } from './metrics';
import { namedMetric } from './named';
import { defineTool, invalid, type ToolFigure } from './tool';

const day = z.string().max(20);

interface Days {
  readonly range?: Extract<UsageRange, string> | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** `usage`: as `headroom usage METRIC --json`, with what was not read beside it. */
export const usageTool = defineTool({
  name: 'usage',
  ...toolWords.usage,
  input: {
    metric: inputs.metric,
    range: z.enum(['24h', '7d', '30d', '90d']).describe(inputWords.range).optional(),
    from: day.describe(inputWords.from).optional(),
    to: day.describe(inputWords.to).optional(),
    points: z.int().min(2).max(200).default(60).describe(inputWords.points),
  },
  async read(account, { metric: name, points, ...days }) {
    const metric = await namedMetric(account, name);
    if (!metric.ok) {
      return metric;
    }
    const range = rangeOf(days, account.clock.now(), metric.value.view.zone);
    if (!range.ok) {
      return range;
    }
    const question = { key: metric.value.key, range: range.value, points };
    const chart = await account.ask(readUsageChart, question, account.scheduler.intervalMinutes);
    if (!chart.ok) {
      return chart;
    }
    const { value } = chart;
    return succeed({
      content: {
        ...usageJson(value),
        from: formatInstant(value.from),
        to: formatInstant(value.to),
        gaps: value.gaps.map(({ from, to }) => ({ from: formatInstant(from), to: formatInstant(to) })),
      },
      figures: [usedFigure({ ...value.metric, usageKey: metric.value.key }), ...pointFigures(value, metric.value.key)],
      notes: value.points.length === 0 ? [NOTHING_READ] : [],
    });
  },
});

/** Days are those of the metric's own zone, the last one whole. */
function rangeOf({ range, from, to }: Days, now: Instant, zone: Zone): Result<UsageRange> {
  if (from === undefined) {
    return to === undefined ? succeed(range ?? '30d') : fail(invalid(RANGE_AND_DAYS));
  }
  if (range !== undefined) {
    return fail(invalid(RANGE_AND_DAYS));
  }
  const today = dayOf(now, zone);
  const last = to ?? today;
  const wrong = [from, last].find((text) => !isDay(text) || text > today);
  if (wrong !== undefined) {
    return fail(invalid(noSuchDay(wrong)));
  }
  if (from > last) {
    return fail(invalid(daysTurned(from, last)));
  }
  return succeed({ from: dayStart(from, zone), to: Math.min(now, dayStart(addDays(last, 1), zone) - 1) });
}

/** What was read last, and the least and most: what is said of a range in words. */
function pointFigures({ points, metric, zone }: UsageChart, key: string): readonly ToolFigure[] {
  const [least] = points.toSorted((a, b) => a.min - b.min);
  const [most] = points.toSorted((a, b) => b.max - a.max);
  const figure = (what: string, at: Instant, value: number): ToolFigure => ({
    label: `${metric.title}: ${what}, ${formatDateTime(at, zone)}`,
    value,
    unit: metric.unit,
    text: formatQuantity(value, metric.unit),
    link: links.usage(key),
  });
  return least === undefined || most === undefined
    ? []
    : [figure('least', least.t, least.min), figure('most', most.t, most.max)];
}
