import { useCallback, useEffect, useState } from 'react';
import type { AssistantAnswerView } from '#shared/ipc/assistant';
import { failureOf } from '../../data/call-channel';
import { listen } from '../../data/listen';
import { useAction } from '../../data/use-action';
import { broughtBack, cleared, newConversation, withAnswer, withQuestion } from './conversation-state';

export interface Conversation {
  /** Under which its questions follow each other. */
  readonly id: string;
  readonly answers: readonly AssistantAnswerView[];
  readonly isRunning: boolean;
  ask(question: string): void;
  /** Stops the answer that is under way; what was said stays. */
  stop(): void;
  /** Begins anew; what was asked can be brought back until the next question. */
  clear(): void;
  /** Null where there is nothing to bring back. */
  readonly bringBack: (() => void) | null;
}

/** Questions and answers, which outlive the panel that shows them. Only one is answered at a time. */
export function useConversation(): Conversation {
  const [state, setState] = useState(() => newConversation(crypto.randomUUID()));
  const { id, answers } = state;
  const { mutate: send } = useAction('assistant:ask');
  const { mutate: halt } = useAction('assistant:stop');
  const put = useCallback((answer: AssistantAnswerView) => setState((before) => withAnswer(before, answer)), []);
  useEffect(() => listen('assistant-answer', put), [put]);
  // Of another account nothing may be left to read.
  useEffect(
    () =>
      listen('changed', ({ topics }) => {
        if (topics.includes('account')) {
          setState(newConversation(crypto.randomUUID()));
        }
      }),
    [],
  );
  const running = answers.find(({ status }) => status === 'running');
  return {
    id,
    answers,
    isRunning: running !== undefined,
    ask(question) {
      const begun = begunAnswer(question);
      setState((before) => withQuestion(before, begun));
      send(
        { id: begun.id, conversation: id, question },
        {
          onSuccess: put,
          onError: (error) => {
            const { message, action } = failureOf(error);
            put({ ...begun, status: 'failed', failure: { reason: 'unavailable', text: `${message} ${action}` } });
          },
        },
      );
    },
    stop() {
      if (running !== undefined) halt({ id: running.id });
    },
    clear() {
      if (running !== undefined) halt({ id: running.id });
      setState((before) => cleared(before, crypto.randomUUID()));
    },
    bringBack: state.before === null ? null : () => setState(broughtBack),
  };
}

function begunAnswer(question: string): AssistantAnswerView {
  const id = crypto.randomUUID();
  return { id, question, status: 'running', sentences: [], reads: [], failure: null, cost: '', model: '' };
}
