import { QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { makeQueryClient } from '../../../../src/renderer/data/query-client';
import { readAgain } from '../../../../src/renderer/data/use-live-updates';

/** A channel on screen whose answers come when the test says so, in the order in which they were asked for. */
function watched(channel: string) {
  const client = makeQueryClient();
  const answers: ((answer: string) => void)[] = [];
  const observer = new QueryObserver(client, {
    queryKey: [channel, null],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  });
  observer.subscribe(() => undefined);
  return { client, answers, shown: () => observer.getCurrentResult().data };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

it('a first answer that was worked out before a change does not stand as the newest', async () => {
  const { client, answers, shown } = watched('assistant:state');
  expect(answers).toHaveLength(1);
  void readAgain(client, ['assistant']);
  await settled();
  expect(answers).toHaveLength(2);
  answers[1]?.('after');
  answers[0]?.('before');
  await settled();
  expect(shown()).toBe('after');
});

it('what shows nothing of it is left alone', async () => {
  const { client, answers, shown } = watched('settings:get');
  void readAgain(client, ['assistant']);
  answers[0]?.('first');
  await settled();
  expect({ asked: answers.length, shown: shown() }).toEqual({ asked: 1, shown: 'first' });
});
