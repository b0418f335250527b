import { summaryKey } from '#shared/domain/service';
import type { LimitJson } from '#shared/ipc/standing';
import { figuresOfCsv, figuresOfHtml, figuresOfJson, figuresOfMarkdown } from '../fixtures/report-figures';
import { type Answer, fromJson, fromSummary, type Said, saidBy } from './standing-answers';
import type { SurfaceTexts } from './standing-texts';
import { instant, isMoment, isProbability, isWhen } from './when-told';

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
  return notices.flatMap(eachOf).flatMap(({ title, body }) => {
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

/** A notice of several has a line for each: its title, and behind a colon how full it is. */
function eachOf(notice: SurfaceTexts['notices'][number]): readonly SurfaceTexts['notices'][number][] {
  if (!/ and \d+ more$/.test(notice.title)) {
    return [notice];
  }
  return notice.body.split('\n').map((line) => {
    const found = /^(.*?): ((?:[\d$<]|at least ).*)$/.exec(line);
    return { title: found?.[1] ?? line, body: found?.[2] ?? line };
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
