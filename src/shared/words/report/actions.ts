import { formatInstant } from '#shared/core/calendar/calendar';
import type { Advice } from '#shared/domain/recommendation';
import type { ReportFigure, ReportRow, ReportSection } from '#shared/domain/report';
import { formatWeekday } from '../../format/date';
import type { RecommendationView } from '../../ipc/recommendations';
import type { Reader } from '../reader';
import { hoursWords } from '../roi';
import { isReached, whenShort } from '../standing';
import { headsOf } from './costs';
import { figure, words } from './figure';
import type { ReportGround } from './ground';

/** What waits for a decision or for its work, snoozed ones apart. */
export function isWaiting({ status, snoozedUntil }: RecommendationView, now: number): boolean {
  const open = status === 'PENDING' || status === 'REVIEWED' || status === 'APPROVED';
  return open && (snoozedUntil === null || snoozedUntil <= now);
}

/** What to do, by when, by whom, and where. */
export function actionsSection(ground: ReportGround): ReportSection {
  const { recommendations, doing, reader, period } = ground;
  if (period.closed) {
    // What was to be done then is done, or stands in the report of now.
    return { id: 'actions', title: 'What to do', blocks: [] };
  }
  const open = recommendations.items.filter((one) => isWaiting(one, reader.now));
  const rows = open.map((one): ReportRow => {
    const id = (name: string) => `actions.${one.id}.${name}`;
    const { url = null, work = null } = doing.get(one.id) ?? {};
    return {
      title: one.title,
      cells: [
        deadline(one, id('by'), reader),
        words(id('who'), 'By whom', work === null ? '' : DOERS[work.who]),
        words(id('work'), 'It takes', work === null ? '' : hoursWords(work.hours)),
        words(id('effect'), 'Effect', one.effect),
        words(id('where'), 'Where', url === null ? '' : 'open the page', { link: url }),
      ],
    };
  });
  return {
    id: 'actions',
    title: 'What to do',
    blocks:
      rows.length === 0
        ? [{ kind: 'text', text: quietText(ground) }]
        : [
            { kind: 'table', title: '', heads: headsOf('What', rows), rows },
            { kind: 'text', text: `${recommendations.together.text}.` },
          ],
  };
}

/** That there is nothing to do is good news only where something is known, it is not old, and nothing is to be looked at. */
function quietText({ recommendations: { known, old }, alerts, overview }: ReportGround): string {
  const [first] = alerts.firing;
  if (first !== undefined && ['warning', 'critical'].includes(overview.verdict.tone)) {
    return `No recommendation is open; look at this first. ${first.title}: ${first.sentence}`;
  }
  if (!known) {
    return 'Nothing waits for a decision: no limit could be read.';
  }
  return old === '' ? 'Nothing waits for a decision.' : `Nothing waits for a decision by what was read last. ${old}`;
}

const DOERS: Readonly<Record<Advice['work']['who'], string>> = {
  'account-owner': 'the account’s owner',
  developer: 'a developer',
};

/** The first day on which its limit may be reached: what is done before it comes in time in 9 of 10 cases. */
function deadline({ standing, aim }: RecommendationView, id: string, reader: Reader): ReportFigure {
  const none = { value: null, unit: 'date-time' };
  if (standing === null) {
    return figure(
      id,
      'By when',
      { ...none, text: 'no date' },
      { note: aim === 'saving' ? 'each month without it costs' : '' },
    );
  }
  const note = whenShort(standing, reader);
  if (isReached(standing)) {
    return figure(id, 'By when', { value: formatInstant(reader.now), unit: 'date-time', text: 'now' }, { note });
  }
  const { expected } = standing;
  const first = expected?.q50 == null ? null : Math.max(reader.now, expected.q10 ?? expected.q50);
  return first === null
    ? figure(id, 'By when', { ...none, text: 'no date' }, { note })
    : figure(
        id,
        'By when',
        { value: formatInstant(Math.round(first)), unit: 'date-time', text: formatWeekday(first, reader.zone) },
        { note },
      );
}
