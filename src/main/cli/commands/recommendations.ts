import { type Command, InvalidArgumentError } from 'commander';
import { changeRecommendation } from '#main/actions/change-recommendation';
import { recommendationJson } from '#main/queries/recommendations/recommendation-json';
import { readRecommendation, readRecommendationList } from '#main/queries/recommendations/recommendation-views';
import { readWeighed, type WeighedQuestion } from '#main/queries/recommendations/weighed';
import type { AccountSession } from '#main/session/account-session';
import { isOpen, type RecommendationStep } from '#shared/core/recommendations/life-cycle';
import { DAY, type Instant } from '#shared/domain/instant';
import type { Standing } from '#shared/domain/standing';
import { formatBillAmount } from '#shared/format/bill';
import { formatProjectedMoney } from '#shared/format/money';
import { formatPercent } from '#shared/format/percent';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { statusWord } from '#shared/words/recommendation-life';
import { boundWords } from '#shared/words/roi';
import { percentWords, whenShort } from '#shared/words/standing';
import { isKnown } from '#shared/words/verdict';
import { withSession } from '../context';
import { dataCommand, withRiskOptions } from '../data-command';
import { EXIT, type Finish } from '../exit-codes';
import { readGround } from '../no-data';
import { print, printJson, table, tellFailure } from '../output';
import type { DataOptions, RiskOptions } from '../place';
import { answerRisk, type RiskAnswer } from '../risk-answer';

interface ListOptions extends RiskOptions {
  readonly explain?: boolean;
}

export function addRecommendations(program: Command, finish: Finish): void {
  const list = withRiskOptions(
    dataCommand(program, 'recommendations', 'what to do, with its ROI, open ones first', [
      'headroom recommendations --explain',
      'headroom recommendations approve 2',
      'headroom recommendations dismiss 2 --reason "we clean up first"',
    ]),
  )
    .option('--explain', 'every way that was weighed for each service, and why it lost')
    .action(async (options: ListOptions) => finish(await answerRisk(options, ({ account }) => show(account, options))));
  addSteps(list, finish);
}

async function show(account: AccountSession, options: ListOptions): Promise<RiskAnswer> {
  const { standings, code, isShown } = await readGround(account, isKnown);
  const { items, together, record } = await account.ask(readRecommendationList);
  const weighed = options.explain === true ? await account.ask(readWeighed) : [];
  if (options.json) {
    const views = items.map(recommendationJson);
    printJson(options.explain === true ? { recommendations: views, weighed } : views);
  } else if (items.length > 0 || isShown) {
    const [sum] = record;
    print(recommendationTable(items, standings.list, account.clock.now(), code !== EXIT.fine));
    const waning = items.filter(({ status, calledFor }) => isOpen(status) && !calledFor);
    const lines = [
      ...(items.length === 0 ? [] : [`${together.text}.`]),
      ...waning.map(({ id, note }) => `${id}: ${note}`),
      ...(sum === undefined ? [] : [sum.text]),
    ];
    print(
      ['', ...lines, ...weighed.filter(({ alternatives }) => alternatives.length > 1).flatMap(weighedLines)]
        .join('\n')
        .trimEnd(),
    );
  }
  return { code, told: standings.list };
}

/** One line a recommendation; what is not known says so. */
export function recommendationTable(
  views: readonly RecommendationView[],
  list: readonly Standing[],
  now: number,
  isOld = false,
): string {
  if (views.length === 0) {
    return isOld
      ? 'No recommendations by what was read last.'
      : 'No recommendations: no change is known that keeps a limit from stopping something, or that saves money without harm.';
  }
  const rows = views.map((view) => {
    const standing = view.limit === null ? undefined : list.find(({ key }) => key === view.metricKey);
    return [
      String(view.id),
      view.priority,
      view.snoozedUntil !== null && view.snoozedUntil > now ? 'SNOOZED' : view.status,
      view.title,
      view.effect === '' ? '–' : view.effect,
      standing === undefined ? usedWords(view) : percentWords(standing) || '–',
      standing === undefined ? limitWords(view) : whenShort(standing, { now }),
      gainWords(view),
      view.roi.short,
    ];
  });
  return table(['Id', 'Priority', 'Status', 'What', 'Costs', 'Used', 'Reached', 'Gain', 'ROI'], rows, [0, 5, 7, 8]);
}

function usedWords({ limit }: RecommendationView): string {
  return limit === null ? '–' : formatPercent(limit.percent);
}

function limitWords({ limit }: RecommendationView): string {
  return limit === null ? '–' : 'no longer watched';
}

function gainWords({ roi }: RecommendationView): string {
  const { profitImpact, currency, bounds } = roi;
  return profitImpact === null
    ? 'unknown'
    : boundWords(formatProjectedMoney(profitImpact, currency), bounds['profitImpact']);
}

function weighedLines({ account, question, recommendation, currency, alternatives }: WeighedQuestion): string[] {
  const rows = alternatives.map(({ name, cost, isLeast, lost }) => [
    name,
    cost === null ? 'unknown' : formatBillAmount({ amount: cost, complete: isLeast !== true }, currency),
    lost ?? (recommendation === null ? 'stays' : 'recommended'),
  ]);
  const head = `${account}, ${question}: ${recommendation ?? 'nothing to change'}`;
  return ['', head, table(['Way', 'Bill a month', 'Why not'], rows, [1])];
}

const LONGEST_DAYS = 365;

/** A person's steps, below the list. */
function addSteps(list: Command, finish: Finish): void {
  const step = (name: string, description: string, ...examples: readonly string[]) =>
    dataCommand(list, name, description, examples).argument(
      '<id>',
      'number in the first column of the list',
      wholeNumber,
    );
  const take = async (id: number, change: (now: Instant) => RecommendationStep, command: Command) => {
    const options: DataOptions = command.optsWithGlobals();
    finish(
      await withSession(options, async ({ account }) => {
        const result = await account.act(changeRecommendation, id, change(account.clock.now()));
        if (!result.ok) {
          tellFailure(result.failure);
          return result.failure.code === 'not-found' ? EXIT.wrongUse : EXIT.failure;
        }
        answer(await account.ask(readRecommendation, id), options);
        return EXIT.fine;
      }),
    );
  };
  step('approve', 'say that it is to be done', 'headroom recommendations approve 2').action(
    (id: number, _options: object, command: Command) => take(id, () => ({ step: 'approve' }), command),
  );
  step(
    'dismiss',
    'say no; it stays away until something material changes',
    'headroom recommendations dismiss 2 --reason "we clean up first"',
  )
    .requiredOption('--reason <words>', 'why, for whoever looks at it later', words)
    .action((id: number, { reason }: { readonly reason: string }, command: Command) =>
      take(id, () => ({ step: 'dismiss', reason }), command),
    );
  step('snooze', 'put it off', 'headroom recommendations snooze 2 --days 14', 'headroom recommendations snooze 2 --end')
    .option('--days <number>', 'for so many days', daysAhead, 7)
    .option('--end', 'end it now')
    .action((id: number, { days, end }: { readonly days: number; readonly end?: boolean }, command: Command) =>
      take(id, (now) => (end ? { step: 'unsnooze' } : { step: 'snooze', until: now + days * DAY }), command),
    );
  step(
    'implement',
    'say that it is done; what it saves is measured after 7 and 30 days',
    'headroom recommendations implement 2',
  ).action((id: number, _options: object, command: Command) => take(id, () => ({ step: 'implement' }), command));
  step('reopen', 'take the last decision back', 'headroom recommendations reopen 2').action(
    (id: number, _options: object, command: Command) => take(id, () => ({ step: 'reopen' }), command),
  );
}

function answer(view: RecommendationView | null, options: DataOptions): void {
  if (view === null) {
    return;
  }
  if (options.json) {
    printJson(recommendationJson(view));
  } else {
    print(`${view.title}: ${statusWord(view.status).toLowerCase()}.${view.note === '' ? '' : ` ${view.note}`}`);
  }
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It is no number of a recommendation.');
  return Number(text);
}

function words(text: string): string {
  if (text.trim() === '' || text.length > 500) throw new InvalidArgumentError('Give a reason of 1 to 500 characters.');
  return text.trim();
}

function daysAhead(text: string): number {
  const days = Number(text);
  if (!(days > 0 && days <= LONGEST_DAYS)) {
    throw new InvalidArgumentError(`Give a number of days from 1 to ${LONGEST_DAYS}.`);
  }
  return days;
}
