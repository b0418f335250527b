import { expect, it } from 'vitest';
import { readPlanHistory } from '#main/queries/bill/plans';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { readConnectionEvents } from '#main/queries/usage/connection-events';
import { type Forecaster, forecasterOver } from '#main/queries/usage/forecaster';
import { readForecastInput, workOutForecast } from '#main/queries/usage/limit-forecast';
import { readUsageChart } from '#main/queries/usage/usage-chart';
import type { ForecastInput } from '#shared/core/forecasting/forecast-input';
import { DAY } from '#shared/domain/instant';
import { usageChartSchema } from '#shared/ipc/usage';
import { type Monitored, monitored, NOW, OPTION_CONNECTION } from './monitored';

/** Midnight of 6 November 2026 in Los Angeles, where Vercel bills: twelve days before `NOW`. */
const CHANGED = Date.parse('2026-11-06T08:00:00Z') / 1000;
const EDGE = `${OPTION_CONNECTION}/VERCEL_EDGE/EDGE_REQUESTS`;

/** Cycles on days before and after the scenario's account goes from Hobby to Pro. */
async function acrossTheChange(): Promise<Monitored> {
  const subject = await monitored({ scenario: 'plan-change', redis: false });
  const { store, clock, service } = subject;
  const account = await store.connections.find(OPTION_CONNECTION);
  if (account === null) {
    throw new Error('The account is gone.');
  }
  await store.connections.save({ ...account, createdAt: NOW - 14 * DAY });
  for (const back of [14, 13, 12, 11, 6, 0]) {
    clock.set(NOW - back * DAY);
    await service.runMonitoringCycle();
  }
  return subject;
}

/** What the engine was given of one metric, each time that it was asked. */
async function inputsOf({ reads }: Monitored, key: string, ask: () => Promise<void> = async () => undefined) {
  const inputs: ForecastInput[] = [];
  const wanted = (await readMetricStates(reads)).find((state) => state.key === key)?.series?.id;
  const forecaster: Forecaster = {
    ...forecasterOver(reads),
    async limitForecast(question) {
      if (question.series.id === wanted) {
        inputs.push(await readForecastInput(reads, question));
      }
      return workOutForecast(reads, question);
    },
  };
  reads.forecasts.forget();
  await readMetricStates({ ...reads, forecaster });
  await ask();
  await readMetricStates({ ...reads, forecaster });
  return inputs;
}

it('a plan change is kept once, and is an event from then on', async () => {
  const subject = await acrossTheChange();
  const { store, reads } = subject;

  expect(await readPlanHistory(store, OPTION_CONNECTION)).toMatchObject([
    { from: '2026-11-04', provider: 'vercel', plan: 'hobby', planName: 'Hobby' },
    { from: '2026-11-06', provider: 'vercel', plan: 'pro', planName: 'Pro' },
  ]);
  const events = await readConnectionEvents(store, OPTION_CONNECTION, { start: NOW - 60 * DAY, end: NOW });
  expect(events.planChanges).toEqual([{ t: CHANGED, name: 'Pro' }]);
  expect(
    (await readConnectionEvents(store, OPTION_CONNECTION, { start: NOW - 10 * DAY, end: NOW })).planChanges,
  ).toEqual([]);
  // The account deploys several times a day, so that no deployment is an event; the plan change is one all the same.
  expect(events.deployments.length).toBeGreaterThan(50);
  const inputs = await inputsOf(subject, EDGE);
  expect(inputs.map(({ eventTimes }) => eventTimes)).toEqual([[CHANGED]]);

  const answer = await readUsageChart(reads, { key: EDGE, range: '30d', points: 300 }, 15);
  const chart = usageChartSchema.parse(answer.ok ? answer.value : null);
  expect(chart.planChanges).toEqual([{ t: CHANGED, name: 'Pro' }]);
  expect(chart.limitSteps.map(({ value }) => value)).toEqual([1_000_000, 10_000_000]);
  expect(Math.abs((chart.limitSteps[1]?.from ?? 0) - CHANGED)).toBeLessThanOrEqual(DAY);
  const week = await readUsageChart(reads, { key: EDGE, range: '7d', points: 300 }, 15);
  expect(usageChartSchema.parse(week.ok ? week.value : null).planChanges).toEqual([]);
});

it('a plan change asks for the forecasts anew, though no figure is', async () => {
  const subject = await acrossTheChange();
  const { store, reads } = subject;
  let isKept = false;
  const planHistory: typeof store.planHistory = {
    ...store.planHistory,
    list: async (ids) => (isKept ? store.planHistory.list(ids) : new Map()),
  };
  const before = { ...subject, reads: { ...reads, store: { ...store, planHistory } } };
  const inputs = await inputsOf(before, EDGE, async () => {
    isKept = true;
  });
  expect(inputs.map(({ eventTimes }) => eventTimes)).toEqual([[], [CHANGED]]);
});
