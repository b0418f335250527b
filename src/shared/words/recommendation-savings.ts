import { lower } from './recommendation-limits';
import type { Sentences } from './recommendation-say';

/** What is said of seats, idle things, drivers of a bill and models. */
export const SAVING_SENTENCES: Sentences = {
  'seats-cost': (say) => `${say.count('seats', 'deploying seat')} at ${say.price('each')} each are paid for.`,
  'nobody-tells-who-deploys': () => 'No answer of the provider tells who of them deploys.',
  'viewers-free': (say) =>
    `Viewer seats are free: ${say.count('freed', 'seat')} fewer ${say.value('freed') === 1 ? 'saves' : 'save'} ${say.money('saving')} a month.`,
  'saves-seats': (say) => `${say.money('saving')} a month less, for the same people.`,
  'seats-paid-on': (say) => `Seats that nobody deploys with go on costing ${say.money('saving')} a month.`,
  'viewers-cannot-deploy': () => 'A viewer cannot deploy until the role is changed back.',
  'credit-lapses': (say) =>
    `Only ${say.money('used')} of ${say.money('credit')} of included credit is used this month.`,
  'seats-share': (say) => `Seats make ${say.money('fees')} of the ${say.money('bill')} of this month.`,
  'change-roles': (say) =>
    `Change the role of ${say.count('seats', 'member')} to Viewer under Members, or remove them.`,

  'never-sleeps': (say) =>
    `${say.text('database')} runs day and night: ${say.number('compute')} CU-hours this month, ${say.money('cost')}.`,
  'asleep-free': (say) =>
    `Asleep it costs no compute: awake ${say.count('awake', 'hour')} a month leaves ${say.number('left')} CU-hours.`,
  'saves-compute': (say) => `What ${say.text('database')} computes is paid only while somebody asks it.`,
  'runs-on': (say) => `${say.text('database')} goes on costing ${say.money('cost')} a month for compute.`,
  'wakes-slowly': () => 'The first query after a pause waits until the database is awake.',
  'may-be-kept-awake': (say) =>
    `Something may connect to ${say.text('database')} and keep it awake: look for jobs and health checks.`,
  sent: (say) =>
    `${say.text('database')} sent ${say.value('bytes') > 0 ? `only ${say.bytes('bytes')}` : 'nothing'} in ${say.count('days', 'day')}.`,
  'every-day': (say) =>
    say.number('least') === say.number('most')
      ? `Every day ${say.number('most')} CU-hours, without a pause.`
      : `Every day ${say.number('least')} to ${say.number('most')} CU-hours, without a pause.`,
  'scale-to-zero': (say) => `Open the compute of ${say.text('database')} and turn scale to zero on.`,

  'expected-none': (say) => `You marked ${say.text('project')} as a project that expects no traffic.`,
  'nobody-comes': (say) => `${say.text('project')} had ${say.count('requests', 'request')} in 30 days.`,
  'project-costs': (say) => `What it runs and builds costs ${say.money('cost')} this month.`,
  'saves-project': (say) => `${say.money('saving')} a month less.`,
  unlaunched: () => 'It may be work that is not launched yet.',
  'is-offline-then': (say) => `Whoever opens ${say.text('project')} then finds it offline, and its jobs stop.`,
  'pause-project': (say) => `Pause ${say.text('project')}, or disconnect it from its repository.`,

  driver: (say) =>
    `${say.text('metric')} ${say.verb('metric', 'makes', 'make')} ${say.money('cost')} this month, ${say.share('share')} of what is used.`,
  'saves-driver': (say) => `${say.money('saving')} a month less; the bill comes to ${say.money('bill')}.`,
  'driver-goes-on': (say) =>
    `${say.text('metric')} ${say.verb('metric', 'goes', 'go')} on costing ${say.money('cost')} a month.`,
  'credit-takes-rest': (say) =>
    `From ${say.share('share')} less on nothing more is saved: the rest lapses with the included credit.`,

  'images-cause': () => 'Each format that is on transforms every image once more; no answer tells which are on.',
  'images-if': (say) => `If two are on, one alone saves ${say.money('saving')} a month.`,
  'images-then': (say) => `One format alone saves ${say.money('saving')} a month.`,
  'images-do': () => 'Leave one entry in images.formats of the project, and ask for fewer widths.',
  'older-browsers': () => 'Browsers that lack the one format get the original image.',
  'images-again': () => 'Every image is transformed once more when the format changes.',

  'builds-cause': () => 'No answer tells how many builds nobody needed, or on which machine they ran.',
  'builds-if': (say) =>
    `If ${say.share('answer')} of them are needless, leaving them out saves ${say.money('saving')} a month.`,
  'builds-then': (say) => `Leaving ${say.share('answer')} of them out saves ${say.money('saving')} a month.`,
  'builds-do': () => 'Set an ignored build step, build fewer previews, or share the build cache.',
  'skipped-builds': () => 'A build that is skipped wrongly leaves an old version online.',
  'slower-builds': () => 'Smaller machines and fewer at once make people wait longer.',

  'isr-cause': () => 'Pages are rendered anew at their interval; no answer tells the interval.',
  'isr-if': (say) =>
    `If it can be so long that ${say.share('answer')} of the renderings fall away, that saves ${say.money('saving')} a month.`,
  'isr-then': (say) => `${say.share('answer')} fewer renderings save ${say.money('saving')} a month.`,
  'isr-do': () => 'Raise revalidate, or render anew only when the content changes.',
  'older-pages': () => 'Visitors see a page that is older by the longer interval.',

  'functions-cause': () => 'Memory is paid while a function runs, used or not; no answer tells how much is used.',
  'functions-if': (say) =>
    `If ${say.share('answer')} of it is spare, less memory saves ${say.money('saving')} a month.`,
  'functions-then': (say) => `${say.share('answer')} less memory saves ${say.money('saving')} a month.`,
  'functions-do': () => 'Lower the memory of the functions.',
  'region-costs': (say) =>
    `What runs where the functions run costs ${say.money('cost')} this month; in ${say.text('city')} it is ${say.money('there')}.`,
  'region-if': (say) =>
    `If they may run there instead of in ${say.text('region')}, that saves ${say.money('saving')} a month.`,
  'region-then': (say) => `There instead of in ${say.text('region')} it is ${say.money('saving')} a month less.`,
  'region-saves': (say) => `${say.money('saving')} a month less for the same work.`,
  'region-goes-on': (say) => `The functions go on costing ${say.money('cost')} a month.`,
  'region-latency': (say) => `Whoever is nearer to ${say.text('region')} waits longer for an answer.`,
  'region-moves-data': () => 'A database in another region than the functions makes each query slower: move both.',
  'region-do': (say) =>
    `Project settings, Functions, Function Region: choose ${say.text('city')} (${say.text('other')}).`,
  'less-memory-less-cpu': () => 'Less memory also means a slower processor: answers may take longer.',

  'cache-hits-cause': () => 'Few requests are answered from the cache, so most of them run a function.',
  'cache-hits-if': (say) =>
    `If the cache answers another ${say.share('answer')} of all requests, that saves ${say.money('saving')} a month.`,
  'cache-hits-then': (say) =>
    `Another ${say.share('answer')} of all requests from the cache saves ${say.money('saving')} a month.`,
  'cache-hits-do': () => 'Set s-maxage on answers that are the same for everybody.',
  'older-answers': () => 'An answer from the cache may be as old as its time to live.',
  'no-personal-pages': () => 'Answers that differ by user cannot be cached.',

  'bots-cause': () => 'Crawlers and scanners are charged like visitors; no answer tells them apart.',
  'bots-if': (say) => `If ${say.share('answer')} are bots, keeping them out saves ${say.money('saving')} a month.`,
  'bots-then': (say) => `Keeping ${say.share('answer')} out saves ${say.money('saving')} a month.`,
  'bots-do': () => 'Turn the bot filter of the firewall on, first in log mode.',
  'blocks-search': () => 'A filter that is too strict also keeps search engines out.',

  'preview-deployments-cause': () =>
    'Old deployments are stored until their time is over; no answer tells how many you need.',
  'preview-deployments-if': (say) => `If ${say.share('answer')} can go, that saves ${say.money('saving')} a month.`,
  'preview-deployments-then': (say) => `${say.share('answer')} less saves ${say.money('saving')} a month.`,
  'preview-deployments-do': () => 'Shorten the deployment retention of the projects.',
  'no-rollback': () => 'A deployment that is gone cannot be gone back to.',

  'retention-cause': () => 'History and snapshots are stored for as long as they are kept.',
  'retention-if': (say) => `If ${say.share('answer')} can go, that saves ${say.money('saving')} a month.`,
  'retention-then': (say) => `${say.share('answer')} less saves ${say.money('saving')} a month.`,
  'retention-do': () => 'Shorten the restore window, and delete old snapshots.',
  'shorter-restore': () => 'You can go back only as far as the history reaches.',

  'model-short-calls': (say) =>
    `${say.text('model')} answers short calls: ${say.number('input')} tokens in, ${say.number('output')} tokens out on average.`,
  'smaller-costs': (say) =>
    `${say.text('smaller')} does the same tokens for ${say.money('small')} instead of ${say.money('cost')}, ${say.money('saving')} less.`,
  'against-cut': (say) => `Against a month that the limit cuts off it is ${say.money('paid')} less.`,
  'dearer-than-cut': (say) => `Against a month that the limit cuts off it is ${say.money('paid')} more.`,
  'same-as-cut': () => 'A month that the limit cuts off costs as much, and does less.',
  'saves-model': (say) => `${say.money('saving')} a month less for the same work.`,
  'ends-limit-trouble': () => 'The spending limit is then no trouble any more.',
  'model-goes-on': (say) => `${say.text('model')} goes on costing ${say.money('cost')} a month.`,
  quality: () => 'A smaller model may answer worse: measure it on your own calls.',
  'test-first': () => 'It takes a test first, with 10 % of the calls.',
  'try-share': (say) => `Send 10 % of the calls to ${say.text('smaller')} and compare.`,
  tokens: (say) =>
    `${say.text('model')}: ${say.number('tokens')} tokens this month, of which ${say.number('output')} tokens of output, ${say.money('cost')}.`,
  'too-short-to-cache': (say) =>
    `${say.number('input')} tokens of input a request are below the ${say.number('least')} tokens from which anything is cached.`,
  'smaller-saves-more': () => 'A smaller model saves more.',
  'not-simple': (say) => `${say.number('input')} tokens a request are no simple call.`,
  'long-inputs-anew': (say) =>
    `${say.text('model')} reads ${say.number('input')} tokens of input anew with each request.`,
  'cache-if': (say) =>
    `If ${say.share('read')} can be read from cache and ${say.share('written')} is written, that saves ${say.money('saving')} a month.`,
  'cache-then': (say) => `With ${say.share('read')} read from cache that saves ${say.money('saving')} a month.`,
  'or-batch': (say) => `As a batch the month would be ${say.money('bill')} instead, if its answers can wait.`,
  'answers-sooner': () => 'Cached input is also read sooner.',
  'cache-is-written': () => 'What is written to the cache costs more than plain input, and lives for minutes.',
  'fixed-part-first': () => 'The part that repeats has to stand first, to the letter.',
  'cache-or-batch': () => 'Whether a batch and a cache add up is not told: count on one of them.',
  'mark-cache': (say) => `Put the fixed part of the prompts of ${say.text('model')} first, and mark it for the cache.`,
  'can-wait': (say) => `You said that ${say.share('share')} of the calls to ${say.text('model')} can wait.`,
  'batch-price': (say) =>
    `As a batch they cost ${say.share('factor')} of the price, ${say.money('saving')} a month less.`,
  'answers-later': () => 'Answers of a batch come within a day, not at once.',
  'send-as-batch': (say) => `Send those calls to ${say.text('model')} through the batch interface.`,
};

/** The title of an advice about a driver: what to do less of. */
export function driverTitle(metric: string): string {
  return `Spend less on ${lower(metric)}`;
}
