import type { Standing } from '#shared/domain/standing';
import { formatDate } from '../format/date';
import { verbFor } from '../format/plural';
import { type Reader, sinceWords, TODAY } from './reader';
import { isDaily } from './window';

type AtLimitParts = Pick<
  Standing,
  'atLimit' | 'provider' | 'service' | 'unit' | 'title' | 'window' | 'scope' | 'projectTitle' | 'limitId'
>;

const ACTORS: Readonly<Record<string, string>> = {
  vercel: 'Vercel',
  redis: 'Redis',
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  'ai-gateway': 'Vercel AI Gateway',
};

/** Titles of metrics that another company than the store's own answers for. */
const COMPANIES = ['Neon', 'Upstash', 'Postgres'] as const;

/** Who does it: `Redis`, `Neon`, or `The provider` for one that no sentence knows. */
function actorOf({ provider, title }: Pick<Standing, 'provider' | 'title'>): string {
  return (
    COMPANIES.find((name) => title.startsWith(name)) ??
    ACTORS[provider] ??
    (provider === 'postgres' ? 'Postgres' : 'The provider')
  );
}

/** What happens at a limit, as a cell has room for it: `Refuses writes`, `Charged by use`, `Only told`. */
export function atLimitShort(standing: AtLimitParts): string {
  switch (standing.atLimit) {
    case 'reject':
      return `Refuses ${refused(standing)}`;
    case 'drop':
      return 'Data is lost';
    case 'offline':
      return 'Goes offline';
    case 'pause':
      return isMoney(standing) ? `Pauses ${paused(standing)}` : 'Is paused';
    case 'throttle':
      return 'Slows down';
    case 'bill':
      return 'Charged by use';
    case 'inform':
      return 'Only told';
    case 'none':
      return 'Nothing stops';
  }
}

/**
 * What happens at a limit that lies ahead, as a clause without a full stop: `Redis then refuses writes`,
 * `Vercel then charges for what is used beyond it`.
 */
export function atLimitAhead(standing: AtLimitParts, reader: Reader): string {
  const actor = actorOf(standing);
  switch (standing.atLimit) {
    case 'reject':
      return `${actor} then refuses ${refused(standing)}${untilWords(standing, reader)}`;
    case 'drop':
      return 'what comes then is lost';
    case 'offline':
      return `${actor} then stops all of it${untilWords(standing, reader)}`;
    case 'pause':
      return `${actor} then pauses ${paused(standing)}`;
    case 'throttle':
      return `${actor} then slows it down`;
    case 'bill':
      return isMoney(standing) ? 'further use is then charged' : `${actor} then charges for what is used beyond it`;
    case 'inform':
      return toldWords(standing);
    case 'none':
      return noneWords(standing);
  }
}

/** What happens at a limit that is reached, as a sentence without a full stop: `Redis refuses writes`. */
export function atLimitNow(standing: AtLimitParts & Pick<Standing, 'enforcing'>, reader: Reader): string {
  if (standing.enforcing !== null) {
    return enforcedWords(standing, standing.enforcing.since, reader);
  }
  const actor = actorOf(standing);
  switch (standing.atLimit) {
    case 'reject':
      return `${actor} refuses ${refused(standing)}${untilWords(standing, reader)}`;
    case 'drop':
      return 'What comes now is lost';
    case 'offline':
      return `${actor} stops all of it${untilWords(standing, reader)}`;
    case 'pause':
      return `${actor} pauses ${paused(standing)}`;
    case 'throttle':
      return `${actor} slows it down`;
    case 'bill':
      return 'Further use is charged';
    case 'inform':
      return capital(toldWords(standing));
    case 'none':
      return capital(noneWords(standing));
  }
}

/** Units of what can be deleted. */
const SIZES: readonly string[] = ['bytes', 'MB', 'GB', 'TB'];

/** The one thing to do about a limit that rings, as a whole sentence. */
export function limitAction({ atLimit, unit, window }: Pick<Standing, 'atLimit' | 'unit' | 'window'>): string {
  if (isMoney({ unit })) {
    return 'See in Costs what the money goes to.';
  }
  if (atLimit === 'bill' || atLimit === 'inform' || atLimit === 'none') {
    return 'See in Usage who carries it.';
  }
  return window.kind === 'moment' && SIZES.includes(unit)
    ? 'Delete what is not needed, or raise the limit.'
    : 'See in Usage who carries it and use less, or raise the limit.';
}

/** What is enforced, as a clause: `writes have been refused since 09:12`, `production is paused now`. */
export function enforcedClause(standing: AtLimitParts, since: number | null, reader: Reader): string {
  const is = (what: string) => (since === null ? verbFor(what, 'is', 'are') : `${verbFor(what, 'has', 'have')} been`);
  return `${enforcedWhat(standing, is)} ${enforcedFrom(standing, since, reader)}`;
}

function enforcedFrom({ window }: AtLimitParts, since: number | null, reader: Reader): string {
  const from = since === null ? 'now' : sinceWords(since, window, reader);
  return since === null || from === TODAY ? from : `since ${from}`;
}

function enforcedWhat(standing: AtLimitParts, is: (what: string) => string): string {
  switch (standing.atLimit) {
    case 'reject':
      return `${refused(standing)} ${is(refused(standing))} refused`;
    case 'drop':
      return `data ${is('data')} lost`;
    case 'throttle':
      return `it ${is('it')} slowed down`;
    case 'offline':
      return `it ${is('it')} offline`;
    case 'pause':
      return `${paused(standing)} ${is(paused(standing))} paused`;
    default:
      return `further use ${is('use')} charged`;
  }
}

function enforcedWords(standing: AtLimitParts, since: number | null, reader: Reader): string {
  return capital(enforcedClause(standing, since, reader));
}

/** What is refused: the word for what is counted, or for what fills a level. */
function refused({ unit, window, provider }: Pick<Standing, 'unit' | 'window' | 'provider'>): string {
  if (provider === 'redis' && /^[A-Z]{3}$/.test(unit)) {
    return 'commands';
  }
  switch (unit) {
    case 'connections':
      return 'new connections';
    case 'commands':
      return 'commands';
    case 'minutes':
      return 'builds';
    case 'bytes':
    case 'MB':
    case 'GB':
    case 'percent':
      return window.kind === 'moment' ? 'writes' : 'requests';
    default:
      return 'requests';
  }
}

function paused(standing: AtLimitParts): string {
  if (standing.projectTitle !== null) {
    return `the project ${standing.projectTitle}`;
  }
  if (standing.service === 'ACCOUNT') {
    return 'the account';
  }
  return isMoney(standing) && standing.provider === 'vercel' ? 'production' : 'the account or the feature';
}

function toldWords({ limitId, provider, title }: AtLimitParts): string {
  return limitId === 'own' ? 'nothing stops there, you are told' : `${actorOf({ provider, title })} only tells`;
}

function noneWords({ provider, window }: AtLimitParts): string {
  return provider === 'redis' && window.kind === 'moment'
    ? 'nothing stops there, old keys make room for new ones'
    : 'nothing stops there';
}

/** Until when it lasts, where the window begins anew: ` until the day ends`, ` until 1 Dec`. */
function untilWords({ window }: Pick<Standing, 'window'>, { now }: Reader): string {
  if (window.kind !== 'fixed' || window.resetsAt === null || window.resetsAt <= now) {
    return '';
  }
  return isDaily(window) ? ' until the day ends' : ` until ${formatDate(window.resetsAt, window.zone)}`;
}

function isMoney({ unit }: Pick<Standing, 'unit'>): boolean {
  return /^[A-Z]{3}$/.test(unit);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
