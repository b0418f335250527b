import type { Advice, AdvicePoint, AskedFigure } from '#shared/domain/recommendation';
import { formatBillAmount } from '../format/bill';
import { capitalized } from '../format/capitalized';
import { LIMIT_SENTENCES } from './recommendation-limits';
import { QUESTIONS } from './recommendation-questions';
import { driverTitle, SAVING_SENTENCES } from './recommendation-savings';
import { type AdviceReader, type Sentences, sayer } from './recommendation-say';
import { workWords } from './roi';

/** Every sentence that the kinds of the app can say, by its code. */
export const SENTENCES: Sentences = {
  ...LIMIT_SENTENCES,
  ...SAVING_SENTENCES,
  // What a version kept that kept sentences.
  told: ({ text }) => text('text'),
};

/** The words that a provider's own kinds bring. */
export interface OwnAdviceWords {
  readonly sentence: (point: AdvicePoint) => string | null;
  readonly title: (advice: Advice) => string | null;
}

/** An advice in a person's words. */
export interface AdviceWords {
  /** Imperative, for lists: `Move Redis to Fixed 250MB`. */
  readonly title: string;
  readonly reason: string;
  readonly priority: string;
  readonly benefits: readonly string[];
  readonly risks: readonly string[];
  readonly against: readonly string[];
  readonly evidence: readonly string[];
  readonly steps: readonly string[];
  /** `why` is empty for the one that won. */
  readonly alternatives: readonly {
    readonly id: string;
    readonly name: string;
    readonly cost: string;
    readonly why: string;
  }[];
  readonly breakEven: string;
  /** Empty where nothing is asked. */
  readonly question: string;
  /** Label of each asked figure, in their order. */
  readonly figures: readonly string[];
  /** `about 2 hours of a developer`. */
  readonly work: string;
  readonly confidence: string;
}

/** The sentence of one point; what no one has words for says nothing. */
export function pointSentence(
  point: AdvicePoint,
  currency: string,
  reader: AdviceReader,
  own?: OwnAdviceWords,
): string {
  return own?.sentence(point) ?? SENTENCES[point.code]?.(sayer(point, currency, reader)) ?? '';
}

/** All sentences of an advice, made when it is read. `own`: what its provider brings. */
export function adviceWords(advice: Advice, reader: AdviceReader, own?: OwnAdviceWords): AdviceWords {
  const { currency } = advice.cost;
  const say = (point: AdvicePoint) => pointSentence(point, currency, reader, own);
  const all = (points: readonly AdvicePoint[]) => points.map(say).filter((text) => text !== '');
  const { breakEven, question, work } = advice;
  return {
    title: own?.title(advice) ?? adviceTitle(advice),
    reason: all(advice.reason).join(' '),
    priority: say(advice.priorityReason),
    benefits: all(advice.benefits),
    risks: all(advice.risks),
    against: all(advice.against),
    evidence: all(advice.evidence.points),
    steps: all(advice.steps.points),
    alternatives: advice.alternatives.map(({ id, name, cost, isLeast, lost }) => ({
      id,
      name: alternativeName(advice, id, name),
      cost: cost === null ? 'unknown' : formatBillAmount({ amount: cost / 1e6, complete: isLeast !== true }, currency),
      why: lost === null ? '' : say(lost),
    })),
    breakEven:
      breakEven === null
        ? ''
        : say({
            code: 'break-even',
            figures: { quantity: breakEven.quantity, unit: breakEven.unit, above: breakEven.above },
          }),
    question: question === null ? '' : (QUESTIONS[question.code]?.(advice) ?? ''),
    figures: (question?.figures ?? []).map(figureLabel),
    work: workWords(work),
    confidence: CONFIDENCE[advice.confidence],
  };
}

const CONFIDENCE = {
  high: 'Sure: it rests on what was measured and on published prices.',
  medium: 'Fairly sure: part of it shows only afterwards.',
  low: 'It hangs on your answer.',
} as const;

/** Imperative, for lists. */
export function adviceTitle({ kind, names, recommendedPlanName, change }: Advice): string {
  switch (kind) {
    case 'upgrade':
      return `Upgrade ${names.service} to ${recommendedPlanName}`;
    case 'downgrade':
      return `Go down to ${recommendedPlanName} for ${names.service}`;
    case 'switch-plan':
      return `Switch ${names.service} to ${recommendedPlanName}`;
    case 'raise-budget':
      return `Raise the spending limit of ${names.service}`;
    case 'set-budget':
      return `Set a budget for ${names.service}`;
    case 'seats':
      return change.kind === 'seats' ? `Pay for ${change.to} instead of ${change.from} seats` : 'Pay for fewer seats';
    case 'idle-database':
      return `Let ${names.thing} sleep when nobody asks it`;
    case 'idle-project':
      return `Pause the project ${names.thing}`;
    case 'smaller-model':
      return change.kind === 'model' ? `Try ${change.to} in place of ${change.from}` : 'Try a smaller model';
    case 'prompt-cache':
      return `Cache what repeats in the prompts of ${names.thing}`;
    case 'batch':
      return `Send what can wait to ${names.thing} as a batch`;
    case 'fix-source':
      return change.kind === 'source' && change.capability === 'plan'
        ? `Tell which plan ${names.thing} is on`
        : `Renew the key of ${names.account}`;
    case 'function-region':
      return `Let the functions run in ${names.thing}`;
    case 'cache-hits':
      return 'Answer more requests from the cache';
    case 'bots':
      return 'Keep bots away from paid requests';
    case 'preview-deployments':
      return 'Keep old deployments for a shorter time';
    case 'retention':
      return 'Keep a shorter history of the databases';
    default:
      return driverTitle(names.metric);
  }
}

/** What an alternative is called in the table of those that were weighed. */
function alternativeName({ kind }: Advice, id: string, name: string): string {
  if (id === 'stay') {
    return 'As it is';
  }
  return ALTERNATIVES[id] ?? (kind === 'seats' && id === 'seats' ? `${name} ${name === '1' ? 'seat' : 'seats'}` : name);
}

const ALTERNATIVES: Readonly<Record<string, string>> = {
  sleep: 'Sleep when nobody asks',
  remove: 'Pause or remove it',
  raise: 'A higher limit',
  images: 'One format',
  builds: 'Fewer builds',
  'no-previews': 'No preview builds',
  'standard-machine': 'Standard machine, one build at a time',
  isr: 'A longer interval',
  functions: 'Less memory',
  'cache-hits': 'More cache hits',
  bots: 'Bots kept out',
  'preview-deployments': 'Shorter retention',
  retention: 'Shorter history',
  'prompt-cache': 'Prompt cache',
  batch: 'Batch',
  'smaller-model': 'A smaller model',
};

function figureLabel({ name }: AskedFigure): string {
  return FIGURE_LABELS[name] ?? capitalized(name.replaceAll('-', ' '));
}

/** What each asked figure is called, by its name. */
export const FIGURE_LABELS: Readonly<Record<string, string>> = {
  'deploying-seats': 'Seats that deploy',
  'awake-hours': 'Hours awake a month',
  'two-formats': 'Two image formats are on',
  'needless-builds': 'Share of builds that nobody needs',
  'longer-interval': 'Share of renderings that can fall away',
  'spare-memory': 'Share of memory that is spare',
  'functions-may-move': 'Functions may run there',
  'more-cache-hits': 'Share of requests that the cache could answer besides',
  'bot-share': 'Share of requests by bots',
  'old-deployments': 'Share of old deployments that can go',
  'shorter-history': 'Share of the history that can go',
  'cached-share': 'Share of input that repeats',
  'written-share': 'Share of input that is written to the cache',
  'can-wait': 'Share of calls that can wait a day',
  'not-commercial-one-developer': 'Not commercial, and one developer',
};
