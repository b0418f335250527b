import { type AdviceKind, answerTo, blankAdvice, cutPoints, point } from '../finding';
import { priorityOfSaving } from '../priority';
import { gainOf, isBeyondNoise } from '../weigh';
import { adviceOfModel, leftAsItIs, modelKey, monthCost, wholeMicros, withModelAt } from './model-question';

/** Answers within a day at half of the price: only for work whose user says that it can wait. */
export const batch: AdviceKind = {
  id: 'batch',
  find: (account, facts) =>
    account.models.flatMap((use) => {
      const { today } = account;
      const key = modelKey(account, use);
      const waits = answerTo(facts, key, 'can-wait', 0);
      if (today === null || use.price === null || waits.assumed || waits.value <= 0 || use.price.batchFactor >= 1) {
        return [];
      }
      const after = withModelAt(account, use, 1 - waits.value * (1 - use.price.batchFactor));
      const gain = after === null ? null : gainOf(today, after);
      if (after === null || gain === null || !isBeyondNoise(gain, wholeMicros(today))) {
        return [];
      }
      const priority = priorityOfSaving(gain.amount);
      const blank = blankAdvice(account, facts, {
        ...{ key, kind: 'batch', aim: 'saving' },
        change: {
          ...{ kind: 'use', service: use.model, metric: 'MODEL_COST', project: null },
          factor: 1 - waits.value * (1 - use.price.batchFactor),
        },
        ...{ priority: priority.value, priorityReason: priority.reason },
      });
      const figures = {
        model: use.model,
        share: waits.value,
        factor: use.price.batchFactor,
        cost: monthCost(today, use),
        saving: gain.amount / 1e6,
      };
      return [
        {
          after,
          sure: true,
          advice: {
            ...adviceOfModel(blank, use, { today, after, gain }),
            alternatives: [
              {
                id: 'stay',
                name: use.model,
                cost: wholeMicros(today),
                lost: point('dearer', { by: gain.amount / 1e6 }),
              },
              { id: 'batch', name: use.model, cost: wholeMicros(after), lost: null },
            ],
            reason: [point('can-wait', figures), point('batch-price', figures), ...cutPoints(gain)],
            benefits: [point('saves-model', figures)],
            risks: [leftAsItIs(gain), point('model-goes-on', figures)],
            against: [point('answers-later'), point('cache-or-batch')],
            evidence: {
              ...blank.evidence,
              points: [
                point('tokens', {
                  ...figures,
                  tokens: Math.round(use.inputUncached + use.cacheRead + use.cacheWrite + use.output),
                  output: Math.round(use.output),
                }),
              ],
            },
            sources: [{ text: `${use.price.model}: ${use.price.source}`, date: use.price.sourceDate }],
            steps: { url: account.link('usage'), points: [point('send-as-batch', figures)] },
            confidence: 'medium' as const,
            work: { hours: 6, who: 'developer' as const },
            question: {
              code: 'can-wait',
              figures: [
                { name: 'can-wait', unit: 'share' as const, value: waits.value, assumed: false, least: 0, most: 1 },
              ],
            },
          },
        },
      ];
    }),
};
