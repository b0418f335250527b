import { z } from 'zod';
import type { ReadParts } from '../read-parts';

/** The key in `setting` under which the answers to the questions of recommendations are kept. */
export const ANSWERS_KEY = 'recommendation-answers';

const storedSchema = z.record(z.string(), z.record(z.string(), z.number()));

/** What the person answered: figures by the recommendation's key and the figure's name. Empty while nothing was asked. */
export async function readAnswers({
  store,
}: Pick<ReadParts, 'store'>): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> {
  const parsed = storedSchema.safeParse(await store.settings.get(ANSWERS_KEY));
  return parsed.success ? parsed.data : {};
}
