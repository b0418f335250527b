import { z } from 'zod';
import { limitsJson } from '#main/queries/home/limits-json';
import { readStandings } from '#main/queries/standings/read-standings';
import { readUsageChart } from '#main/queries/usage/usage-chart';
import { metricJson } from '#main/queries/usage/usage-json';
import { dayOf, formatInstant } from '#shared/core/calendar/calendar';
import { succeed } from '#shared/domain/failure';
import { DAY, type Zone } from '#shared/domain/instant';
import { links } from '#shared/domain/screen-links';
import { formatQuantity } from '#shared/format/quantity';
import type { UsageChart } from '#shared/ipc/usage';
import { inputWords, toolWords } from '#shared/words/assistant-tools';
import { namesOf } from '#shared/words/standing';
import { applies } from '#shared/words/verdict';
import { standingFigures } from './figures';
import { inputs } from './inputs';
import { namedMetric } from './named';
import { defineTool } from './tool';

type Step = UsageChart['path'][number];

/** `forecast`: the days ahead of one metric, and what its limits say of it. */
export const forecastTool = defineTool({
  name: 'forecast',
  ...toolWords.forecast,
  input: { metric: inputs.metric, days: z.int().min(1).max(90).default(30).describe(inputWords.ahead) },
  async read(account, { metric: name, days }) {
    const named = await namedMetric(account, name);
    if (!named.ok) {
      return named;
    }
    const { key, service, metric } = named.value;
    const question = { key, range: '7d', points: 2 } as const;
    const chart = await account.ask(readUsageChart, question, account.scheduler.intervalMinutes);
    if (!chart.ok) {
      return chart;
    }
    const standings = await account.ask(readStandings);
    const reader = { now: account.clock.now() };
    const about = standings.list.filter(
      (one) =>
        applies(one) &&
        one.scope.kind === 'connection' &&
        one.scope.connectionId === named.value.view.connectionId &&
        one.service === service &&
        one.metric === metric,
    );
    const { metric: view, zone, record } = chart.value;
    const path = lastOfEachDay(
      chart.value.path.filter(({ t }) => t <= reader.now + days * DAY),
      zone,
    );
    const names = namesOf(standings.list);
    const end = path.at(-1);
    return succeed({
      content: {
        ...metricJson({ ...view, usageKey: key }),
        state: view.forecastState,
        reason: view.forecastReason,
        growthPerDay: view.growthPerDay,
        growthInterval: view.growthInterval,
        zone,
        /** The last moment of each day ahead. */
        days: path.map(({ t, q10, q50, q90 }) => ({ time: formatInstant(t), q10, q50, q90 })),
        limits: limitsJson(standings, reader).filter((one) => about.some((known) => known.key === one.key)),
        record: record?.sentence ?? null,
      },
      figures: [
        ...about.flatMap((one) => standingFigures(one, names.get(one.key) ?? one.title, reader)),
        ...(end === undefined
          ? []
          : [
              {
                label: `${view.title}: expected ${dayOf(end.t, zone)}`,
                value: end.q50,
                unit: view.unit,
                text: formatQuantity(end.q50, view.unit),
                link: links.usage(key),
              },
            ]),
      ],
      notes: path.length > 0 || view.forecastReason === '' ? [] : [view.forecastReason],
    });
  },
});

/** A path may have steps of an hour: a day is told by its last one. */
function lastOfEachDay(path: readonly Step[], zone: Zone): readonly Step[] {
  return [...new Map(path.map((step) => [dayOf(step.t, zone), step])).values()];
}
