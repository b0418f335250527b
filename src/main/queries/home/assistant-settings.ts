import type { ReadStore } from '#main/store/read-store';
import type { AssistantSettings } from '#shared/domain/assistant';
import { assistantSettingsSchema } from '#shared/ipc/assistant';

/** The key in `setting` under which it is kept which model may word things. */
export const ASSISTANT_KEY = 'assistant';

/** Off until a person turns it on. */
const DEFAULTS: AssistantSettings = {
  enabled: false,
  provider: 'anthropic',
  model: '',
  address: '',
  maskNames: true,
  capUsd: 5,
  capTokens: 1_000_000,
};

/** What a person chose; each choice that is missing or unreadable has its default, and takes no other along. */
export async function readAssistantSettings({
  store,
}: {
  readonly store: Pick<ReadStore, 'settings'>;
}): Promise<AssistantSettings> {
  const stored = await store.settings.get(ASSISTANT_KEY);
  const given = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const sound = Object.entries(assistantSettingsSchema.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(given[key]);
    return parsed.success ? [[key, parsed.data]] : [];
  });
  return { ...DEFAULTS, ...Object.fromEntries(sound) };
}
