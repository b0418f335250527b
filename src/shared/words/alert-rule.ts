import type { AlertCondition } from '#shared/domain/alert-condition';
import type { AlertRules } from '#shared/domain/alert-rule';
import { formatSpan } from '#shared/format/duration';
import { formatProbability } from '#shared/format/percent';
import { counted } from '#shared/format/plural';
import { formatNumber } from '#shared/format/quantity';

/** A rule in words, with its figures: `Tell me when a budget is at 50, 75 or 100 %, …` */
export function ruleSentence(condition: AlertCondition, rules: AlertRules): string {
  switch (condition) {
    case 'limit':
      return `Tell me when a limit is past its warning or critical mark, is enforced, or is expected within ${counted(rules.forecast.withinDays, 'day')} with at least ${formatProbability(rules.forecast.probability)}.`;
    case 'budget':
      return `Tell me when a budget is at ${listed(rules.budget.marks)} %${rules.budget.projected ? ', or is expected to be passed' : ''}.`;
    case 'rate':
      return `Tell me when a meter runs at more than ${formatNumber(rules.rate.times)} times what is usual at this hour of the week, and clearly above its own record.`;
    case 'spend-rate':
      return `Tell me when money is spent at more than ${formatNumber(rules.rate.times)} times what is usual at this hour of the week.`;
    case 'unexpected':
      return rules.expectsNone.length === 0
        ? 'Tell me of any use of a project that is marked "expects none". None is marked.'
        : `Tell me of any use of ${counted(rules.expectsNone.length, 'project')} marked "expects none".`;
    case 'stop':
      return 'Tell me when a provider stops an account or a store.';
    case 'stale':
      return `Tell me when a source has said nothing for ${formatSpan(rules.stale.afterMinutes * 60)}.`;
    case 'network':
      return 'Tell me once when no source can be reached at all.';
    case 'token':
      return `Tell me ${counted(rules.token.warningDays, 'day')} and ${counted(rules.token.criticalDays, 'day')} before a token ends, and when one is refused.`;
    case 'price':
      return 'Tell me when a price of a plan that I use changes.';
    case 'deployment':
      return 'Tell me when a meter runs clearly higher since a deployment.';
    case 'silence':
      return rules.silence.meters.length === 0
        ? 'Tell me when use stops, for the meters that I choose. None is chosen.'
        : `Tell me when ${counted(rules.silence.meters.length, 'meter')} that I chose had no use for ${counted(rules.silence.hours, 'hour')}.`;
    case 'reset':
      return chosen('a window begins anew', rules.notices.reset.length);
    case 'back':
      return chosen('what was refused works again', rules.notices.back.length);
  }
}

function chosen(what: string, count: number): string {
  const of = count === 0 ? 'None is chosen.' : `${counted(count, 'limit')} ${count === 1 ? 'is' : 'are'} chosen.`;
  return `Tell me when ${what}, for the limits that I choose. ${of}`;
}

/** `50, 75 or 100` */
function listed(values: readonly number[]): string {
  const texts = values.map(formatNumber);
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} or ${last}`;
}
