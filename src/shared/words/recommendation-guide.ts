/** One way to lower a bill, or to keep a limit from stopping something, as the guide tells it. */
export interface KindGuide {
  readonly title: string;
  /** When it is advised. */
  readonly when: string;
  /** What it brings, as arithmetic. */
  readonly arithmetic: string;
  /** What to do at the provider. */
  readonly steps: string;
  /** Where its prices and facts come from. */
  readonly source: string;
}

const VERCEL_PRICES = 'Price list, Vercel Pro on demand (vercel.com/docs/pricing).';
const NEON_PRICES = 'Price list, Neon Launch and Scale (neon.com/docs/introduction/plans).';
const MODEL_PRICES = 'Model prices of the list, each with its own source and date (`headroom prices`).';
const BILL = 'bill of the month as it is expected − the same bill with the change';

/** The guide to every kind of advice, in the order of the kinds. */
export const GUIDE: Readonly<Record<string, KindGuide>> = {
  upgrade: {
    title: 'A plan with more room',
    when: 'A limit of the plan at which something stops is at 90 % or above, or is reached within 30 days, or stands near 75 % and is reached within 90. Never where the limit only bills, nor for an amount that begins anew before it is full.',
    arithmetic:
      'Of the plans whose limits take the use at its 97.5 % quantile (stored data for 90 days) the cheapest. Stored data that was read too seldom to know its growth has to fill no more than 75 % of a limit. Where you told what an outage costs, the plan may cost at most what it averts. Gain = bill now − bill then + probability of reaching the limit within 30 days × revenue a day × share lost × hours to recover ÷ 24.',
    steps: 'The button opens the page of plans of the account or store; choose the plan that is named.',
    source: 'Fees and limits of the price list, each with its source and date.',
  },
  downgrade: {
    title: 'A smaller plan',
    when: 'A plan with a lower fee takes all that is used at its 97.5 % quantile, and saves at least $1 and 2 % of the bill in 9 of 10 drawn months. Hobby at Vercel is only asked about: it is for work that is not commercial, of one developer.',
    arithmetic: BILL,
    steps: 'The button opens the page of plans; check what the smaller plan lacks before.',
    source: 'Fees and limits of the price list.',
  },
  'switch-plan': {
    title: 'The same work on another plan or tier',
    when: 'Nothing is about to stop, and another plan or Flat Rate CDN tier costs less by more than noise; one that is charged by use also with a fifth more of it. A tier counts only if the whole month fits it at its 97.5 % quantile: one that is too small moves the account up after one cycle.',
    arithmetic: `${BILL}; credit of the plan that lapses with it is no saving. Example: 1,350 GB at Vercel, 20 + 350 × 0.15 + 13.82 − 20 = 66.32, with the tier of 20 it is 40.00, saves 26.32, from 1,174.6 GB a month on. Where a spending limit cuts the month off, the same work is compared, and what is really paid is told beside it.`,
    steps: 'The button opens billing; choose the tier or plan that is named.',
    source: 'Price list: Flat Rate CDN (2026-09-08), Upstash plans, Neon plans.',
  },
  'raise-budget': {
    title: 'A spending limit that will stop something',
    when: 'Spend comes within 30 days to an amount at which the provider itself pauses production or refuses requests, or is at 90 % of it. A plan without such a limit that does the work for less is named against it.',
    arithmetic:
      'The new limit is the next round amount above the month’s 97.5 % quantile. It costs what is then charged more.',
    steps:
      'The button opens the billing page: set the monthly limit, or turn the pause of the budget off. Either is seen, and ends the advice.',
    source: 'The limit as the provider tells it.',
  },
  'set-budget': {
    title: 'A budget for a month that may surprise',
    when: 'After 5 days a month may come to 1.5 times the expected amount, and $250 above it, in 1 of 10 cases. No budget is set.',
    arithmetic: 'The budget is the 90 % quantile of the month, rounded up to ten.',
    steps: 'Set it in Headroom under Costs; it tells, and stops nothing.',
    source: 'The bill’s own projection.',
  },
  seats: {
    title: 'Seats that nobody deploys with',
    when: 'Two or more deploying seats on an account that uses less than a quarter of its included credit, or four and more that make half of the bill. No answer tells who deploys: it is asked.',
    arithmetic:
      'Seats that do not deploy × price of a seat. Viewer seats are free. One that deploys is assumed until you tell; any seat that is given up ends the advice, and what was saved is told against what was promised.',
    steps: 'Team settings, Members: change the role to Viewer, or remove the member.',
    source: VERCEL_PRICES,
  },
  'idle-database': {
    title: 'A database that never sleeps',
    when: 'A database sent less than 1 MB in 30 days, of which 14 at least are known, and its quietest day computed at least 0.9 of its busiest: it runs on for nobody.',
    arithmetic:
      'Compute-hours × price × (1 − hours awake ÷ hours of the month). 30 hours awake are assumed until you tell. Example: 180 CU-hours at 0.106, awake 30 of 720 hours: 19.08 − 0.795 = 18.285.',
    steps: 'Open the compute of the database and turn scale to zero on.',
    source: NEON_PRICES,
  },
  'idle-project': {
    title: 'A project that nobody visits',
    when: 'A project had fewer than 100 requests in 30 days, or is marked as one that expects no traffic, and what it runs and builds costs $5 a month or more beyond the credit.',
    arithmetic: BILL,
    steps: 'Pause the project, or disconnect it from its repository.',
    source: VERCEL_PRICES,
  },
  'preview-deployments': {
    title: 'Old deployments',
    when: 'Stored deployments make a tenth of what is used, and halving them brings $5 and 5 % of the bill.',
    arithmetic: 'GB-months × price × share that can go; half is assumed until you tell.',
    steps: 'Project settings, Security, Deployment Retention: shorten it.',
    source: VERCEL_PRICES,
  },
  retention: {
    title: 'History and snapshots of a database',
    when: 'Restore history and snapshots make a tenth of what is used, and halving them brings $5 and 5 % of the bill.',
    arithmetic: 'GB-months × price × share that can go; half is assumed until you tell.',
    steps: 'Project settings: shorten the restore window; delete old snapshots.',
    source: NEON_PRICES,
  },
  images: {
    title: 'Image formats and sizes',
    when: 'Image transformations make 30 % of what is used, and one format fewer brings $5 and 5 % of the bill. No answer tells which formats are on: it is asked.',
    arithmetic:
      'Transformations ÷ 2 × price, as far as the bill lies above the credit. Example: 1.8 M at 0.05 a thousand = 90.00, one format fewer saves 45.00.',
    steps: 'Leave one entry in `images.formats` of the project, and ask for fewer widths and qualities.',
    source: VERCEL_PRICES,
  },
  builds: {
    title: 'Builds that nobody needs',
    when: 'Build minutes make 30 % of what is used, and leaving half of them out brings $5 and 5 % of the bill. How many are needless, and on which machine they run, is asked.',
    arithmetic:
      'CPU-minutes × price × share that is needless, until the bill is down to the credit. Example: 18,000 × 0.0035 = 63.00, a half saves 31.50, and from 70.8 % on it stays at 44.60.',
    steps:
      'Set an ignored build step; build fewer previews; share the build cache; on a Standard machine turn on-demand concurrency off.',
    source: VERCEL_PRICES,
  },
  isr: {
    title: 'The interval at which pages are rendered anew',
    when: 'ISR reads and writes make 30 % of what is used, and half of them brings $5 and 5 % of the bill.',
    arithmetic: 'Units × price × share that falls away.',
    steps: 'Raise `revalidate`, or render anew only when the content changes.',
    source: VERCEL_PRICES,
  },
  functions: {
    title: 'Memory of functions',
    when: 'Memory of functions makes 30 % of what is used, and half of it brings $5 and 5 % of the bill.',
    arithmetic: 'GB-hours × price × share of the memory that is spare.',
    steps: 'Lower the memory in the settings of functions.',
    source: VERCEL_PRICES,
  },
  'function-region': {
    title: 'The region of functions',
    when: 'The provider’s rows charge functions in a region that is dearer than another, and moving brings $5 and 5 % of the bill. Where users and data are, no answer tells: it is asked.',
    arithmetic:
      'The month’s own compute, ISR and origin transfer at the prices of the cheapest region. Example: 62 CPU-hours and 900 GB-hours are 17.48 in iad1 and 27.55 in hnd1.',
    steps: 'Project settings, Functions, Function Region: choose it, and move the database with them.',
    source: 'Price list: regional prices (vercel.com/docs/pricing/regional-pricing).',
  },
  'cache-hits': {
    title: 'Answers from the cache',
    when: 'Functions make 30 % of what is used, the cache answers less than half of the requests, and a fifth of all requests more from it brings $5 and 5 % of the bill.',
    arithmetic: 'Cost of functions and origin transfer × points of more hits ÷ share of misses today.',
    steps: 'Set `s-maxage` on answers that are the same for everybody.',
    source: VERCEL_PRICES,
  },
  bots: {
    title: 'Bots',
    when: 'Edge requests make 30 % of what is used, and a fifth fewer brings $5 and 5 % of the bill. No answer tells bots apart: it is asked.',
    arithmetic: 'Requests × price × share of bots.',
    steps: 'Firewall, bot filter: first in log mode, then on.',
    source: VERCEL_PRICES,
  },
  'smaller-model': {
    title: 'A smaller model for simple calls',
    when: 'A model costs $20 a month or more and answers short calls: 1,000 tokens of input and 300 of output a request at most, on average.',
    arithmetic:
      'The month’s own tokens at the other model’s prices. Example: 114 M in and 6 M out, 288.00 of gpt-6.1-sol, 14.40 of gpt-6-luna, saves 273.60. Where a limit cuts the month off, both figures are told.',
    steps: 'Send 10 % of the calls to the smaller model, and compare the answers.',
    source: MODEL_PRICES,
  },
  'prompt-cache': {
    title: 'A cache for what repeats in prompts',
    when: 'A model costs $20 a month or more, reads long inputs anew (4,096 tokens a request at Anthropic, 1,024 elsewhere), and less than a tenth of its input comes from a cache.',
    arithmetic:
      'Input read from cache and input written to it at their own prices. 70 % read and 5 % written are assumed until you tell.',
    steps: 'Put the fixed part of the prompt first, and mark it for the cache.',
    source: MODEL_PRICES,
  },
  batch: {
    title: 'Batches for what can wait',
    when: 'You told that a share of the calls to a model can wait up to a day. It is asked beside the cache of long inputs.',
    arithmetic: 'That share × half of the price. A batch and a cache are never added up.',
    steps: 'Send those calls through the batch interface.',
    source: MODEL_PRICES,
  },
  'fix-source': {
    title: 'What is not seen',
    when: 'A source that feeds a limit at which something stops has not answered for a day, and its key was refused, has expired or may not read it; or nobody tells the plan of an account that may stop on it.',
    arithmetic: 'None: it is a risk that nobody sees.',
    steps: 'Renew the key of the connection, or choose its plan, in Settings.',
    source: 'The provider’s own answers.',
  },
};

/** What is left out, and why: no figure carries it. */
export const NOT_ADVISED: readonly string[] = [
  'A higher budget of your own. It changes no bill and lifts no stop; it would only silence the notice. It is set under Costs.',
  'A batch through the AI Gateway. No source tells a price of batches there.',
  'A cache and a batch for the same calls. Whether the two discounts add up is not told, so the better one is advised.',
  'A region without a price for all that functions are charged for, and regions for data. No answer tells where a database stands.',
  'An idle branch of a database. The billed rows tell the compute of a project, and not of a branch.',
  'A plan sold by contract. Its fee is in no list.',
  'What a model should answer. A smaller one is advised only for short calls, and to be tried with a tenth of them.',
];
