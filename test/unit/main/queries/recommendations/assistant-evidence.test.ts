import { expect, it } from 'vitest';
import { changeRecommendation } from '#main/actions/change-recommendation';
import { readAssistantEvidence } from '#main/queries/recommendations/assistant-evidence';
import { readRecommendationList } from '#main/queries/recommendations/recommendation-views';
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

it('has the 25 that the list has first at most, and counts the others', async () => {
  const { parts, one } = await advised();
  const { id: _id, ...rest } = one;
  expect((await readAssistantEvidence(parts)).leftOut).toBe(0);
  for (const [at, priority] of (['LOW', 'HIGH', 'CRITICAL'] as const).entries())
    for (let more = 0; more < 10; more += 1)
      await parts.store.recommendations.insert({ ...rest, priority, key: `${one.key} ${at} ${more}` });
  const { recommendations, leftOut } = await readAssistantEvidence(parts);
  const listed = (await readRecommendationList(parts)).items.map(({ id }) => id);
  expect(recommendations.map(({ id }) => id)).toEqual(listed.slice(0, 25));
  expect(recommendations.map(({ priority }) => priority)).toContain('critical');
  expect(leftOut).toBe(6);
});
