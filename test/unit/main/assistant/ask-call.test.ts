import { expect, it } from 'vitest';
import { askCall } from '#main/assistant/ask';
import { maskingOf } from '#shared/core/proof/masking/masking';

it('sends the last six questions of a conversation along, and of those that came to nothing no answer', () => {
  const turns = Array.from({ length: 9 }, (_, at) => ({
    question: `Question ${at}?`,
    answer: at === 8 ? '' : 'Yes.',
    evidence: [],
  }));
  const { signal } = new AbortController();
  const { messages } = askCall({ question: 'And now?', turns }, maskingOf([]), { list: [] }, signal);
  expect(messages.map(({ content }) => content)).toEqual([
    ...[3, 4, 5, 6, 7].flatMap((at) => [`Question ${at}?`, 'Yes.']),
    ...['Question 8?', 'And now?'],
  ]);
});
