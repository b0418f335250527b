import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '#main/clock';
import { type ChangeTopic, events } from '#shared/ipc/events';
import { isTouched, QUERY_CHANNELS } from '../../../src/renderer/data/topics';
import { type RunningApp, startApp } from './running-app';

/** What main tells the window after each thing that happens, and what the window then reads again. */
let running: RunningApp;
const heard: ChangeTopic[][] = [];
let stop: () => void;

beforeAll(async () => {
  running = await startApp('own');
  stop = running.app.events.on('changed', ({ topics }) => void heard.push(topics));
});

afterAll(async () => {
  stop();
  await running.end();
});

const touched = (topics: readonly ChangeTopic[]) => QUERY_CHANNELS.filter((channel) => isTouched(channel, topics));

/** What was told goes out beside a cycle, and says so when it has arrived: until then more may be heard. */
async function untilQuiet(): Promise<void> {
  for (let before = -1; before !== heard.length; ) {
    before = heard.length;
    await systemClock.sleep(400);
  }
}

async function touchedBy(work: () => Promise<unknown>): Promise<readonly string[]> {
  await untilQuiet();
  heard.length = 0;
  await work();
  return touched(heard.flat());
}

it('filling the sample reads its progress again and nothing else, until it is there', async () => {
  await running.value('sample:start');
  const preparing = async () => (await running.value('app:state')).preparing;
  await expect.poll(preparing, { timeout: 240_000 }).not.toBeNull();
  const done: number[] = [];
  for (let step = await preparing(); step !== null; step = await preparing()) {
    done.push(step.done);
    expect(step.done).toBeLessThanOrEqual(step.total);
    await systemClock.sleep(100);
  }
  expect(done).toEqual([...done].sort((a, b) => a - b));
  expect(new Set(done).size).toBeGreaterThan(5);
  await expect.poll(() => heard.filter((topics) => topics.includes('account')).length).toBe(2);
  const first = heard.findIndex((topics) => topics.includes('account'));
  const last = heard.findLastIndex((topics) => topics.includes('account'));
  const meanwhile = heard.slice(first + 1, last);
  expect(meanwhile.length).toBeGreaterThan(10);
  expect(touched(meanwhile.flat())).toEqual(['app:state']);
}, 300_000);

it('a person’s step on an alert reads those that show alerts again', async () => {
  const [alert] = (await running.value('alerts:list')).firing;
  const id = alert?.id ?? 0;
  const those = [
    ...['app:state', 'overview:get', 'alerts:list', 'messages:list', 'channels:list'],
    // A report tells of alerts.
    ...['report:preview', 'report:card'],
  ];
  expect(await touchedBy(() => running.value('alerts:acknowledge', { id }))).toEqual(those);
  expect(await touchedBy(() => running.value('alerts:snooze', { id, until: running.clock.now() + 900 }))).toEqual(
    those,
  );
  expect(await touchedBy(() => running.value('alerts:unsnooze', { id }))).toEqual(those);
});

it('a cycle reads everything again but what a person sets', async () => {
  const kept = [
    ...['assumptions:get', 'settings:get', 'connections:forms', 'prices:providers', 'prices:list'],
    // What a person sets about being told; and a drill is run when it is asked for.
    ...['channels:values', 'telling:get', 'drill:run'],
    // What was sent to a model is so only when a person asks.
    'assistant:log',
  ];
  expect(await touchedBy(() => running.value('collection:run'))).toEqual(
    QUERY_CHANNELS.filter((channel) => !kept.includes(channel)),
  );
});

it('assumptions read themselves and what they are worked into again', async () => {
  const assumptions = await running.value('assumptions:get');
  expect(await touchedBy(() => running.value('assumptions:set', { connectionId: null, assumptions }))).toEqual([
    'app:state',
    'overview:get',
    'recommendations:list',
    'assumptions:get',
    'report:preview',
    'assistant:preview',
    'assistant:wording',
  ]);
});

it('leaving the sample reads everything again, and no topic is told that the window does not know', async () => {
  expect(await touchedBy(() => running.value('sample:leave'))).toEqual(QUERY_CHANNELS);
  for (const topics of heard) {
    expect(events.changed.safeParse({ topics }).success).toBe(true);
  }
});
