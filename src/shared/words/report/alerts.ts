import { formatInstant } from '#shared/core/calendar/calendar';
import type { ReportBlock, ReportRow, ReportSection } from '#shared/domain/report';
import { formatDateTime } from '../../format/date';
import { counted } from '../../format/plural';
import { headsOf } from './costs';
import { count, figure, words } from './figure';
import type { AlertEventView, ReportGround } from './ground';

/** Steps that are told one by one. */
const MOST_STEPS = 20;
const MONTH = 30 * 86_400;

/** What fires, and what happened: of the month, or of the last 30 days. */
export function alertsSection({ alerts, reader, period }: ReportGround): ReportSection {
  const { firing, last30Days } = alerts;
  const history = period.closed ? alerts.history : alerts.history.filter(({ at }) => at >= reader.now - MONTH);
  const now: readonly ReportBlock[] = period.closed
    ? []
    : [
        firing.length === 0
          ? { kind: 'text', text: quietText(alerts) }
          : {
              kind: 'table',
              title: 'Firing now',
              ...tableOf(
                'Alert',
                firing.map((one) => firingRow(one, reader.zone)),
              ),
            },
        {
          kind: 'facts',
          title: 'The last 30 days',
          figures: [
            count('alerts.problems', 'Alerts', last30Days.problems),
            count('alerts.notifications', 'Messages sent', last30Days.notifications),
            count('alerts.held-back', 'Held back', last30Days.heldBack),
          ],
        },
      ];
  const rows = history.slice(0, MOST_STEPS).map((one) => stepRow(one, reader.zone));
  const rest = history.length - rows.length;
  const span = period.closed ? period.title : 'the last 30 days';
  return {
    id: 'alerts',
    title: 'Alerts',
    blocks: [
      ...now,
      rows.length === 0
        ? { kind: 'text', text: `No alert was raised or ended in ${span}.` }
        : { kind: 'table', title: `What happened in ${span}, newest first`, ...tableOf('Step', rows) },
      ...(rest <= 0
        ? []
        : [{ kind: 'text' as const, text: `${counted(rest, 'older step')} ${rest === 1 ? 'is' : 'are'} left out.` }]),
    ],
  };
}

/** That nothing fires is good news only where something is known, and it is not old. */
function quietText({ known, old }: ReportGround['alerts']): string {
  if (!known) {
    return 'Whether anything should fire is not known: no limit could be read.';
  }
  return old === '' ? 'Nothing fires now.' : `Nothing fires by what was read last. ${old}`;
}

function tableOf(first: string, rows: readonly ReportRow[]) {
  return { heads: headsOf(first, rows), rows };
}

function firingRow(
  { id, title, severity, activeAt, sentence }: ReportGround['alerts']['firing'][number],
  zone?: string,
): ReportRow {
  return {
    title,
    cells: [
      words(`alerts.firing.${id}.severity`, 'Severity', severity),
      figure(`alerts.firing.${id}.since`, 'Since', {
        value: formatInstant(activeAt),
        unit: 'date-time',
        text: formatDateTime(activeAt, zone),
      }),
      words(`alerts.firing.${id}.sentence`, 'What it says', sentence),
    ],
  };
}

function stepRow({ id, at, title, severity, sentence, deliveries }: AlertEventView, zone?: string): ReportRow {
  const told = deliveries.filter(({ outcome }) => outcome === 'shown').map(({ channelTitle }) => channelTitle);
  return {
    title,
    cells: [
      figure(`alerts.step.${id}.at`, 'When', {
        value: formatInstant(at),
        unit: 'date-time',
        text: formatDateTime(at, zone),
      }),
      words(`alerts.step.${id}.severity`, 'Severity', severity),
      words(`alerts.step.${id}.sentence`, 'What it said', sentence),
      words(`alerts.step.${id}.told`, 'Told by', [...new Set(told)].join(', ')),
    ],
  };
}
