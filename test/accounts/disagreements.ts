import { parseInstant } from '#shared/core/calendar/calendar';
import { DAY } from '#shared/domain/instant';
import { summaryKey } from '#shared/domain/service';
import type { LimitJson } from '#shared/ipc/standing';
import { figuresOfCsv, figuresOfHtml, figuresOfJson, figuresOfMarkdown } from '../fixtures/report-figures';
import { type Answer, fromJson, fromSummary, type Said, saidBy } from './standing-answers';
import type { SurfaceTexts } from './standing-texts';

/** What the machine-readable answer says of a consequence, in the words that any surface may say it in. */
const CONSEQUENCES: Readonly<Record<LimitJson['atLimit'], RegExp>> = {
  reject: /refuse/i,
  drop: /lost/i,
  offline: /stops all of it|offline/i,
  pause: /pause/i,
  throttle: /slow/i,
  bill: /charge/i,
  inform: /tell|told/i,
  none: /nothing stops/i,
};

/** Every question to which two surfaces give two answers, in words; empty where all of them agree. `now`: epoch seconds. */
export function disagreements(texts: SurfaceTexts, now: number): string[] {
  const limits = fromJson(texts.json);
  const said = saidBy(texts);
  return [
    ...Object.entries(said).flatMap(([surface, one]) => againstJson(surface, one, limits, now)),
    ...inSummary(texts.summary, limits, now),
    ...inReports(texts),
    ...inNotices(texts.notices, limits),
    ...several(
      'the first sentence',
      pick(said, ({ headline }) => headline),
    ),
    ...several(
      'the cost',
      pick(said, ({ cost }) => cost),
    ),
    ...Object.entries(said).flatMap(([surface, { headline }]) =>
      headline === undefined || limits.length === 0 ? [] : headlineAgainst(surface, headline, limits[0] as LimitJson),
    ),
  ];
}

function pick(said: Readonly<Record<string, Said>>, of: (one: Said) => string | undefined): Map<string, string> {
  return new Map(
    Object.entries(said).flatMap(([surface, one]) => {
      const value = of(one);
      return value === undefined ? [] : [[surface, value] as const];
    }),
  );
}

function several(question: string, answers: ReadonlyMap<string, string>): string[] {
  return new Set(answers.values()).size < 2
    ? []
    : [`${question}: ${[...answers].map(([surface, answer]) => `${surface} "${answer}"`).join(', ')}`];
}

/** The limits that a surface shows are the first ones, in the order, each with the answers of the machine-readable one. */
function againstJson(surface: string, { limits: shown }: Said, limits: readonly LimitJson[], now: number): string[] {
  const names = shown.map(({ name }) => name);
  const expected = limits.slice(0, shown.length).map(({ title }) => title);
  const wrong =
    names.join('|') === expected.join('|')
      ? []
      : [`${surface}: the order is ${names.join(', ')}, not ${expected.join(', ')}`];
  if (limits.length > 0 && shown.length === 0) {
    wrong.push(`${surface}: shows no limit`);
  }
  return [
    ...wrong,
    ...shown.flatMap((answer) => {
      const limit = limits.find(({ title }) => title === answer.name);
      return limit === undefined
        ? []
        : wrongIn(answer, limit, now).map((what) => `${surface}: ${answer.name}: ${what}`);
    }),
  ];
}

function wrongIn({ percent, when, chance, atLimit, severity }: Answer, limit: LimitJson, now: number): string[] {
  const tests: readonly (readonly [string, string | undefined, boolean])[] = [
    ['how full', percent, isPercent(percent ?? '', limit)],
    ['when', when, isWhen(when ?? '', limit, now)],
    ['how likely', chance, isChance(chance ?? '', limit)],
    ['what happens there', atLimit, CONSEQUENCES[limit.atLimit].test(atLimit ?? '')],
    ['severity', severity, severity === (limit.severity ?? 'unknown')],
  ];
  return tests.flatMap(([question, answer, agrees]) =>
    answer === undefined || agrees
      ? []
      : [
          `${question} "${answer}", not ${JSON.stringify({ percent: limit.percent, reachedAt: limit.reachedAt, expectedAt: limit.expectedAt, within30: limit.probability?.within30, atLimit: limit.atLimit, severity: limit.severity, outlook: limit.outlook, learningUntil: limit.learningUntil, freshness: limit.freshness })}`,
        ],
  );
}

/** `85 %`, `74.9 %` below a mark that is not reached, `<0.1 %`; empty where it is unknown. */
function isPercent(told: string, { percent, atLeast }: LimitJson): boolean {
  if (percent === null) {
    return told === '';
  }
  const found = /^(at least )?(<?)([\d,.]+) %$/.exec(told);
  if (found === null || (found[1] !== undefined) !== atLeast) {
    return false;
  }
  const figure = Number(found[3]?.replaceAll(',', ''));
  return found[2] === '<'
    ? percent > 0 && percent < figure
    : Math.abs(figure - percent) <= (percent < 10 ? 0.1 : 0.5) + 1e-9;
}

function isChance(told: string, { probability, percent, reachedAt }: LimitJson): boolean {
  const isReached = reachedAt !== null || (percent !== null && percent >= 100);
  return probability === null || isReached ? told === '' : isProbability(told, probability.within30);
}

function isProbability(told: string, probability: number): boolean {
  const found = /^([<>]?)(\d+) %$/.exec(told);
  const figure = Number(found?.[2]) / 100;
  switch (found?.[1]) {
    case '<':
      return probability < figure;
    case '>':
      return probability > figure;
    default:
      return Math.abs(figure - probability) <= 0.005 + 1e-9;
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SPANS: Readonly<Record<string, number>> = { hour: 1 / 24, day: 1, week: 7, month: 30.4 };

/** Each way to say when, held against the moments and probabilities of the machine-readable answer. */
function isWhen(told: string, limit: LimitJson, now: number): boolean {
  for (const [way, holds] of WAYS) {
    const found = way.exec(told);
    if (found !== null) {
      return holds(found.slice(1), limit, now);
    }
  }
  // Why nothing was read.
  return limit.used === null && told !== '';
}

type Holds = (parts: readonly string[], limit: LimitJson, now: number) => boolean;

const WAYS: readonly (readonly [RegExp, Holds])[] = [
  [
    /^about (\d+) (hour|day|week|month)s?$/,
    ([count, unit], limit, now) => isAhead(Number(count), unit ?? '', limit, now),
  ],
  [/^within the hour$/, (_, limit, now) => medianOf(limit) !== null && (medianOf(limit) ?? 0) - now < 3600],
  [
    /^(over|at the limit) since (.*)$/,
    ([level, since], { reachedAt, enforcing, percent }) => {
      const from = instant(reachedAt ?? enforcing?.since ?? null);
      return from !== null && isMoment(since ?? '', from) && (level === 'over') === (percent ?? 0) > 100;
    },
  ],
  [/^(?:over by [\d,]+ %|at the limit)$/, (_, { reachedAt, percent }) => reachedAt === null && (percent ?? 0) >= 100],
  [
    /^([<>]?\d+ %) within 30 days$/,
    ([chance], limit) =>
      limit.probability !== null && medianOf(limit) === null && isProbability(chance ?? '', limit.probability.within30),
  ],
  [
    /^not in 30 days$/,
    (_, limit) => limit.probability !== null && medianOf(limit) === null && limit.probability.within30 < 0.01,
  ],
  [
    /^known from (.*)$/,
    ([day], { outlook, learningUntil }, now) => {
      const until = instant(learningUntil);
      return outlook === 'learning' && until !== null && isMoment(day ?? '', day === 'today' ? now : until);
    },
  ],
  [
    /^(?:too early to tell|at most .* by .*)$/,
    (_, limit) => limit.outlook === 'learning' && limit.learningUntil === null,
  ],
  [/^no forecast$/, (_, { outlook, expectedAt }) => outlook === 'none' || expectedAt === null],
  [/^last read /, (_, { freshness }) => freshness === 'stale'],
];

function isAhead(count: number, unit: string, limit: LimitJson, now: number): boolean {
  const [median, size] = [medianOf(limit), SPANS[unit] ?? Number.NaN];
  return median !== null && Math.abs((median - now) / DAY - count * size) <= size / 2 + 0.02;
}

function medianOf({ expectedAt }: LimitJson): number | null {
  return instant(expectedAt?.q50 ?? null);
}

/** `6 Nov`, `6 Nov 2025`, `09:12`; told in UTC, where the tests run. */
function isMoment(told: string, at: number): boolean {
  const date = new Date(at * 1000);
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  return (
    told === 'today' ||
    told === day ||
    told === `${day} ${date.getUTCFullYear()}` ||
    told === date.toISOString().slice(11, 16)
  );
}

function instant(text: string | null): number | null {
  return text === null ? null : parseInstant(text);
}

/** Every figure of the report stands in each of its forms, in the same words and place. */
function inReports({ markdown, html, csv, reportJson, reportFigures }: SurfaceTexts): string[] {
  const files = {
    markdown: figuresOfMarkdown(markdown),
    html: figuresOfHtml(html),
    csv: figuresOfCsv(csv),
    json: figuresOfJson(reportJson),
  };
  const ids = files.csv.map(({ id }) => id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  const unequal = Object.entries(files).flatMap(([form, figures]) => {
    const at = [...reportFigures.keys()].find((index) => {
      const [wanted, told] = [reportFigures[index], figures[index]];
      return wanted?.label !== told?.label || wanted?.text !== told?.text;
    });
    if (at !== undefined) {
      return [`the report as ${form}: ${JSON.stringify(figures[at])}, not ${JSON.stringify(reportFigures[at])}`];
    }
    return figures.length === reportFigures.length
      ? []
      : [`the report as ${form}: ${figures.length} figures, not ${reportFigures.length}`];
  });
  return [...unequal, ...twice.map((id) => `the report has two figures called ${id}`)];
}

/** `summary` tells the accounts' own limits by their keys, in the order, and the same of each. */
function inSummary(text: string, limits: readonly LimitJson[], now: number): string[] {
  const rows = fromSummary(text);
  const own = limits.filter(({ scope, key }) => scope === 'connection' && !key.includes('#'));
  const places = rows.map(({ name }) => own.findIndex(({ service, metric }) => summaryKey(service, metric) === name));
  const wrong = rows.flatMap((row, at) => {
    const limit = own[places[at] ?? -1];
    return limit === undefined ? [] : wrongIn(row, limit, now).map((what) => `summary: ${row.name}: ${what}`);
  });
  const known = places.filter((place) => place >= 0);
  const isOrdered = known.every((place, at) => at === 0 || place > (known[at - 1] ?? 0));
  return isOrdered ? wrong : [...wrong, `summary: the order is ${rows.map(({ name }) => name).join(', ')}`];
}

/** A notice is about one limit, and tells of it what the machine-readable answer does. */
function inNotices(notices: SurfaceTexts['notices'], limits: readonly LimitJson[]): string[] {
  return notices.flatMap(({ title, body }) => {
    // One that is over tells its last level.
    if (/back to normal|no longer near/.test(title)) {
      return [];
    }
    const about = limits
      .filter((limit) => title.startsWith(limit.title.split(', ')[0] ?? limit.title))
      .sort((a, b) => b.title.length - a.title.length);
    // Two accounts' limits of one name: the notice tells which in its figures.
    const wrongs = about.map((limit) => inNotice(title, body, limit));
    return wrongs.length === 0 || wrongs.some((wrong) => wrong.length === 0) ? [] : (wrongs[0] ?? []);
  });
}

function inNotice(title: string, body: string, limit: LimitJson): string[] {
  const full = /, (<?[\d,.]+ %)(?:, |\.|;)/.exec(body)?.[1];
  const within = /([<>]?\d+ %) likely within (7|30) days/.exec(body);
  const chance = within?.[2] === '7' ? limit.probability?.within7 : limit.probability?.within30;
  const since = /since (\S+(?: \w{3})?)$/.exec(title)?.[1];
  const from = instant(limit.reachedAt);
  const wrong = [
    full === undefined || isPercent(limit.atLeast ? `at least ${full}` : full, limit)
      ? ''
      : `how full "${full}", not ${limit.percent}`,
    within === null || (chance !== undefined && isProbability(within[1] ?? '', chance))
      ? ''
      : `how likely "${within[0]}", not ${chance}`,
    since === undefined || (from !== null && isMoment(since, from)) ? '' : `since "${since}", not ${limit.reachedAt}`,
    CONSEQUENCES[limit.atLimit].test(body) || limit.outlook === 'learning'
      ? ''
      : `what happens there "${body}", not ${limit.atLimit}`,
  ];
  return wrong.filter((what) => what !== '').map((what) => `notice "${title}": ${what}`);
}

/** What the first sentence names is the first limit, and says of it what the machine-readable answer does. */
function headlineAgainst(surface: string, headline: string, first: LimitJson): string[] {
  const quiet = /^(All clear|Too early to tell|As of |Nothing |No )/.test(headline);
  const presses =
    ['over', 'critical', 'warning'].includes(first.severity ?? '') || (first.probability?.within30 ?? 0) >= 0.5;
  if (quiet) {
    return presses && first.atLimit !== 'none' ? [`${surface}: "${headline}" hides ${first.title}`] : [];
  }
  return headline.startsWith(first.title) ? [] : [`${surface}: "${headline}" is not about ${first.title}`];
}
