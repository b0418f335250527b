import type { Alert, AlertFinding } from '#shared/domain/alert';
import type { Instant } from '#shared/domain/instant';
import { formatDate, formatDateTime } from '#shared/format/date';
import { formatSpan } from '#shared/format/duration';
import { formatPercent, formatProbability } from '#shared/format/percent';
import { verbFor } from '#shared/format/plural';
import { formatQuantity } from '#shared/format/quantity';

/** What an alert says to a person: what, how much and since when, what happens if nothing is done, the one thing to do. */
export interface FindingWords {
  /** Without a period. */
  readonly title: string;
  readonly sentence: string;
  readonly consequence: string;
  readonly action: string;
}

/** What a finding is about. `name`: the metric or account as a person reads it. */
export interface FindingSubject extends Pick<Alert, 'value' | 'limit' | 'percent' | 'unit' | 'activeAt'> {
  readonly name: string;
}

/** The words of what a condition has found, from its codes and figures. */
export function findingWords(finding: AlertFinding, subject: FindingSubject): FindingWords {
  const { name, unit, value, limit } = subject;
  const since = sinceSentence(subject.activeAt);
  switch (finding.code) {
    case 'enforced':
      return {
        title: `${name}: the limit is enforced`,
        sentence:
          finding.since === null
            ? 'The provider enforces the limit now.'
            : `The provider has enforced the limit since ${formatDateTime(finding.since)}.`,
        consequence: 'What is above the limit is refused until the window begins anew or the limit is raised.',
        action: 'Raise the limit at the provider, or use less.',
      };
    case 'projected-above': {
      const when = finding.at === null ? '' : `, around ${formatDate(finding.at)}`;
      const chance = finding.probability === null ? '' : ` (${formatProbability(finding.probability)})`;
      return {
        title: `${name} ${verbFor(name, 'is', 'are')} expected to be passed`,
        sentence: `${formatQuantity(value, unit)} of ${formatQuantity(limit, unit)} are spent. It is likely to be passed before the period ends${chance}${when}.`,
        consequence: 'The period ends above the budget.',
        action: 'Look at what the money goes to, or raise the budget.',
      };
    }
    case 'above-usual':
      return aboveUsual(finding, subject, since);
    case 'unexpected-use':
      return {
        title: `${finding.project}: use where none is expected`,
        sentence: `${name}: ${formatQuantity(value, unit)}. ${since}`,
        consequence: 'It goes on, and is charged like any other use.',
        action: `See who uses ${finding.project}, and protect or delete it.`,
      };
    case 'silent':
      return {
        title:
          finding.part === undefined
            ? `${finding.source} says nothing any more`
            : `${finding.part} of ${finding.source} is not read any more`,
        sentence:
          finding.lastGoodAt === null
            ? 'It has not answered yet.'
            : `It last answered ${formatDateTime(finding.lastGoodAt)}, ${formatSpan(subject.value * 60)} ago.`,
        consequence:
          finding.part === undefined
            ? 'Its limits and costs are as old as that: what happens meanwhile is not seen.'
            : 'What it feeds is as old as that, whatever else is read: what happens meanwhile is not seen.',
        action: 'Test the connection in Settings.',
      };
    case 'no-network':
      return {
        title: 'No source can be reached from this computer',
        sentence: `None of ${finding.sources} sources can be reached. ${since}`,
        consequence: 'Nothing is watched until there is a way out again.',
        action: 'Check the network of this computer.',
      };
    case 'token-expires':
      return {
        title: `The token of ${finding.account} ends soon`,
        sentence: `It ends ${formatDateTime(finding.at)}.`,
        consequence: 'From then on this account is not watched.',
        action: 'Make a new token and paste it in Settings.',
      };
    case 'token-refused':
      return {
        title: `The token of ${finding.account} is refused`,
        sentence: `The provider does not take it: it has ended or was revoked. ${since}`,
        consequence: 'This account is not watched.',
        action: 'Make a new token and paste it in Settings.',
      };
    case 'price-changed':
      return {
        title: `${finding.what || name}: the price changes`,
        sentence: `From ${finding.from} to ${finding.to} ${finding.currency} on ${formatDate(finding.on)}.`,
        consequence: 'Forecasts of costs use the new price from that day on.',
        action: 'See in Costs what it changes for you.',
      };
    case 'changed-after-deployment':
      return {
        title: `${name} changed after a deployment`,
        sentence: `${formatQuantity(finding.perHour, unit)} an hour, before ${formatQuantity(finding.before, unit)}, since the deployment of ${finding.deployment} on ${formatDateTime(finding.at)}.`,
        consequence: 'It goes on like this until the next deployment.',
        action: `Look at what the deployment of ${finding.deployment} changed, or roll it back.`,
      };
    case 'use-stopped':
      return {
        title: `${name}: no use any more`,
        sentence: `None since ${formatDateTime(finding.since)}, usually ${formatQuantity(finding.usual, unit)} an hour.`,
        consequence: 'Something that used it may have stopped working.',
        action: 'Check the job or service behind it.',
      };
    case 'window-began':
      return {
        title: `${name}: a new window has begun`,
        sentence: 'Use counts from zero again.',
        consequence: '',
        action: '',
      };
    case 'works-again':
      return { title: `${name} works again`, sentence: 'It is no longer refused.', consequence: '', action: '' };
  }
}

type AboveUsual = Extract<AlertFinding, { readonly code: 'above-usual' }>;

/** Since when it is, for those who hear of it later or elsewhere. */
export function sinceSentence(at: Instant): string {
  return `Since ${formatDateTime(at)}.`;
}

function usuallyWords({ usual, by }: Pick<AboveUsual, 'usual' | 'by'>, unit: string): string {
  if (usual === null || by === 'floor') {
    return 'There is too little history to compare it with; at this rate the limit lasts no day.';
  }
  const amount = formatQuantity(usual, unit);
  if (by === 'record') {
    return `It is used on few days, and ran at ${amount} an hour at most in four weeks.`;
  }
  return `Usually ${amount} at this hour of the ${by === 'hour-of-week' ? 'week' : 'day'}.`;
}

function aboveUsual(
  { perHour, usual, by, lag }: AboveUsual,
  { name, unit, percent }: FindingSubject,
  since: string,
): FindingWords {
  const compared = by === 'floor' ? '' : `, ${formatPercent(percent)} of what is still usual`;
  const late = lag === 0 ? '' : ` The provider tells it ${formatSpan(lag)} late.`;
  return {
    title: `${name} far above the usual`,
    sentence: `${formatQuantity(perHour, unit)} an hour${compared}. ${usuallyWords({ usual, by }, unit)} ${since}${late}`,
    consequence: 'It goes on at this rate, and is used up or charged accordingly.',
    action: `See in Usage who carries it, and stop it there.`,
  };
}
