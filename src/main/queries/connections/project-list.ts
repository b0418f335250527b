import type { Project } from '#shared/domain/project';
import type { ReadParts } from '../read-parts';

/** Every project of every account that has a name. */
export async function readProjectList({ store }: Pick<ReadParts, 'store'>): Promise<readonly Project[]> {
  return store.facts.projects();
}
