import { useCallback, useEffect, useState } from 'react';
import type { AssistantAnswerView } from '#shared/ipc/assistant';
import { failureOf } from '../../data/call-channel';
import { listen } from '../../data/listen';
import { useAction } from '../../data/use-action';

export interface Conversation {
  readonly answers: readonly AssistantAnswerView[];
  readonly isRunning: boolean;
  ask(question: string): void;
  /** Stops the answer that is under way; what was said stays. */
  stop(): void;
  /** Forgets everything that was asked, and begins anew. */
  clear(): void;
}

/** Questions and answers, which outlive the panel that shows them. Only one is answered at a time. */
export function useConversation(): Conversation {
  const [id, setId] = useState(() => crypto.randomUUID());
  const [answers, setAnswers] = useState<readonly AssistantAnswerView[]>([]);
  const { mutate: send } = useAction('assistant:ask');
  const { mutate: halt } = useAction('assistant:stop');
  const put = useCallback(
    (answer: AssistantAnswerView) =>
      setAnswers((all) => all.map((one) => (one.id === answer.id && one.status === 'running' ? answer : one))),
    [],
  );
  useEffect(() => listen('assistant-answer', put), [put]);
  // Of another account nothing may be left to read.
  useEffect(
    () =>
      listen('changed', ({ topics }) => {
        if (topics.includes('account')) {
          setAnswers([]);
          setId(crypto.randomUUID());
        }
      }),
    [],
  );
  const running = answers.find(({ status }) => status === 'running');
  return {
    answers,
    isRunning: running !== undefined,
    ask(question) {
      const begun = begunAnswer(question);
      setAnswers((all) => [...all, begun]);
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
      setAnswers([]);
      setId(crypto.randomUUID());
    },
  };
}

function begunAnswer(question: string): AssistantAnswerView {
  const id = crypto.randomUUID();
  return { id, question, status: 'running', sentences: [], reads: [], failure: null, cost: '', model: '' };
}
