import { z } from 'zod';
import type { ReadParts } from '../read-parts';

/** The key in `setting` under which what a person answered about one account is kept. */
export function answersKey(connectionId: string): string {
  return `answers:${connectionId}`;
}

/** Figures by question, which is the key of its recommendation, and name. */
export type Answers = Readonly<Record<string, Readonly<Record<string, number>>>>;

const storedSchema = z.record(z.string(), z.record(z.string(), z.number()));

/** What a person answered to the questions about one account. */
export async function readAnswersOf({ store }: Pick<ReadParts, 'store'>, connectionId: string): Promise<Answers> {
  const parsed = storedSchema.safeParse(await store.settings.get(answersKey(connectionId)));
  return parsed.success ? parsed.data : {};
}

/** The same of all accounts. */
export async function readAnswers(parts: Pick<ReadParts, 'store'>): Promise<Answers> {
  const connections = await parts.store.connections.list();
  const all = await Promise.all(connections.map(({ id }) => readAnswersOf(parts, id)));
  return Object.assign({}, ...all);
}
