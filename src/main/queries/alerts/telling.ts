import { quietAt } from '#shared/core/alerts/quiet';
import type { Zone } from '#shared/domain/instant';
import { alertSettingsSchema } from '#shared/ipc/alert-rules';
import type { ChannelOutput } from '#shared/ipc/contract';
import type { ReadParts } from '../read-parts';
import { readAlertSettings } from './alert-rules';
import { readPausedUntil } from './notification-pause';

/** When and where a person is told, and whether nobody is just now. */
export async function readTelling({ store, clock }: ReadParts, zone: Zone): Promise<ChannelOutput<'telling:get'>> {
  const now = clock.now();
  const settings = await readAlertSettings(store, zone);
  const until = await readPausedUntil({ store });
  const quiet = quietAt(settings, now);
  return {
    settings: alertSettingsSchema.parse(settings),
    pausedUntil: until !== null && until > now ? until : null,
    quiet: quiet && { why: quiet.why, until: quiet.until, title: quiet.why === 'maintenance' ? quiet.title : '' },
  };
}

/** Projects as rules name them. */
export async function readProjectChoices({ store }: ReadParts): Promise<ChannelOutput<'telling:projects'>> {
  const projects = await store.facts.projects();
  return projects.map(({ connectionId, projectId, name }) => ({ key: `${connectionId}@${projectId}`, title: name }));
}
