import type { AskedFigure, WeighedAlternative } from '#shared/domain/recommendation';
import type { AccountFacts, AdviceFacts, ModelUse } from '../facts';
import { type AdviceKind, answerTo, blankAdvice, cutPoints, type Finding, point } from '../finding';
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
  tokensCost,
  tokensOf,
  wholeMicros,
  withModelAt,
} from './model-question';

/** Until the person tells: this share of the input repeats, and this share has to be written once. */
const READ = 0.7;
const WRITTEN = 0.05;
/** A model that reads this much from its cache already has one. */
const HAS_CACHE = 0.1;
const LEAST_COST = 20;

/** Tokens of input below which a provider caches nothing (facts: "Prompt-cache minimum", grade B, the largest of its models). */
export function cacheMinimum(provider: string): number {
  return provider === 'anthropic' ? 4096 : 1024;
}

/** Long inputs that are read anew with every request: what repeats could come from the provider's cache. */
export const promptCache: AdviceKind = {
  id: 'prompt-cache',
  find: (account, facts) =>
    account.models.flatMap((use) => [advise(account, facts, use)].filter((one) => one !== null)),
};

function advise(account: AccountFacts, facts: AdviceFacts, use: ModelUse): Finding | null {
  const { today } = account;
  const input = inputPerRequest(use);
  const tokens = tokensOf(use);
  const own = use.price === null ? null : tokensCost(use.price, tokens);
  const isCached = tokens.cacheRead > HAS_CACHE * tokens.input;
  const isLong = input !== null && input >= cacheMinimum(use.price?.provider ?? '');
  const hasCache = use.price?.cacheReadPerMTok != null;
  if (
    today === null ||
    use.price === null ||
    own === null ||
    own <= 0 ||
    isCached ||
    !isLong ||
    !hasCache ||
    use.cost < LEAST_COST
  ) {
    return null;
  }
  const key = modelKey(account, use);
  const read = answerTo(facts, key, 'cached-share', READ);
  const written = answerTo(facts, key, 'written-share', WRITTEN);
  const share = Math.min(1, read.value + written.value);
  const cached = tokensCost(use.price, {
    ...tokens,
    cacheRead: tokens.input * Math.min(share, read.value),
    cacheWrite: tokens.input * Math.max(0, share - read.value),
  });
  const after = cached === null ? null : withModelAt(account, use, cached / own);
  if (after === null || cached === null) {
    return null;
  }
  const gain = gainOf(today, after);
  if (!isBeyondNoise(gain, wholeMicros(today))) {
    return null;
  }
  const waits = canWait(facts, key);
  const batch = batchWorld(account, use);
  const priority = priorityOfSaving(gain.amount);
  const blank = blankAdvice(account, facts, {
    ...{ key, kind: 'prompt-cache', aim: 'saving' },
    change: { kind: 'use', service: use.model, metric: 'INPUT_UNCACHED', project: null, factor: 1 - share },
    ...{ priority: priority.value, priorityReason: priority.reason },
  });
  const figures = {
    ...{ model: use.model, input: Math.round(input), read: read.value, written: written.value },
    ...{ cost: monthCost(today, use), saving: gain.amount / 1e6 },
  };
  const isAssumed = read.assumed || written.assumed;
  return {
    after,
    sure: !isAssumed,
    advice: {
      ...adviceOfModel(blank, use, { today, after, gain }),
      alternatives: [
        { id: 'stay', name: use.model, cost: wholeMicros(today), lost: point('dearer', { by: gain.amount / 1e6 }) },
        { id: 'prompt-cache', name: use.model, cost: wholeMicros(after), lost: null },
        ...(batch === null
          ? []
          : [
              {
                ...{ id: 'batch', name: use.model, cost: wholeMicros(batch) },
                lost: point('only-if', { condition: 'can-wait', cost: wholeMonth(batch) }),
              } satisfies WeighedAlternative,
            ]),
        { id: 'smaller-model', name: use.model, cost: null, lost: point('not-simple', { input: Math.round(input) }) },
      ],
      reason: [
        point('long-inputs-anew', figures),
        point(isAssumed ? 'cache-if' : 'cache-then', figures),
        ...cutPoints(gain),
        ...(batch === null ? [] : [point('or-batch', { model: use.model, bill: wholeMonth(batch) })]),
      ],
      benefits: [point('saves-model', figures), point('answers-sooner')],
      risks: [leftAsItIs(gain), point('model-goes-on', figures)],
      against: [point('cache-is-written'), point('fixed-part-first'), point('cache-or-batch')],
      evidence: {
        ...blank.evidence,
        points: [
          point('tokens', {
            ...figures,
            tokens: Math.round(tokens.input + tokens.output),
            output: Math.round(tokens.output),
          }),
        ],
      },
      sources: [{ text: `${use.price.model}: ${use.price.source}`, date: use.price.sourceDate }],
      steps: { url: account.link('usage'), points: [point('mark-cache', figures)] },
      confidence: isAssumed ? 'low' : 'medium',
      work: { hours: 4, who: 'developer' },
      question: {
        code: 'what-repeats',
        figures: [
          { name: 'cached-share', unit: 'share', ...{ value: read.value, assumed: read.assumed, least: 0, most: 1 } },
          {
            name: 'written-share',
            unit: 'share',
            ...{ value: written.value, assumed: written.assumed, least: 0, most: 1 },
          },
          ...(batch === null ? [] : [waits]),
        ],
      },
    },
  };
}

/** The same calls may also wait for a batch: none of them until the person tells. */
function canWait(facts: AdviceFacts, key: string): AskedFigure {
  return { name: 'can-wait', unit: 'share', ...answerTo(facts, key, 'can-wait', 0), least: 0, most: 1 };
}
