import type { Sentences } from './recommendation-say';

/** What is said of limits, plans and budgets. */
export const LIMIT_SENTENCES: Sentences = {
  'at-critical': (say) => `It is at or above ${say.number('threshold')} % of its limit.`,
  'within-7-days': (say) => `The limit is reached ${say.days('days')}, within a week.`,
  'within-30-days': (say) => `The limit is reached ${say.days('days')}, within a month.`,
  'near-warning': (say) =>
    `It is near or above its warning mark of ${say.number('threshold')} %, and the limit comes within 90 days.`,
  'by-amount': () => 'A saving has no deadline: it ranks by its amount.',
  'asked-first': () => 'It hangs on an answer that only you can give.',
  'may-surprise': (say) => `The month may come to ${say.money('high')}, and nobody would be told.`,
  hidden: () => 'A limit is not seen, and was far away when it was last read.',
  'hidden-and-near': () => 'A limit is not seen, and was near when it was last read.',

  'is-reached-in': (say) =>
    `${say.text('metric')} ${say.verb('metric', 'is', 'are')} at ${say.number('percent')} %: ${say.of('used', 'limit')}, full ${say.days('days')}.`,
  'is-near': (say) =>
    `${say.text('metric')} ${say.verb('metric', 'is', 'are')} at ${say.number('percent')} % of the limit: ${say.of('used', 'limit')}.`,
  'is-reached': (say) =>
    `${say.text('metric')} ${say.verb('metric', 'is', 'are')} at ${say.number('percent')} % of the limit: ${say.of('used', 'limit')}.`,
  'reached-since': (say) =>
    `${say.text('metric')} passed ${say.verb('metric', 'its', 'their')} limit of ${say.quantity('limit')} ${say.on('at')}; ${say.quantity('used')} so far.`,
  'limit-used': (say) => `${say.text('metric')}: ${say.of('used', 'limit')} used.`,
  'more-room': (say) => `${say.text('plan')} has ${say.quantity('limit')}.`,
  'more-included': (say) =>
    `${say.text('plan')} includes ${say.quantity('limit')} and charges for more instead of stopping.`,
  'charges-each': (say) => `${say.text('plan')} charges for what is used instead of stopping.`,
  lasts: (say) => `At today's growth that is enough for ${say.time('days')}.`,
  'no-such-limit': (say) => `${say.text('plan')} has no limit on ${lower(say.text('metric'))}.`,
  'costs-more': (say) =>
    `${say.text('plan')} costs ${say.money('to')} a month, ${say.money('difference')} more than today.`,
  'costs-no-more': (say) => `${say.text('plan')} costs ${say.money('to')} a month, no more than today.`,
  'keeps-working': (say) => `${say.text('metric')} ${say.verb('metric', 'keeps', 'keep')} working past today's limit.`,
  'works-again': (say) => `${say.text('metric')} ${say.verb('metric', 'works', 'work')} again.`,
  'fixed-price': (say) => `${say.money('to')} a month, whatever is used within its limits.`,
  'at-limit-reject': (say) =>
    `At the limit more ${lower(say.text('metric'))} ${say.verb('metric', 'is', 'are')} refused.`,
  'at-limit-drop': (say) => `At the limit data of ${lower(say.text('metric'))} is lost without a word.`,
  'at-limit-offline': (say) => `At the limit of ${lower(say.text('metric'))} the whole service goes offline.`,
  'at-limit-pause': (say) => `At the limit of ${lower(say.text('metric'))} the provider may pause the account.`,
  'at-limit-throttle': (say) =>
    `At the limit ${lower(say.text('metric'))} ${say.verb('metric', 'slows', 'slow')} down.`,
  'revenue-at-risk': () => 'What your users cannot do then is not paid for.',
  'plan-change': (say) => `It is another plan: check what else changes with ${say.text('plan')}.`,
  'ends-too': (say) => `${say.text('plan')} ends at ${say.quantity('limit')}, and stops there as well.`,
  'choose-plan': (say) => `Choose ${say.text('plan')} on the page that opens.`,

  'same-for-less': (say) =>
    `${say.text('plan')} does this month's work for ${say.money('to')} instead of ${say.money('from')}.`,
  saves: (say) => `${say.money('difference')} a month less.`,
  'cheaper-above': (say) => `It is the cheaper one from ${say.quantity('quantity')} a month on.`,
  'dearer-below': (say) => `Below ${say.quantity('quantity')} a month ${say.text('plan')} is cheaper.`,
  'nothing-stops': () => 'Nothing stops if you leave it as it is.',
  'counts-towards-limit': () => "What it costs counts towards the provider's limit on spend, at which work stops.",
  'pays-on': (say) => `You go on paying ${say.money('difference')} a month more than needed.`,
  'cheaper-below': (say) => `It is the cheaper one up to ${say.quantity('quantity')} a month.`,
  'dearer-above': (say) => `Above ${say.quantity('quantity')} a month ${say.text('plan')} is cheaper.`,
  'tier-covers': () => 'Traffic and requests cost nothing more, whatever comes within the tier.',
  'peaks-charged': () => 'A peak of traffic is then charged, above what is included.',
  'follows-use': () => 'Its price follows the use: a busier month costs more.',
  'stops-earlier': (say) =>
    `The limit on ${lower(say.text('metric'))} is ${say.quantity('has')} with ${say.text('plan')}, and ${say.quantity('instead')} with ${say.text('today')}.`,
  'tier-moves-up': () => 'A month above the size of the tier moves you to the next tier, with its price.',
  'not-for-files': () => 'The flat rate is not meant for hosting files or media.',
  'fits-smaller': (say) =>
    `${say.text('plan')} takes all that is used, for ${say.money('to')} instead of ${say.money('from')}.`,
  'stops-there': (say) => `${say.text('plan')} stops at its limits, where ${say.text('today')} goes on and charges.`,
  'loses-features': (say) => `Check which features of ${say.text('today')} you use: ${say.text('plan')} may lack them.`,
  'charged-for': (say) => `${ofAnyMonth(say.text('metric'))}: ${say.money('cost')} this month.`,
  'charged-there': (say) => `${ofAnyMonth(say.text('metric'))}: ${say.money('cost')} a month with ${say.text('plan')}.`,
  'two-bills': (say) =>
    `This month comes to ${say.money('from')} with ${say.text('today')}, and to ${say.money('to')} with ${say.text('plan')}.`,
  'break-even': (say) => `${say.text('above')} is cheaper from ${say.quantity('quantity')} a month on.`,

  dearer: (say) => `It costs ${say.money('by')} more a month.`,
  'other-question': (say) => `It costs ${say.money('by')} a month less: which plan fits is weighed on its own.`,
  'no-cheaper': () => 'It costs the same.',
  'within-noise': (say) => `It may cost ${say.money('by')} a month less, which is too little to be sure of.`,
  'no-price': () => 'No source tells its price.',
  'part-unpriced': (say) =>
    `It costs at least ${say.money('least')} a month: the price of ${lower(say.text('metric'))} there is not known.`,
  'does-not-fit': (say) =>
    `Its limit on ${lower(say.text('metric')) || 'something that you use'} is ${say.quantity('has')}; expect up to ${say.quantity('needs')}.`,
  'is-full-soon': (say) =>
    `Its limit on ${lower(say.text('metric'))} is ${say.quantity('has')}, full ${say.days('days')}.`,
  'is-nearly-full': (say) =>
    `Its limit on ${lower(say.text('metric'))} is ${say.quantity('has')}, of which ${say.quantity('used')} are taken already.`,
  'may-not-fit': (say) =>
    `Its limit on ${lower(say.text('metric'))} is ${say.quantity('has')}, and may be reached within 30 days.`,
  'moves-up': (say) =>
    `It is too small: after ${say.count('cycles', 'cycle')} you would be moved to ${say.text('next')}.`,
  stops: (say) =>
    say.value('days') < 0
      ? `${say.text('metric')} would stop at the limit.`
      : `${say.text('metric')} ${say.verb('metric', 'stops', 'stop')} ${say.days('days')}.`,
  'only-if': (say) => `Only if ${CONDITIONS[say.text('condition')] ?? 'you can'}.`,

  'not-for-you': (say) => `It is only for those where ${CONDITIONS[say.text('condition')] ?? 'it may be used'}.`,

  'spend-comes': (say) =>
    `${say.of('used', 'limit')} of the provider's limit is spent, and the rest goes ${say.days('days')}.`,
  'spend-near': (say) => `${say.of('used', 'limit')} of the provider's limit is spent.`,
  'spend-reached': (say) => `${say.of('used', 'limit')} of the provider's limit is spent: it is reached.`,
  'stay-pauses': (say) =>
    say.value('days') < 0 ? 'Production would be paused.' : `Production is paused ${say.days('days')}.`,
  'stay-refuses': (say) =>
    say.value('days') < 0 ? 'Requests would be refused.' : `Requests are refused ${say.days('days')}.`,
  'then-paused': () => 'At the limit the provider pauses production until somebody resumes it.',
  'then-refused': () => 'At the limit requests are refused until the month ends.',
  'raise-to': (say) => `A limit of ${say.quantity('to')} a month has room for what is expected.`,
  'spend-goes-on': () => 'Work goes on to the end of the month.',
  'spend-works-again': () => 'Requests are answered again.',
  'spend-resumes': () => 'Production can be resumed: by hand, each project.',
  'limit-protects': (say) => `The limit protects you: up to ${say.quantity('to')} may then be charged.`,
  'or-use-less': () => 'Using less until the month ends would do as well.',
  'or-plan': (say) =>
    `${say.text('plan')} has no such limit and does the month's work for ${say.money('to')}: better switch.`,
  'spend-used': (say) => `${say.of('used', 'limit')} spent this month.`,
  'raise-limit-to': (say) => `Set the monthly limit to ${say.quantity('to')}.`,
  'raise-budget-to': (say) => `Set the budget to ${say.quantity('to')}, or turn its pause off.`,
  'wide-month': (say) => `This month is expected at ${say.money('middle')} and may come to ${say.money('high')}.`,
  'no-budget': () => 'No budget is set, here or at the provider.',
  'told-in-time': (say) => `You are told before ${say.money('to')} is spent.`,
  surprise: (say) => `The bill may be ${say.money('high')} before anybody looks.`,
  'budget-only-tells': () => 'A budget here only tells; it stops nothing.',
  'set-budget-to': (say) => `Set a budget of ${say.money('to')} a month.`,

  'source-silent': (say) => `${say.text('source')} of ${say.text('account')} has not answered since ${say.at('at')}.`,
  'source-never': (say) => `${say.text('source')} of ${say.text('account')} has never answered.`,
  'source-outcome': (say) => `${say.text('source')}: ${OUTCOMES[say.text('outcome')] ?? 'it could not be read'}.`,
  hides: (say) => `So nobody sees ${lower(say.text('metric'))}, which stops at its limit.`,
  'sees-again': (say) => `${say.text('metric')} ${say.verb('metric', 'is', 'are')} watched again.`,
  unseen: (say) => `${say.text('metric')} may reach the limit without a warning.`,
  'takes-minutes': () => 'It takes a few minutes.',
  reconnect: (say) => `Open the connection ${say.text('account')} in Settings and give it a key that may read this.`,
  'plan-not-told': (say) => `No answer of the provider tells which plan ${say.text('account')} is on.`,
  'smallest-would-stop': (say) =>
    `On ${say.text('plan')} ${say.money('limit')} a month is hard; ${say.money('month')} is expected, reached ${say.days('days')}.`,
  'month-expected': (say) => `${say.money('month')} is expected this month.`,
  'limit-is-known': () => 'Headroom then knows the limit and warns in time.',
  'may-stop-unseen': (say) => `On ${say.text('plan')} requests are refused ${say.days('days')}.`,
  'near-and-no-plan': () => 'Its plan is not known, so nobody can say which plan would take more.',
  'choose-plan-here': (say) => `Choose the plan of ${say.text('account')} in Settings, Connections.`,
};

/** Conditions of a way that no provider confirms, behind `only if`. */
const CONDITIONS: Readonly<Record<string, string>> = {
  'not-commercial-one-developer': 'the work is not commercial and one person develops',
  'no-previews': 'no preview needs to be built',
  'standard-machine': 'builds run on a Standard machine with on-demand concurrency off',
  'can-wait': 'its answers can wait up to a day',
};

const OUTCOMES: Readonly<Record<string, string>> = {
  'invalid-credential': 'the key was refused',
  'credential-expired': 'the key has expired',
  'wrong-credential-kind': 'the key is of the wrong kind',
  'not-permitted': 'the key may not read it',
};

/** The title of a month's total beside an amount that tells its month itself. */
function ofAnyMonth(title: string): string {
  return title.replace(/ this month$/, '');
}

/** A title inside a sentence: names keep their capital. */
export function lower(title: string): string {
  return /^(Redis|Postgres|Neon|OpenAI|Anthropic|Vercel|Upstash|ISR|AI|Edge Config|Speed Insights|OWASP|BotID)\b/.test(
    title,
  )
    ? title
    : title.charAt(0).toLowerCase() + title.slice(1);
}
