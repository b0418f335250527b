import type { AssistantAnswerView } from '#shared/ipc/assistant';

/** A conversation: questions with one id follow each other. */
interface Talk {
  readonly id: string;
  readonly answers: readonly AssistantAnswerView[];
}

/** The conversation that is shown, and the one that it took the place of, until something is asked anew. */
export interface ConversationState extends Talk {
  readonly before: Talk | null;
}

export function newConversation(id: string): ConversationState {
  return { id, answers: [], before: null };
}

export function withQuestion(state: ConversationState, begun: AssistantAnswerView): ConversationState {
  return { id: state.id, answers: [...state.answers, begun], before: null };
}

/** A whole or partial answer, also of the conversation before: what was stopped there is done when it comes back. */
export function withAnswer(state: ConversationState, answer: AssistantAnswerView): ConversationState {
  const put = (all: Talk['answers']) =>
    all.map((one) => (one.id === answer.id && one.status === 'running' ? answer : one));
  const { before } = state;
  return {
    ...state,
    answers: put(state.answers),
    before: before === null ? null : { ...before, answers: put(before.answers) },
  };
}

/** The last question where its answer failed, to be asked again as it is or changed; else null. */
export function questionAgain(answers: Talk['answers']): Pick<AssistantAnswerView, 'id' | 'question'> | null {
  const last = answers.at(-1);
  return last?.status === 'failed' ? last : null;
}

export function cleared({ id, answers }: ConversationState, nextId: string): ConversationState {
  return { ...newConversation(nextId), before: { id, answers } };
}

/** The conversation before, while nothing was asked since. */
export function broughtBack(state: ConversationState): ConversationState {
  return state.before === null ? state : { ...state.before, before: null };
}
