import type { AssistantReason, ProvedSentence } from '#shared/domain/assistant';
import type { Instant } from '#shared/domain/instant';
import type {
  AssistantAnswerView,
  AssistantFailureView,
  AssistantReadView,
  LoggedExchangeView,
  WeighingView,
  WordingView,
} from '#shared/ipc/assistant';
import { assistantReason, costWords, outcomeWords } from '#shared/words/assistant';
import type { AskAnswer, AskProgress } from './ask';
import type { LoggedRow } from './exchange-log';
import type { ToolRead } from './reading-tools';
import type { Weighing } from './weigh-advice';
import type { Wording } from './write-wording';

export function failureView(reason: AssistantReason, retryAt?: Instant): AssistantFailureView {
  return { reason, text: assistantReason(reason, retryAt) };
}

/** `isOld`: one was written, and no longer holds. */
export function noWording(isOld: boolean): WordingView {
  return { at: null, isOld, brief: null, texts: [], leftOut: '', failure: null, cost: '' };
}

export function wordingView({ brief, texts, leftOut, reason, retryAt, cost }: Wording, at: number): WordingView {
  return {
    at: reason === null ? at : null,
    isOld: false,
    brief:
      brief === null
        ? null
        : {
            what: sentences(brief.what),
            why: sentences(brief.why),
            byWhen: sentences(brief.byWhen),
            ifNot: sentences(brief.ifNot),
          },
    texts: texts.map((text) => ({ id: text.id, sentences: sentences(text.sentences) })),
    leftOut,
    failure: reason === null ? null : failureView(reason, retryAt),
    cost: costWords(cost),
  };
}

export function weighingView(
  goal: string,
  at: number,
  weighing: Weighing | { readonly reason: AssistantReason },
): WeighingView {
  if (!('order' in weighing)) {
    const nothing = { order: [], further: [], leftOut: '', unconfirmed: 0, cost: '' };
    return { goal, at, ...nothing, failure: failureView(weighing.reason) };
  }
  const { order, further, leftOut, unconfirmed, reason, retryAt, cost } = weighing;
  return {
    ...{ goal, at, leftOut, unconfirmed, cost: costWords(cost) },
    order: order.map((one) => ({ ...one, reason: sentences(one.reason) })),
    further: further.map((one) => ({ ...one, reason: sentences(one.reason), notes: [...one.notes] })),
    failure: reason === null ? null : failureView(reason, retryAt),
  };
}

/** An answer as it is by now: while it is told, at its end, or where none could begin. */
export function answerView(
  of: Pick<AssistantAnswerView, 'id' | 'question' | 'model'>,
  answer: AskAnswer | AskProgress | { readonly reason: AssistantReason },
): AssistantAnswerView {
  const reason = 'reason' in answer ? answer.reason : null;
  return {
    ...of,
    status: statusOf(reason, 'cost' in answer),
    sentences: 'sentences' in answer ? sentences(answer.sentences) : [],
    reads: 'reads' in answer ? answer.reads.map(readView) : [],
    failure: reason === null ? null : failureView(reason, 'retryAt' in answer ? answer.retryAt : undefined),
    cost: 'cost' in answer ? costWords(answer.cost) : '',
  };
}

function statusOf(reason: AssistantReason | null, isOver: boolean): AssistantAnswerView['status'] {
  if (reason !== null) {
    return 'failed';
  }
  return isOver ? 'done' : 'running';
}

function readView({ tool, title, figures, problem }: ToolRead): AssistantReadView {
  return {
    ...{ tool, title, problem },
    figures: figures.map(({ label, text, link }) => ({ label, value: text, path: link })),
  };
}

function sentences(all: readonly ProvedSentence[]): ProvedSentence[] {
  return all.map(({ text, struck, why }) => ({ text, struck, why }));
}

export function loggedView({ reason, open, tokens, usd, atMost, ...row }: LoggedRow): LoggedExchangeView {
  return { ...row, outcome: outcomeWords(reason, open === true), cost: costWords({ tokens, usd, atMost }) };
}
