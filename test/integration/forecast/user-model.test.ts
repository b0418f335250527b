import { afterEach, describe, expect, test } from 'vitest';
import { recordModel } from '#main/actions/record-model';
import { type ForecastModel, modelThat } from '#main/forecast-model/forecast-model';
import { readForecastRecord } from '#main/queries/record/forecast-record';
import { readContest } from '#main/queries/record/model-record';
import { readForecast } from '#main/queries/usage/metric-forecast';
import { DAY } from '#shared/domain/instant';
import { CACHE, NOW, type Recorded, recorded, TODAY } from './recorded';

const open: Recorded[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ parts }) => parts.store.close()));
});

/** Whether a day is busy hangs on nothing that 120 days of its past would show; only who knows the rule knows it. */
const busy = (day: number) => ((day * day * 7 + 3 * day) % 11 < 5 ? 900 : 100);
const dayOfText = (line: string) => Date.parse(`${line.split(',')[0]}T00:00Z`) / 1_000 / DAY;

/** Answers what the rule says, or always `q50`. */
function model(id: string, value: (day: number) => number): ForecastModel {
  return modelThat(id, async (series, horizon) => {
    const last = dayOfText(series.trim().split('\n').at(-1) as string);
    const steps = Array.from({ length: horizon }, (_, h) => {
      const q50 = value(last + h + 1);
      return { q025: q50 - 3, q10: q50 - 2, q25: q50 - 1, q50, q75: q50 + 1, q90: q50 + 2, q975: q50 + 3 };
    });
    return JSON.stringify({ steps });
  });
}

async function account(): Promise<Recorded> {
  const one = await recorded();
  open.push(one);
  for (let back = 100; back >= 1; back -= 1) {
    await one.day('daily', back, busy(TODAY / DAY - back));
  }
  await one.cycle();
  return one;
}

async function forecastOf({ parts }: Recorded, chosen: ForecastModel) {
  const [series] = await parts.store.samples.listSeries();
  if (series === undefined) throw new Error('There is no series.');
  const latest = (await parts.store.samples.latest([series.id])).get(series.id) ?? null;
  const question = { series, latest, window: 'day', behind: null, planChanges: [], now: NOW } as const;
  const period = { start: TODAY - 5 * DAY, end: TODAY + 25 * DAY };
  const contest = await readContest({ ...parts, model: chosen }, series);
  return { contest, forecast: await readForecast({ ...parts, model: chosen }, { ...question, period }) };
}

describe('a model that the user brings', () => {
  test('forecasts the same past days, is scored beside ours, and is used where it beat ours', async () => {
    const one = await account();
    const knowing = model('knowing', busy);
    const before = await forecastOf(one, knowing);
    expect(before.contest).toMatchObject({ days: 0, leads: false });
    expect(before.forecast.path[0]?.q50).not.toBeCloseTo(busy(TODAY / DAY), -1);

    expect(await recordModel({ ...one.parts, model: knowing })).toBe(61);
    const { contest, forecast } = await forecastOf(one, knowing);
    expect(contest).toMatchObject({ leads: true });
    expect(contest?.days).toBeGreaterThanOrEqual(50);
    expect(forecast.path[1]?.q50).toBe(busy(TODAY / DAY + 1));
    expect(forecast.reason).toContain('its forecast is used');
    expect(await recordModel({ ...one.parts, model: knowing })).toBe(0);
  });

  test('one that is worse is scored, told in the record, and never used', async () => {
    const one = await account();
    const worse = model('worse', () => 5_000);
    const ours = await forecastOf(one, worse);
    await recordModel({ ...one.parts, model: worse });
    const { contest, forecast } = await forecastOf(one, worse);
    expect(contest?.leads).toBe(false);
    expect(forecast.path).toEqual(ours.forecast.path);
    const { series } = await readForecastRecord({ ...one.parts, model: worse });
    expect(series[0]?.model).toMatchObject({ leads: false, days: contest?.days });
    expect((await readForecastRecord(one.parts)).series[0]?.model).toBeNull();
  });

  test('another model begins a record of its own', async () => {
    const one = await account();
    await recordModel({ ...one.parts, model: model('knowing', busy) });
    expect((await forecastOf(one, model('other', busy))).contest).toMatchObject({ days: 0 });
  });

  test('one that does not answer is left alone after three tries, and ours stands', async () => {
    const one = await account();
    let asked = 0;
    const silent = modelThat('silent', async () => {
      asked += 1;
      throw new Error('gone');
    });
    expect(await recordModel({ ...one.parts, model: silent })).toBe(0);
    expect(asked).toBe(3);
    expect((await forecastOf(one, silent)).forecast.state).toBe('ready');
  });

  test('a connection takes what was kept of it along', async () => {
    const one = await account();
    await recordModel({ ...one.parts, model: model('knowing', busy) });
    const { connections, modelForecasts, samples } = one.parts.store;
    const all = await samples.listSeries();
    const kept = async () => (await Promise.all(all.map(({ id }) => modelForecasts.list(id, 'knowing')))).flat().length;
    expect(await kept()).toBeGreaterThan(0);
    await connections.remove(CACHE);
    expect(await kept()).toBe(0);
  });
});
