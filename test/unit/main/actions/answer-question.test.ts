import { describe, expect, it } from 'vitest';
import { answerQuestion } from '#main/actions/answer-question';
import { answersKey, readAnswersOf } from '#main/queries/recommendations/answers';
import { DAY } from '#shared/domain/instant';
import { CACHE, decided, NOW } from './decided';

const hours = { name: 'hours', unit: 'hours', value: 24, assumed: true, least: 0, most: 720 } as const;
const seats = { name: 'seats', unit: 'seats', value: 1, assumed: true, least: 1, most: 9 } as const;

/** An advice that asks two figures. */
async function asking() {
  const subject = await decided();
  await subject.storage(91);
  await subject.recommend();
  const [one] = await subject.parts.store.recommendations.list();
  if (one === undefined) throw new Error('nothing is advised');
  const { id: _id, ...rest } = one;
  const question = { code: 'made-up', figures: [hours, seats] };
  const { id } = await subject.parts.store.recommendations.insert({ ...rest, key: 'redis-1/asked', question });
  const answer = (figures: Record<string, number>, of = id) => answerQuestion(subject.parts, of, figures);
  return { ...subject, silent: one.id, answer, kept: () => readAnswersOf(subject.parts, CACHE) };
}

describe('an answer to the question of a recommendation', () => {
  it('is kept beside those before, and what is advised is weighed anew', async () => {
    const { answer, kept, storage, parts } = await asking();
    await parts.store.settings.set(answersKey(CACHE), { 'redis-1/asked': { seats: 3 }, 'redis-1/other': { seats: 4 } });
    parts.clock.set(NOW + DAY);
    await storage(96);
    expect((await answer({ hours: 720 })).ok).toBe(true);
    expect(await kept()).toEqual({ 'redis-1/asked': { hours: 720, seats: 3 }, 'redis-1/other': { seats: 4 } });
    const advised = await parts.store.recommendations.list();
    expect(advised.map(({ limit }) => limit?.percent)).toContain(96);
  });

  it.each<Record<string, number>>([
    { hours: -0.01 },
    { hours: 720.01 },
    { hours: Number.NaN },
    { days: 3 },
    { hours: 3, seats: 10 },
  ])('is refused, and nothing of it kept: %j', async (figures) => {
    const { answer, kept } = await asking();
    expect(await answer(figures)).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(await kept()).toEqual({});
  });

  it('is refused where nothing is asked', async () => {
    const { answer, silent, kept } = await asking();
    for (const id of [silent, 999]) {
      expect(await answer({ hours: 3 }, id)).toMatchObject({ ok: false, failure: { code: 'not-found' } });
    }
    expect(await kept()).toEqual({});
  });
});
