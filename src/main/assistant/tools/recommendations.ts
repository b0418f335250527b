import { z } from 'zod';
import { groundNotes, readAnswerGround } from '#main/queries/home/answer-ground';
import { recommendationJson } from '#main/queries/recommendations/recommendation-json';
import { readRecommendationList } from '#main/queries/recommendations/recommendation-views';
import { isOpen } from '#shared/core/recommendations/life-cycle';
import { fail, succeed } from '#shared/domain/failure';
import { links } from '#shared/domain/screen-links';
import { formatProjectedMoney } from '#shared/format/money';
import { counted } from '#shared/format/plural';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { inputWords, leftOut, narrowing, noSuchRecommendation, toolWords } from '#shared/words/assistant-tools';
import { isKnown } from '#shared/words/verdict';
import { fitted } from './fitted';
import { inputs, mostInput } from './inputs';
import { withMoments } from './moments';
import { namedAccount } from './named';
import { defineTool, invalid, type ToolFigure } from './tool';

/** `recommendations`: of `headroom recommendations --json` what decides, or one with everything. */
export const recommendationsTool = defineTool({
  name: 'recommendations',
  ...toolWords.recommendations,
  input: {
    id: z.int().min(1).describe(inputWords.id).optional(),
    account: inputs.account,
    status: z.enum(['open', 'all']).default('open').describe(inputWords.status),
    most: mostInput(10, 50),
  },
  async read(account, { id, account: name, status, most }) {
    const connection = await namedAccount(account, name);
    if (!connection.ok) {
      return connection;
    }
    const ground = await account.ask(readAnswerGround, isKnown);
    const { items, together, record } = await account.ask(readRecommendationList);
    if (id !== undefined) {
      const one = items.find((item) => item.id === id);
      return one === undefined
        ? fail(
            invalid(
              noSuchRecommendation(
                id,
                items.map((item) => item.id),
              ),
            ),
          )
        : succeed({
            content: { recommendation: withMoments(recommendationJson(one)) },
            figures: figuresOf(one),
            notes: [],
          });
    }
    const asked = items.filter(
      (item) =>
        (status === 'all' || isOpen(item.status)) &&
        (connection.value === null || item.connectionId === connection.value.id),
    );
    const { shown, left } = fitted(asked.map(deciding), most);
    return succeed({
      content: { recommendations: shown, together, record },
      figures: asked.slice(0, shown.length).flatMap(figuresOf),
      notes: [...groundNotes(ground), ...leftOut(left, 'recommendation', narrowing.recommendations)],
    });
  },
});

/** What decides, in the names of the terminal's JSON. */
function deciding(view: RecommendationView) {
  const json = recommendationJson(view);
  const { id, kind, aim, account, subject, service, metric, status, priority, priorityReason, title } = json;
  const { explanation, currentPlan, recommendedPlan, currency, gain, currentCost, projectedCost, upgradeCost } = json;
  const { extraCost, roi, work, workCost, paybackDays, confidence, daysToLimit, daysToLimitInterval } = json;
  return withMoments({
    ...{ id, kind, aim, account, subject, service, metric, status, priority, priorityReason, title, explanation },
    ...{ currentPlan, recommendedPlan, currency, gain, currentCost, projectedCost, upgradeCost, extraCost, roi },
    ...{ work, workCost, paybackDays, confidence, daysToLimit, daysToLimitInterval },
    ...{ speaksAgainst: json.speaksAgainst, ifYouWait: json.ifYouWait, snoozedUntil: json.snoozedUntil },
  });
}

function figuresOf({ id, title, gain, roi, limit }: RecommendationView): readonly ToolFigure[] {
  const { currency, extraCost } = roi;
  const money = (what: string, value: number | null): ToolFigure => ({
    label: `${title}: ${what}`,
    value,
    unit: currency,
    text: value === null ? 'not known' : formatProjectedMoney(value, currency),
    link: links.recommendations(id),
  });
  return [
    money('costs more a month', extraCost),
    ...(gain === null ? [] : [money('brings a month', gain.amount)]),
    ...(limit === null || limit.days === null
      ? []
      : [
          {
            label: `${title}: days to the limit`,
            value: limit.days,
            unit: 'days',
            text: counted(limit.days, 'day'),
            link: links.recommendations(id),
          },
        ]),
  ];
}
