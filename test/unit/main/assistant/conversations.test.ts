import { expect, it } from 'vitest';
import { conversationsInMemory } from '#main/assistant/conversations';

const turn = (question: string) => ({ question, answer: 'Yes.', evidence: [] });

it('remembers twenty conversations, each with its turns, and lets go of the one that is silent for longest', () => {
  const { add, turns } = conversationsInMemory();
  for (let at = 0; at < 20; at += 1) add(`c${at}`, turn(`Question ${at}?`));
  add('c0', turn('And now?'));
  add('c20', turn('Question 20?'));
  expect(turns('c0').map(({ question }) => question)).toEqual(['Question 0?', 'And now?']);
  expect(turns('c1')).toEqual([]);
  expect(turns('c2')).toHaveLength(1);
  expect(turns('c20')).toHaveLength(1);
});
