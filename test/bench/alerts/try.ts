import { AlertBook } from '#shared/core/alerts/alert-book';
import { drill } from '#shared/core/alerts/drill';
import { INCIDENTS } from '#shared/core/alerts/incidents';
import { ReplayedMeter, replayMeters } from '#shared/core/alerts/replay';
import { DAY, HOUR } from '#shared/domain/instant';
import { NOW, quietAccount } from './made-up-account';

export function runTry() {
  const seeds = Number(process.env.SEEDS ?? 3);
  for (const incident of INCIDENTS) {
    const line = [];
    for (let seed = 1; seed <= seeds; seed += 1) {
      const r = drill(quietAccount(seed), incident);
      line.push(
        `${r.minutesToAlarm}/${r.minutesAfterFirstReading} ${r.alarm?.meterKey.split('/').slice(1).join('_')} ${r.alarm?.severity}`,
      );
    }
    console.log(incident.id.padEnd(28), line.join(' | '));
  }
  const t = Date.now();
  for (let seed = 1; seed <= seeds; seed += 1) {
    const account = quietAccount(seed);
    const range = { start: NOW - 92 * DAY, end: NOW };
    const every = HOUR;
    const meters = account.meters.map(
      (m) => new ReplayedMeter(m, { rules: account.rules, every, learnEvery: DAY }, range),
    );
    const steps = replayMeters(meters, new AlertBook(), { start: NOW - 60 * DAY, end: NOW, every }).filter(
      ({ event }) => event.tells && event.kind !== 'resolved',
    );
    console.log(
      seed,
      steps.map(
        ({ alert, event }) =>
          `${alert.key} ${event.kind} ${Math.round(event.percent)} ${JSON.stringify(event.reason).slice(0, 90)}`,
      ),
    );
  }
  console.log(Date.now() - t, 'ms');
  return { missed: [] };
}
