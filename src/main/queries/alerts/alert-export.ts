import { stringify } from 'csv-stringify/sync';
import { formatInstant } from '#shared/core/calendar/calendar';
import { csvText } from '#shared/format/csv-cell';
import type { PricedParts } from '../read-parts';
import { type AlertEventView, readAlerts } from './alert-views';

const HEAD = [
  ...['at', 'alert', 'step', 'severity', 'metric', 'title', 'sentence'],
  ...['channel', 'told at', 'outcome', 'reason'],
];

/** The history as CSV with a header: a row for each try to tell of a step, and one for a step that nobody was told of. */
export async function alertsCsv(parts: PricedParts): Promise<string> {
  const rows = (await readAlerts(parts)).history.flatMap((event) => {
    const about = aboutOf(event);
    const told = event.deliveries.map((one) => [one.channelTitle, formatInstant(one.at), one.outcome, one.reason]);
    return (told.length === 0 ? [['', '', '', '']] : told).map((delivery) => [...about, ...delivery]);
  });
  return stringify([HEAD, ...rows], { cast: { string: csvText } });
}

function aboutOf({ at, alertId, kind, severity, metricKey, title, sentence }: AlertEventView) {
  return [formatInstant(at), alertId, kind, severity, metricKey, title, sentence];
}

/** The same as JSON: a list of steps, each with who was told. */
export async function alertsJson(parts: PricedParts): Promise<string> {
  const steps = (await readAlerts(parts)).history.map((event) => ({
    at: formatInstant(event.at),
    alert: event.alertId,
    step: event.kind,
    severity: event.severity,
    metric: event.metricKey,
    title: event.title,
    sentence: event.sentence,
    told: event.deliveries.map(({ channel, channelTitle, at, outcome, reason }) => ({
      ...{ channel, title: channelTitle, at: formatInstant(at), outcome, reason },
    })),
  }));
  return `${JSON.stringify(steps, null, 2)}\n`;
}
