import type { Figure, Role } from './figure';
import type { KnownNumber } from './known';
import type { Token } from './tokens';

const CHANCE_BEHIND =
  /^(?:an? )?(?:chance|probability|probable|likel(?:y|ihood)|odds|certain(?:ty)?|sure|confiden(?:t|ce)|risk)\b/;
const CHANCE_BEFORE =
  /\b(?:chances?|probability|likelihood|odds|confidence|risk)(?: (?:of|is|are|at|stands|about|roughly|around|nearly|over|under|only|just|a|an|the|this|that|it|=|:))* ?$/;
const CHANGE_BEHIND =
  /^(?:too (?:high|low|much|many|little|expensive|dear)|less|more|cheaper|higher|lower|faster|slower|dearer|fewer|larger|smaller|bigger|quicker|greater|increase|decrease|rise|drop|saving|savings|off|discount|cut|reduction|growth|jump|decline|uplift|could be (?:saved|cut)|can be (?:saved|cut))\b/;
const CHANGE_BEFORE =
  /\b(?:sav(?:e|es|ed|ing|ings)|cheaper|rose|risen|rises|fell|fallen|falls|grew|grown|grows|jump(?:s|ed)?|dropp?(?:s|ed)?|climb(?:s|ed)|increas(?:e|es|ed)|decreas(?:e|es|ed)|reduc(?:e|es|ed|tion)|cuts?|growth|discount|declin(?:e|es|ed)|shr(?:ank|unk|inks))(?: (?:of|by|is|are|was|were|you|about|roughly|around|nearly|over|only|just|another|some|it|them|costs?|up to))* ?$/;
/** Keys of what tells a change. */
const CHANGE_KEY =
  /chang|grow|sav|gain|delta|diff|increas|decreas|reduc|discount|rise|drop|trend|margin|excess|payback|roi/i;
const CHANCE_KEY = /probab|chance|likel|odds|confiden|within\d|beforeReset|risk|certain|coverage/i;

/** What a sentence says a percentage to be; null where it does not say. */
export function roleOf(
  tokens: readonly Token[],
  { from, to, unit }: Pick<Figure, 'from' | 'to' | 'unit'>,
): Role | null {
  if (unit?.family !== 'percent') {
    return null;
  }
  const behind = wordsOf(tokens.slice(to, to + 4));
  const before = wordsOf(tokens.slice(Math.max(0, from - 5), from));
  if (CHANCE_BEHIND.test(behind) || CHANCE_BEFORE.test(before)) {
    return 'chance';
  }
  return CHANGE_BEHIND.test(behind) || CHANGE_BEFORE.test(before) ? 'change' : null;
}

/** True for a known number that may be told in this role: how full something is is no saving, a share is no chance. */
export function hasRole({ role, pointer, key }: KnownNumber, said: Role | null): boolean {
  if (said === null) {
    return true;
  }
  if (key === 'text') {
    return role === said;
  }
  const isChance = CHANCE_KEY.test(pointer) || key === 'coverage';
  return said === 'chance' ? isChance : !isChance && CHANGE_KEY.test(pointer);
}

function wordsOf(tokens: readonly Token[]): string {
  return tokens.map(({ lower }) => lower).join(' ');
}
