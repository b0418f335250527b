import { ASSISTANT_KEY, readAssistantSettings } from '#main/queries/home/assistant-settings';
import type { AssistantSettings } from '#shared/domain/assistant';
import type { ActionParts } from './decision-parts';

/** Keeps which model may word things, as a person changed it. */
export async function saveAssistantSettings(
  { store }: Pick<ActionParts, 'store'>,
  changes: Partial<AssistantSettings>,
): Promise<void> {
  await store.settings.set(ASSISTANT_KEY, { ...(await readAssistantSettings({ store })), ...changes });
}
