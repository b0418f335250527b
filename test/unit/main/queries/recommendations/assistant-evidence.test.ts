import { expect, it } from 'vitest';
import { changeRecommendation } from '#main/actions/change-recommendation';
import { readAssistantEvidence } from '#main/queries/recommendations/assistant-evidence';
import { DAY } from '#shared/domain/instant';
import { decided, NOW } from '../../actions/decided';

const advised = async () => {
  const subject = await decided();
  await subject.storage(91);
  await subject.recommend();
  const [one] = await subject.parts.store.recommendations.list();
  if (one === undefined) throw new Error('nothing is advised');
  const sent = async () => (await readAssistantEvidence(subject.parts)).recommendations;
  return { ...subject, one, sent };
};

it('leaves out what sleeps until a day, and what was decided', async () => {
  const { parts, one, sent } = await advised();
  expect((await sent()).map(({ id }) => id)).toEqual([one.id]);
  await changeRecommendation(parts, one.id, { step: 'snooze', until: NOW + 2 * DAY });
  expect(await sent()).toEqual([]);
  await changeRecommendation(parts, one.id, { step: 'unsnooze' });
  expect(await sent()).toHaveLength(1);
  await changeRecommendation(parts, one.id, { step: 'dismiss', reason: 'Not now' });
  expect(await sent()).toEqual([]);
});

it('has 25 at most', async () => {
  const { parts, one, sent } = await advised();
  const { id: _id, ...rest } = one;
  for (let at = 0; at < 30; at += 1) await parts.store.recommendations.insert({ ...rest, key: `${one.key} ${at}` });
  expect(await sent()).toHaveLength(25);
});
