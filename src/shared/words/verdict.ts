import { classOf } from '#shared/core/standing/at-limit';
import { rankOf, stepOf } from '#shared/core/standing/order';
import type { FailureCode } from '#shared/domain/failure';
import type { Instant } from '#shared/domain/instant';
import type { Standing } from '#shared/domain/standing';
import { formatAge } from '../format/duration';
import { formatList } from '../format/list';
import { counted } from '../format/plural';
import { applies, namesOf } from './names';
import { dayWords } from './reader';
import { percentWords, type Reader, standingHeadline, standingSentence, usedWords, whenShort } from './standing';

export { applies } from './names';

/** The first sentence on every surface: which limit is first and how it stands, or why nothing can be said. */
export interface VerdictWords {
  readonly tone: 'clear' | 'watch' | 'warning' | 'critical' | 'learning' | 'stale' | 'empty';
  /** No full stop: `Redis storage reaches its limit in about 5 days`. */
  readonly headline: string;
  /** The proof, in whole sentences. */
  readonly sentence: string;
  /** `act this week`; empty where nothing has to be done. */
  readonly urgency: string;
  /** The limit that it is about; null where it is about none. */
  readonly key: string | null;
  /** How many other limits are reached, or as likely as not within 30 days. */
  readonly others: number;
  /** Why nothing can be said; null where something can. */
  readonly empty: 'no-account' | 'unread' | 'refused' | 'no-limit' | null;
}

/** What a verdict is made from. */
export interface VerdictInput {
  /** In the one order, as `readStandings` answers them. */
  readonly list: readonly Standing[];
  /** How many accounts are connected. */
  readonly connections: number;
  readonly reader: Reader;
}

/** True where something was read, and there is a limit to hold it against. */
export function isKnown({ used, percent }: Pick<Standing, 'used' | 'percent'>): boolean {
  return used !== null && percent !== null;
}

/** True where anything at all is known of how limits stand: without it no surface says good news. */
export function anyKnown(list: readonly Standing[]): boolean {
  return list.some(isKnown);
}

/** True where what was read last is too old to say anything of now. */
function isOld({ outlook }: Pick<Standing, 'outlook'>): boolean {
  return outlook.state === 'none' && outlook.why === 'stale';
}

/**
 * Which accounts were last read so long ago that nothing of them says how they stand now: that they are quiet is no good
 * news. `all`: there is no other. `text`: `Vercel was last read 9 days ago.`; empty where there are none.
 */
export function oldAccounts(
  list: readonly Standing[],
  { now }: Pick<Reader, 'now'>,
): { readonly text: string; readonly titles: readonly string[]; readonly asOf: Instant; readonly all: boolean } {
  const known = list.filter((one) => isKnown(one) && one.scope.kind !== 'everything');
  const titles = [...new Set(known.map(({ connectionTitle }) => connectionTitle ?? ''))];
  const old = titles.filter((title) => known.every((one) => one.connectionTitle !== title || isOld(one)));
  const times = known.flatMap(({ connectionTitle, asOf }) =>
    asOf !== null && old.includes(connectionTitle ?? '') ? [asOf] : [],
  );
  const asOf = Math.max(0, ...times);
  const verb = old.length === 1 ? 'was' : 'were';
  return {
    titles: old,
    asOf,
    all: old.length > 0 && old.length === titles.length,
    text: old.length === 0 ? '' : `${formatList(old)} ${verb} last read ${formatAge(Math.max(0, now - asOf))}.`,
  };
}

/** The verdict: the words of the first of all limits. */
export function verdictWords({ list, connections, reader }: VerdictInput): VerdictWords {
  const first = list.find((standing) => applies(standing) && (isKnown(standing) || standing.enforcing !== null));
  if (first === undefined) {
    return withoutLimits(list, connections);
  }
  if (stepOf(first) !== 'rest') {
    return pressing(first, list, reader);
  }
  const limits = list.filter(applies);
  const known = limits.filter(isKnown);
  if (known.every(({ freshness }) => freshness.state === 'stale')) {
    return stale(known, reader);
  }
  return known.some(({ outlook }) => outlook.state === 'ready')
    ? clear(first, list, { reader, connections })
    : learning(first, list, { reader, connections });
}

function pressing(first: Standing, list: readonly Standing[], reader: Reader): VerdictWords {
  const others = list.filter((one) => one !== first && applies(one) && AHEAD.includes(stepOf(one)));
  const name = namesOf(list).get(first.key);
  return {
    tone: toneOf(first),
    headline: standingHeadline(first, reader, name),
    sentence: standingSentence(first, reader),
    urgency: urgencyOf(first),
    key: first.key,
    others: others.length,
    empty: null,
  };
}

const AHEAD: readonly string[] = ['now', 'within-7', 'within-30'];

function toneOf(first: Standing): VerdictWords['tone'] {
  if (first.enforcing !== null) {
    return 'critical';
  }
  switch (first.severity) {
    case 'over':
    case 'critical':
      return 'critical';
    case 'warning':
      return 'warning';
    default:
      return 'watch';
  }
}

/** What only costs money or informs is less urgent by as much as it stands later in the order. */
function urgencyOf(first: Standing): string {
  switch (rankOf(first)) {
    case 0:
      return 'act now';
    case 1:
      return 'act this week';
    default:
      return first.severity === 'critical' && classOf(first.atLimit) === 'stops'
        ? 'act this week'
        : 'keep an eye on it';
  }
}

type Around = Pick<VerdictInput, 'reader' | 'connections'>;

function clear(first: Standing, list: readonly Standing[], { reader, connections }: Around): VerdictWords {
  const name = namesOf(list).get(first.key) ?? first.title;
  const limits = list.filter(applies);
  const old = oldAccounts(list, reader);
  const learning = limits.filter((one) => isKnown(one) && one.outlook.state !== 'ready').length;
  const unread = limits.filter((one) => !isKnown(one)).length;
  const sentences = [
    `The first is ${name}: ${usedWords(first)}, ${percentWords({ ...first, atLeast: false })}, ${whenShort(first, reader)}.`,
    learning === 0 ? '' : `${counted(learning, 'limit')} cannot be forecast yet.`,
    unread === 0 ? '' : `${counted(unread, 'limit')} could not be read.`,
    unreadAccounts(list, connections),
    unchosenPlans(list),
  ];
  if (old.titles.length > 0) {
    const age = formatAge(Math.max(0, reader.now - old.asOf));
    return quiet(
      'stale',
      `As of ${age} for ${formatList(old.titles)}: nothing was read there since`,
      sentences,
      first.key,
    );
  }
  return quiet('clear', 'All clear: nothing reaches a limit in the next 30 days', sentences, first.key);
}

/** Accounts of which nothing at all was read: of them there is no good news. Empty where there are none. */
function unreadAccounts(list: readonly Standing[], connections: number): string {
  const read = list.flatMap(({ scope, used }) =>
    scope.kind === 'everything' || used === null ? [] : [scope.connectionId],
  );
  const unread = connections - new Set(read).size;
  return unread <= 0 ? '' : `Of ${counted(unread, 'account')} nothing was read yet.`;
}

/** Accounts whose plan nobody told: what is missing in a list of limits is no good news. Empty where there are none. */
export function unchosenPlans(list: readonly Standing[]): string {
  const titles = list.flatMap(({ outlook, connectionTitle }) =>
    outlook.state === 'none' && outlook.why === 'plan-unknown' && connectionTitle !== null ? [connectionTitle] : [],
  );
  const accounts = [...new Set(titles)];
  const [one, limits] = accounts.length === 1 ? ['plan', 'its'] : ['plans', 'their'];
  return accounts.length === 0
    ? ''
    : `The ${one} of ${formatList(accounts)} ${accounts.length === 1 ? 'is' : 'are'} not chosen: some of ${limits} limits are not known.`;
}

function learning(first: Standing, list: readonly Standing[], { reader, connections }: Around): VerdictWords {
  const untils = list
    .filter(applies)
    .flatMap(({ outlook }) => (outlook.state === 'learning' && outlook.until !== null ? [outlook.until] : []));
  const name = namesOf(list).get(first.key) ?? first.title;
  const from = untils.length === 0 ? '' : `Known from ${dayWords(Math.min(...untils), reader)} on.`;
  const level = `So far ${name} is the first: ${usedWords(first)}, ${percentWords({ ...first, atLeast: false })}.`;
  const sentences = [level, from, unreadAccounts(list, connections), unchosenPlans(list)];
  return quiet('learning', 'Too early to tell which limit comes next', sentences, first.key);
}

function stale(known: readonly Standing[], { now }: Reader): VerdictWords {
  const newest = Math.max(...known.map(({ asOf }) => asOf ?? 0));
  return quiet('stale', `As of ${formatAge(Math.max(0, now - newest))}: nothing was read since`, [
    'Collect now, or see what failed in the list of sources.',
  ]);
}

/** No limit is known to stand anywhere: that is never told as good news. */
function withoutLimits(list: readonly Standing[], connections: number): VerdictWords {
  if (connections === 0) {
    return nothing('no-account', 'No account is connected', 'Connect one, and you read here which limit comes next.');
  }
  if (list.some(({ used }) => used !== null)) {
    const sentence = 'Set one on the page of limits, and you read here when it is reached.';
    return nothing('no-limit', 'No limit is known', sentence);
  }
  const reasons = new Map<string | null, string>();
  for (const { freshness, connectionTitle } of list) {
    if (freshness.state === 'never' && freshness.reason !== null && freshness.reason !== 'not-on-plan') {
      reasons.set(connectionTitle, whyUnread(freshness.reason, connectionTitle));
    }
  }
  return reasons.size === 0
    ? nothing('unread', 'Nothing was read yet', 'The first collection fills this page in.')
    : nothing('refused', 'Nothing could be read', [...reasons.values()].join(' '));
}

function nothing(empty: NonNullable<VerdictWords['empty']>, headline: string, sentence: string): VerdictWords {
  return { ...quiet('empty', headline, [sentence]), empty };
}

function whyUnread(reason: FailureCode, connectionTitle: string | null): string {
  const whose = connectionTitle === null ? '' : ` of ${connectionTitle}`;
  switch (reason) {
    case 'invalid-credential':
    case 'credential-expired':
    case 'wrong-credential-kind':
      return `The token${whose} was refused: give a new one in the settings.`;
    case 'not-permitted':
      return `The token${whose} may not read any usage.`;
    case 'unreachable':
    case 'timeout':
      return `The provider${whose} was not reached.`;
    default:
      return `The provider${whose} gave no answer that could be read.`;
  }
}

function quiet(
  tone: VerdictWords['tone'],
  headline: string,
  sentences: readonly string[],
  key: string | null = null,
): VerdictWords {
  const sentence = sentences.filter((one) => one !== '').join(' ');
  return { tone, headline, sentence, urgency: '', key, others: 0, empty: null };
}
