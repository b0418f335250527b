import { PLAN_NAMES } from '../trade-words';
import { NONE, type StateKind } from './state';

/** Words by which people claim a state, and what the evidence calls it. */
export interface StateWords {
  readonly kind: StateKind;
  readonly said: RegExp;
  /** With which of the evidence's values it agrees: those, that which the words name themselves, or what is named behind. */
  readonly fits: readonly string[] | 'itself' | 'project' | 'proposed';
  /** Which of the values are all denied by `not` before it; without: the same. */
  readonly denies?: readonly string[];
  /** What the part of the sentence has to say besides, and what it may not: else the words are of something else. */
  readonly where?: RegExp;
  readonly unless?: RegExp;
}

/** That a limit is reached, or what comes then: `once it is full`, `at the limit`, `past 100 GB`, `further requests`. */
export const AT_LIMIT =
  /\b(?:extra|excess|further|beyond|additional|overages?|surcharge|(?:over|past|above|exceed\w*) (?:it|them|that|this|the|its|their|\d[\d,.]*)|(?:at|after|reach\w*|pass\w*|hits?) (?:\S+ ){0,4}limits?|limits? (?:is|are|were|was) (?:reached|passed)|at \d[\d,.]*|(?:is|are|gets?|was) full|fills?|runs? out|ran out|used up|exhausted|spent|gone|more than (?:that|the|its))\b/;
/** What would be, were the limit another one. */
const RAISED = /\b(?:rais\w+|lift\w*|upgrad\w*|switch\w*|higher)\b/;
/** A database that sleeps while nobody asks it. */
const ASLEEP = /\b(?:idle|sleep\w*|asleep|awake|queries|query)\b/;

const ALERTS = /\balerts?\b|\bfiring\b/;
const ADVICE = /\b(?:recommend\w*|advice|suggest\w*|proposals?)\b/;
/** What changes something, or would. */
const CHANGE =
  /\b(?:sav\w+|rais\w+|lift\w+|sett\w+|recommend\w*|advice|suggest\w*|switch\w*|cach\w+|trim\w*|cutting|leaving|try\w*|chang\w+|mov\w+|drop\w*|skip\w*|upgrad\w*|pay\w*|estimates?|confiden\w+)\b/;
const WORK = /\b(?:work|jobs?|tak(?:es?|ing)|tasks?|efforts?|needs?|hours?|minutes?|half a day)\b/;
/** Tells of then, not of now. */
const THEN =
  /\b(?:began|started|became|turned|was|were|first|went|since today|thresholds?|until|before|last|earlier|days?)\b/;

/** What people feel of a change. */
const EFFECT =
  /\b(?:people|visitors?|users?|customers?|answers?|responses?|builds?|pages?|requests?|functions?|sites?|wait\w*|latency)\b/;

/** `is on Neon's`, `: on the`. */
const IS_ON =
  /(?:\b(?:is|are|runs?|sits?|stays?|account)|'s|:) (?:still |currently |now |already )?on (?:the |its |your |an? )?(?:\p{Lu}\p{L}*'s )?/u
    .source;

/** What people say and the fields tell. The most certain words of a kind stand first. */
export const STATE_WORDS: readonly StateWords[] = [
  {
    kind: 'act',
    said: /\b(?:charg(?:es?|ed|ing)|bills? (?:you|us|for|the|every|each|any\w*|what\w*|it)|bill(?:ed|ing)|pays? for)\b/,
    fits: ['bill'],
    where: AT_LIMIT,
    unless: RAISED,
  },
  {
    kind: 'act',
    said: /\b(?:(?:keeps?|keep on|continues? to|carr(?:y|ies) on|goes on|go on) (?:answer|serv|accept|run|work|tak|let)(?:e|s|ing|ning)?|carr(?:y|ies) on|lets? you (?:carry|go) on)\b/,
    fits: ['bill', 'inform', 'none', 'throttle'],
    where: AT_LIMIT,
    unless: RAISED,
  },
  {
    kind: 'act',
    said: /\b(?:refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?|turn(?:s|ed|ing)? away|no longer accepts?|stop(?:s|ped)? (?:accepting|taking))\b/,
    fits: ['reject'],
  },
  {
    kind: 'act',
    said: /\bpaus(?:es|ed|ing)\b|\bpause (?:production|projects?|builds?|every\w*|all|the|your|its|them|it)\b|\b(?:will|would|to|may|might|can|could|then) pause\b|\bsuspend(?:s|ed)?\b/,
    fits: ['pause'],
    unless: ASLEEP,
  },
  {
    kind: 'act',
    said: /\bblock(?:s|ed|ing)?\b|\bstop(?:s|ped|ping)? (?!nothing|anything)(?:\w+ing|(?:all |your |the |new )?(?:deployments?|builds?|functions?|production|requests?|traffic|writes?|projects?|sites?|service))\b|\b(?:has|have|is|are|be|gets?) stopped\b|\bshuts? (?:\w+ )?(?:down|off)\b|\bgoes? (?:offline|dark)\b|\btak(?:es?|ing|en) (?:\w+ ){0,3}offline\b|\bcuts? (?:\w+ ){0,3}off\b/,
    fits: ['reject', 'pause', 'offline', 'drop'],
    unless: ASLEEP,
  },
  {
    kind: 'act',
    said: /\b(?:only|just|merely) (?:notif\w+|warns?|warned|informs?|informed|(?:tells?|told)(?: you| us)?(?: (?:about|of) \w+)?(?=$|[.,;:]| (?:when|at|once|and|so|there|then)\b))/,
    fits: ['inform'],
  },
  {
    kind: 'act',
    said: /\b(?:deletes|evicts|erases|overwrites)\b|\b(?:is|are|gets?|be|then|will|would|to) (?:deleted?|evict(?:ed)?|erased?|overwritten)\b|\b(?:drops|discards|removes|throws away) (?:the )?(?:old\w*|least|keys|data|entries)\b|\bmakes? room by\b|\bold(?:est)? keys make\b/,
    fits: ['none', 'drop'],
  },
  {
    kind: 'act',
    said: /\bthrottl(?:es?|ed|ing)\b|\bslow(?:s|ed|ing)? (?:\w+ )?down\b/,
    fits: ['throttle'],
    where: AT_LIMIT,
  },
  {
    kind: 'alert',
    said: /\bfiring\b|\b(?:still|currently|now) (?:active|ringing|fires)\b/,
    fits: ['firing'],
    where: ALERTS,
    unless: /\buntil\b/,
  },
  {
    kind: 'alert',
    said: /\b(?:resolved|cleared|closed|settled|no longer (?:active|firing|open))\b|\bstopped firing\b|\b(?:is|are|was|were|been|now) over\b(?! (?:[$€£\d]|half|its?\b|the\b|their\b|your\b|an?\b))/,
    fits: ['resolved'],
    where: ALERTS,
  },
  { kind: 'alert', said: /\b(?:quiet|silent)\b/, fits: ['resolved', NONE], where: ALERTS },
  { kind: 'acknowledged', said: /\backnowledged\b/, fits: ['yes'] },
  { kind: 'snoozed', said: /\b(?:snoozed|muted|silenced)\b/, fits: ['yes'], where: ALERTS },
  { kind: 'severity', said: /\bcritical\b/, fits: ['critical'], where: ALERTS, unless: THEN },
  { kind: 'severity', said: /\bwarnings?\b/, fits: ['warning'], where: ALERTS, unless: THEN },
  {
    kind: 'advice',
    said: /\b(?:already|been|is|are|was|were) (?:carried out|done|applied|implemented|accepted|finished|completed|adopted)\b|: done\b/,
    fits: ['done'],
    where: new RegExp(`${ADVICE.source}|: done\\b`),
  },
  {
    kind: 'advice',
    said: /\b(?:is|are|was|were|been) (?:dismissed|turned down|declined)\b/,
    fits: ['dismissed'],
    where: ADVICE,
  },
  {
    kind: 'advice',
    said: /\b(?:open|pending|outstanding)\b|\brecommendations? (?:is|are) to\b/,
    fits: ['open'],
    where: ADVICE,
  },
  {
    kind: 'confidence',
    said: /\bconfiden(?:t|ce)\b(?:(?!\bnot\b|n't\b|\bno\b).){0,60}?\b(high|medium|low)\b|\b(high|medium|low)(?:er)?[- ]confidence\b/,
    fits: 'itself',
  },
  {
    kind: 'confidence',
    said: /\b(?:highly|very|quite|fully) confident\b|\bsafe bet\b|(?<!make |be )\b(?:certain|guaranteed|bound) to\b|\bguarantee[ds]?\b/,
    fits: ['high'],
    denies: [],
    where: CHANGE,
  },
  {
    kind: 'risk',
    said: /\b(?:no|without(?: any)?|zero) (?:risks?|downsides?|drawbacks?|catch|disadvantages?)\b|\brisk[- ]free\b|\bnothing speaks against\b/,
    fits: ['no'],
    where: CHANGE,
    unless: /\brisks? (?:of|from|to|that)\b|\blimits?\b/,
  },
  {
    kind: 'deadline',
    said: /\bdeadline\b|\boffer (?:ends|expires|runs)\b|\b(?:has|have) to be (?:made|done|carried out|finished) (?:by|before) (?:the )?(?:\d|\w+day\b|end\b|tomorrow\b|then\b|next\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\bsaving is (?:gone|lost)\b/,
    fits: ['yes'],
  },
  {
    kind: 'price',
    said: /\bcosts? (?:you |us )?nothing (?:more|extra|on top)\b|\bno (?:extra|additional|added|more) costs?\b|\bwithout (?:extra|additional) costs?\b/,
    fits: ['same', 'less'],
    where: CHANGE,
  },
  {
    kind: 'price',
    said: /\b(?:rais|increas)\w+ (?:the|your) (?:\w+ )?(?:bill|costs?|fee)\b|\bcosts? (?:you |us )?(?:\S+ ){0,3}more\b(?! than)|\bmakes? (?:the|your) (?:bill|month) (?:higher|dearer)\b/,
    fits: ['more'],
    where: /^\W*(?:\w+ing|to \w+|the (?:switch|change|upgrade|move))\b/,
    unless: /\b(?:go(?:es)? on|wait|than|keeps?|stay\w*)\b/,
  },
  {
    kind: 'price',
    said: /\b(?:brings?|gets?) (?:\S+ ){0,4}down\b|\b(?:lower|reduce|cut)s? (?:the|your) (?:\w+ )?(?:bill|costs?|fee)\b/,
    fits: ['less'],
    where: CHANGE,
  },
  {
    kind: 'credit',
    said: /\bincluded credit\b|\bcredit (?:is|was|has|ran|runs|will|covers?|still|of|left)\b/,
    fits: ['yes'],
  },
  {
    kind: 'reach',
    said: /(?<=\b(?:will|'ll|won't|(?:going|about|set|bound|due|expected|likely|course) to) (?:\w+ )?)(?:(?:reach|hit|exceed|pass)(?! (?:no|none|neither|any)\b)|run out|fill|be (?:full|exhausted|used up|reached))\b/,
    fits: ['likely', 'open', 'reached'],
    denies: ['likely', 'reached'],
    where: /\blimits?\b|\bfull\b|\bfill\b|\brun out\b|\bused up\b|\bexhausted\b/,
    unless: /%(?! and will)|\b(?:percent|chance|hardly|barely|less likely)\b/,
  },
  {
    kind: 'reach',
    said: /(?<=\b(?:will|'ll|won't) (?:\w+ )?)be (?:refused|paused|rejected|throttled|blocked)\b/,
    fits: ['likely', 'open', 'reached'],
    denies: ['likely', 'reached'],
    unless: /\bat\b/,
  },
  {
    kind: 'reach',
    said: /(?<=\b(?:has|have|was|were) (?:\w+ )?(?:been )?)(?:used up|exhausted|gone(?! (?:up|down|to|from|live|over|on|through|by)\b)|run out|reached|exceeded)\b|\bran out\b|(?<=: (?:already )?)used up since\b/,
    fits: ['reached'],
    where: /\b(?:credit|limits?|budgets?|commands|storage|bandwidth|connections|requests)\b/,
    unless:
      /\b(?:last month|previous|october|will|would|expected|next|nearly|almost|half|before|by|forecast\w*|alerts?|peak\w*|high\w*|most|maximum|thresholds?|level|mark)\b|%|\d of \d/,
  },
  {
    kind: 'reach',
    said: /\blimit (?:that |which )?(?:you|we)(?:'ve| have) (?:already )?(?:passed|reached|hit|exceeded|gone over)\b/,
    fits: ['reached'],
  },
  {
    kind: 'reach',
    said: /\bstill covers?\b|\bcovers? everything\b/,
    fits: ['unlikely', 'open', 'likely'],
    where: /\bcredit\b/,
  },
  {
    kind: 'complete',
    said: /\bexactly (?=[$€£]|\w{3} \d)|\bfinal (?:figure|amount|bill)\b|\bnothing (?:else|more) (?:is )?to come\b/,
    fits: ['yes'],
  },
  {
    kind: 'complete',
    said: /\b(?:is|are|was|were) (?:already |now |all |fully )?complete\b|\bcomplete (?:bill|total|sum|amount|figure)\b|\bnothing (?:is |was )?(?:missing|left out|unread)\b|\bno (?:part|amount|account)s? (?:is |are )?missing\b/,
    fits: ['yes'],
    where: /\b(?:bill|costs?|sum|total|amount|figures?|month|november|october|spend\w*)\b|[$€£]/,
  },
  {
    kind: 'trouble',
    said: /\b(?:could not|couldn't|cannot|can't) be (?:read|reached)\b|\bfail(?:s|ed|ing)? to read\b/,
    fits: ['yes'],
    unless: /\b(?:amounts?|figures?|limits?|budgets?|totals?|plans?|parts?|something|some|one|it)\b/,
  },
  {
    kind: 'project',
    said: /\b(?:used (?:only )?(?:by|in)|belongs? to|owned by|runs? (?:only )?in|comes? (?:all |only )?from|is all)\b/,
    fits: 'project',
  },
  {
    kind: 'region',
    said: /(?<!\b(?:let|make|have|would|could|should|may|might|must|can|if|once|to) (?:\S+ ){0,3})\b(?:runs?|(?:is|are) running|sits?|lives?) (?:now |today |currently |still |only )?in (?:region )?(\p{Ll}{3}\d|\p{Lu}\p{L}+(?:,? \p{Lu}[\p{L}.]*)*)/u,
    fits: 'itself',
    unless: /\b(?:instead|would|could|moving|cheaper there)\b/,
  },
  { kind: 'worker', said: /\b(?:developers?|devs?|engineers?|programmers?)\b/, fits: ['developer'], where: WORK },
  { kind: 'worker', said: /\b(?:account )?owners?\b/, fits: ['owner'], where: WORK },
  {
    kind: 'plan',
    said: new RegExp(`${IS_ON}(\\p{Lu}[\\p{L}\\d]*(?: [\\p{Lu}\\d][\\p{L}\\d]*)*)(?= plan\\b)`, 'u'),
    fits: 'itself',
  },
  { kind: 'plan', said: new RegExp(IS_ON, 'u'), fits: 'proposed' },
  {
    kind: 'plan',
    said: new RegExp(`${IS_ON}(${[...PLAN_NAMES].map(capital).join('|')})\\b`, 'u'),
    fits: 'itself',
  },
  {
    kind: 'speed',
    said: /\b(?:faster|quicker|sooner|snappier|speed(?:s|ing)? up|wait(?:s|ing)? less|less (?:waiting|latency|wait)|(?:lower|shorter) (?:latency|waits?|response times?))\b/,
    fits: ['faster'],
    where: EFFECT,
    unless: /\bgrow\w*\b|\bthan\b/,
  },
  {
    kind: 'speed',
    said: /\b(?:slower|slow(?:s|ing)? down|tak(?:es?|ing) longer|wait(?:s|ing)? (?:longer|more)|(?:more|higher|longer) (?:latency|waits?|waiting|response times?))\b/,
    fits: ['slower'],
    where: EFFECT,
    unless: /\bgrow\w*\b|\bthan\b/,
  },
  {
    kind: 'act',
    said: /\b(?:queues?|queued|holds? back|lets? (?:them|it) in later|wait(?:s|ing)? in (?:line|a queue))\b/,
    fits: ['queue'],
    where: AT_LIMIT,
  },
  {
    kind: 'complete',
    said: /\b(?:amounts?|costs?|parts?|usage)(?: there| of it)? (?:cannot|can't|could not|couldn't) be read\b/,
    fits: ['no'],
  },
  {
    kind: 'budget',
    said: /\b(?:your|its|their|our|the) (?:[$€£]?[\d.,]+ )?(?:monthly |own )?budget\b(?! of)|\bover (?:a|its) budget\b/,
    fits: ['yes'],
    unless: /\b(?:set|setting|sets|no|without|recommend\w*|advice|suggest\w*|choose|unknown|would)\b/,
  },
  { kind: 'freshness', said: /\b(?:stale|outdated|out of date|days old)\b/, fits: ['stale', 'never'] },
  { kind: 'freshness', said: /\b(?:fresh|up[- ]to[- ]date)\b/, fits: ['fresh'] },
];

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** True for words that are said of the state in a part of a sentence that says so. */
export function isOf({ where, unless }: StateWords, part: string): boolean {
  return where?.test(part) !== false && unless?.test(part) !== true;
}
