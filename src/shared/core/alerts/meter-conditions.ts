import type { AlertReason } from '#shared/domain/alert';
import type { AlertRules } from '#shared/domain/alert-rule';
import { DAY, HOUR, MINUTE } from '#shared/domain/instant';
import type { Deployment } from '#shared/domain/project';
import type { AlertPatience, Degree, Observation } from './alert-transition';
import { usedBetween } from './meter';
import { leastOf, type MeterReading } from './rate-condition';
import { isUsuallySilent, usualBetween } from './usual';

const AT_ONCE: AlertPatience = { holdFor: 0, confirm: 0, recover: 4 };
const SECOND_READING: AlertPatience = { holdFor: 0, confirm: 1, recover: 4 };

/** The parts that every condition on a meter has alike. */
function aboutMeter(
  { meterKey, connectionId, projectId, service, metric, unit, meter }: MeterReading,
  kind: Observation['condition'],
  subject = meterKey,
) {
  const identity = { connectionId, projectId, service, metric, limitId: '', unit, isWindowed: false };
  return { key: `${kind}:${subject}`, condition: kind, ...identity, at: meter.times.at(-1) ?? null };
}

function warning(reason: AlertReason): Degree {
  return { rung: 1, severity: 'warning', basis: 'level', voice: 1, reason };
}

/** Any use within the last hour of a project that is marked "expects none"; over after a day without any. */
export function observeUnexpected(reading: MeterReading, project: string): Observation {
  const about = aboutMeter(reading, 'unexpected');
  const used = about.at === null ? null : usedBetween(reading.meter, about.at - HOUR, about.at);
  const today = about.at === null ? null : usedBetween(reading.meter, about.at - DAY, about.at);
  const degree = warning({ code: 'unexpected-use', project });
  return {
    ...about,
    known: used === null ? null : { percent: used > 0 ? 100 : 0, value: used, limit: 0 },
    degree: used !== null && used > 0 ? degree : null,
    held: () => (today === null || today > 0 ? degree : null),
    patience: AT_ONCE,
    recovered: () => ({ code: 'none-again' }),
  };
}

/** No use for so long of a meter that usually has some at these hours, where the user wants to hear of that. */
export function observeSilence(reading: MeterReading, { silence }: Pick<AlertRules, 'silence'>): Observation {
  const about = aboutMeter(reading, 'silence');
  const from = about.at === null ? null : about.at - silence.hours * HOUR;
  const used = about.at === null || from === null ? null : usedBetween(reading.meter, from, about.at);
  // Of what is used on few days no use is news.
  const learned = reading.usual?.isSeldom ? null : reading.usual;
  const usual =
    learned === null || about.at === null || from === null
      ? null
      : usualBetween(learned, from, about.at) / silence.hours;
  const isAwaited = learned !== null && about.at !== null && from !== null && !isUsuallySilent(learned, from, about.at);
  const stopped =
    used === 0 && usual !== null && from !== null ? warning({ code: 'use-stopped', since: from, usual }) : null;
  return {
    ...about,
    known: used === null || usual === null ? null : { percent: used > 0 ? 100 : 0, value: used, limit: usual },
    degree: isAwaited ? stopped : null,
    // What is silent goes on being so through hours in which nothing is usual.
    held: () => stopped,
    patience: { ...AT_ONCE, recover: 1 },
    recovered: () => ({ code: 'use-again' }),
  };
}

/** A rate that changes within so long after a deployment is put down to it, and after so long it is what is usual now. */
const AFTER_DEPLOYMENT = 6 * HOUR;
const SETTLED = DAY;
/** Less than this says nothing yet. */
const LEAST_AFTER = 30 * MINUTE;
const TIMES = 1.8;
const ABOVE_RECORD = 1.15;

/**
 * A meter that runs higher since a deployment than before it: less is asked of it than of a rate out of the blue, since
 * there is a cause. Null where the deployment is too long ago to begin anything, or too young to tell.
 */
export function observeDeployment(reading: MeterReading, deployment: Deployment, isOpen: boolean): Observation | null {
  const { deploymentId, readyAt, createdAt, name } = deployment;
  const about = aboutMeter(reading, 'deployment', `${reading.meterKey}@${deploymentId}`);
  const since = (readyAt ?? createdAt) + reading.lag;
  const end = about.at;
  if (
    end === null ||
    reading.usual === null ||
    reading.usual.isSeldom ||
    end - since < LEAST_AFTER ||
    (!isOpen && end - since > AFTER_DEPLOYMENT)
  ) {
    return null;
  }
  const from = Math.max(since, end - AFTER_DEPLOYMENT);
  const hours = (end - from) / HOUR;
  const used = usedBetween(reading.meter, from, end);
  const before = usualBetween(reading.usual, from - reading.lag, end - reading.lag) / hours;
  const mark = before * Math.max(TIMES, reading.usual.record[hours < 3 ? 1 : 6] * ABOVE_RECORD);
  const least = leastOf(reading, hours);
  const perHour = used === null ? null : used / hours;
  const degree = warning({
    code: 'changed-after-deployment',
    deployment: name,
    at: readyAt ?? createdAt,
    perHour: perHour ?? 0,
    before,
  });
  const isAbove = (share: number) => perHour !== null && perHour >= share * Math.max(mark, least);
  return {
    ...about,
    known: perHour === null || mark <= 0 ? null : { percent: (100 * perHour) / mark, value: perHour, limit: mark },
    degree: isAbove(1) && end - since <= AFTER_DEPLOYMENT ? degree : null,
    held: () => (isAbove(0.7) && end - since <= SETTLED ? degree : null),
    patience: SECOND_READING,
    recovered: () => ({ code: 'usual-again' }),
    toldAs: reading.toldAs,
  };
}
