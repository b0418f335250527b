import { describe, expect, it } from 'vitest';
import type { AssistantAnswerView } from '#shared/ipc/assistant';
import {
  broughtBack,
  cleared,
  newConversation,
  questionAgain,
  withAnswer,
  withQuestion,
} from '../../../../src/renderer/screens/assistant/conversation-state';

function answer(id: string, status: AssistantAnswerView['status']): AssistantAnswerView {
  return { id, question: 'What presses?', status, sentences: [], reads: [], failure: null, cost: '', model: '' };
}

describe('a question whose answer failed', () => {
  it('is there to be asked again, and no other', () => {
    const asked = withQuestion(newConversation('first'), answer('a', 'running'));
    expect(questionAgain(asked.answers)).toBeNull();
    expect(questionAgain(withAnswer(asked, answer('a', 'failed')).answers)?.question).toBe('What presses?');
    expect(questionAgain(withAnswer(asked, answer('a', 'done')).answers)).toBeNull();
  });
});

describe('an answer that is whole', () => {
  it('is not begun anew by a part of it that comes late', () => {
    const asked = withQuestion(newConversation('first'), answer('a', 'running'));
    const done = withAnswer(asked, answer('a', 'done'));
    expect(withAnswer(done, answer('a', 'running')).answers.map(({ status }) => status)).toEqual(['done']);
  });
});

describe('a new conversation', () => {
  const asked = withQuestion(newConversation('first'), answer('a', 'running'));

  it('can be taken back, with its id, until something is asked', () => {
    const anew = cleared(asked, 'second');
    expect(anew).toMatchObject({ id: 'second', answers: [] });
    expect(broughtBack(anew)).toEqual(asked);
    expect(withQuestion(anew, answer('b', 'running')).before).toBeNull();
  });

  it('lets what was stopped by it come to its end', () => {
    const anew = withAnswer(cleared(asked, 'second'), answer('a', 'failed'));
    expect(anew.answers).toEqual([]);
    expect(broughtBack(anew).answers.map(({ status }) => status)).toEqual(['failed']);
  });
});
