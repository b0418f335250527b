import type { AdvicePoint, WeighedAlternative } from '#shared/domain/recommendation';
import type { AccountFacts, AdviceFacts, ModelUse } from '../facts';
import { type AdviceKind, blankAdvice, cutPoints, type Finding, point } from '../finding';
import { priorityOfSaving } from '../priority';
import { gainOf, isBeyondNoise } from '../weigh';
import { wholeMonth } from '../worlds';
import {
  adviceOfModel,
  batchWorld,
  inputPerRequest,
  leftAsItIs,
  modelKey,
  monthCost,
  outputPerRequest,
  tokensCost,
  tokensOf,
  wholeMicros,
  withModelAt,
  writesText,
} from './model-question';
import { cacheMinimum } from './prompt-cache';

/** Requests of so few tokens are simple calls (labels, routes, short answers), where a small model is worth a try. */
const SIMPLE_INPUT = 1000;
const SIMPLE_OUTPUT = 300;
/** A model has to cost this much a month before it is worth a test, main units. */
const LEAST_COST = 20;
/** Alternatives that are named beside the cheapest. */
const NAMED = 2;

/** A large model that answers short, simple calls: a smaller one of the same provider may do. */
export const smallerModel: AdviceKind = {
  id: 'smaller-model',
  find: (account, facts) =>
    account.models.flatMap((use) => [advise(account, facts, use)].filter((one) => one !== null)),
};

function advise(account: AccountFacts, facts: AdviceFacts, use: ModelUse): Finding | null {
  const { today } = account;
  const [input, output] = [inputPerRequest(use), outputPerRequest(use)];
  const isSimple = input !== null && output !== null && input <= SIMPLE_INPUT && output <= SIMPLE_OUTPUT;
  const own = use.price === null ? null : tokensCost(use.price, tokensOf(use));
  if (today === null || use.price === null || own === null || own <= 0 || !isSimple || use.cost < LEAST_COST) {
    return null;
  }
  const smaller = account.modelPrices
    .filter((price) => price.provider === use.price?.provider && price.model !== use.model && writesText(price))
    .map((price) => ({ price, cost: tokensCost(price, tokensOf(use)) ?? Number.POSITIVE_INFINITY }))
    .filter(({ cost }) => cost < own)
    .sort((a, b) => a.cost - b.cost || a.price.model.localeCompare(b.price.model));
  const [best] = smaller;
  const after = best === undefined ? null : withModelAt(account, use, best.cost / own);
  if (best === undefined || after === null) {
    return null;
  }
  const gain = gainOf(today, after);
  if (!isBeyondNoise(gain, wholeMicros(today))) {
    return null;
  }
  const priority = priorityOfSaving(gain.amount);
  const blank = blankAdvice(account, facts, {
    ...{ key: modelKey(account, use), kind: 'smaller-model', aim: 'saving' },
    change: { kind: 'model', from: use.model, to: best.price.model },
    ...{ priority: priority.value, priorityReason: priority.reason },
  });
  const cost = monthCost(today, use);
  const figures = {
    ...{ model: use.model, smaller: best.price.model, input: Math.round(input), output: Math.round(output) },
    ...{ cost, small: (cost * best.cost) / own, saving: gain.amount / 1e6 },
  };
  const others = smaller
    .filter(({ price }) => price !== best.price && isNear(price.model, use.model))
    .filter((one, _, all) => !all.some((other) => replaces(other, one)))
    .slice(-NAMED)
    .map(({ price, cost }): WeighedAlternative => {
      const world = withModelAt(account, use, cost / own);
      return {
        ...{ id: price.model, name: price.model, cost: world === null ? null : wholeMicros(world) },
        lost: point('dearer', { by: world === null ? 0 : wholeMonth(world) - wholeMonth(after) }),
      };
    });
  const batch = batchWorld(account, use);
  return {
    after,
    sure: true,
    advice: {
      ...adviceOfModel(blank, use, { today, after, gain }),
      alternatives: [
        { id: 'stay', name: use.model, cost: wholeMicros(today), lost: point('dearer', { by: gain.amount / 1e6 }) },
        { id: best.price.model, name: best.price.model, cost: wholeMicros(after), lost: null },
        ...others,
        { id: 'prompt-cache', name: use.model, cost: null, lost: cacheLost(use, input) },
        ...(batch === null
          ? []
          : [
              {
                ...{ id: 'batch', name: use.model, cost: wholeMicros(batch) },
                lost: point('only-if', { condition: 'can-wait', cost: wholeMonth(batch) }),
              },
            ]),
      ],
      reason: [point('model-short-calls', figures), point('smaller-costs', figures), ...cutPoints(gain)],
      benefits: [point('saves-model', figures), ...(gain.againstCut === null ? [] : [point('ends-limit-trouble')])],
      risks: [leftAsItIs(gain), point('model-goes-on', figures)],
      against: [point('quality'), point('test-first')],
      evidence: {
        ...blank.evidence,
        points: [point('tokens', tokenFigures(use, cost)), point('model-short-calls', figures)],
      },
      sources: [use.price, best.price].map(({ model, source, sourceDate }) => ({
        text: `${model}: ${source}`,
        date: sourceDate,
      })),
      steps: { url: account.link('usage'), points: [point('try-share', figures)] },
      confidence: 'medium',
      work: { hours: 4, who: 'developer' },
    },
  };
}

/** Figures of a month's tokens. */
function tokenFigures(use: ModelUse, cost: number): AdvicePoint['figures'] {
  const { input, output } = tokensOf(use);
  return { model: use.model, tokens: Math.round(input + output), output: Math.round(output), cost };
}

function cacheLost(use: ModelUse, input: number): AdvicePoint {
  const least = cacheMinimum(use.price?.provider ?? '');
  return input < least ? point('too-short-to-cache', { input: Math.round(input), least }) : point('smaller-saves-more');
}

interface Priced {
  readonly price: { readonly model: string };
  readonly cost: number;
}

/** Whether one model is a version of the other one's size that costs less, or the same and is later. */
function replaces(one: Priced, other: Priced): boolean {
  const size = (name: string) => name.replaceAll(/[^a-z]/g, '');
  const isLater = one.cost === other.cost && one.price.model > other.price.model;
  return size(one.price.model) === size(other.price.model) && (one.cost < other.cost || isLater);
}

/** Of one generation: the first number of both names is the same, wherever the name of the size stands. */
function isNear(model: string, other: string): boolean {
  const generation = (name: string) => /\d+/.exec(name)?.[0];
  return generation(model) === generation(other);
}
