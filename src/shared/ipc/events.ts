import { z } from 'zod';
import { collectionHealthSchema } from './collection';

/** What main tells the window without being asked. */
export const events = {
  /** Something stored has changed: read these nouns again. */
  changed: z.object({
    topics: z.array(
      z.enum(['usage', 'recommendations', 'alerts', 'collection', 'settings', 'connections', 'limits', 'costs', 'app']),
    ),
  }),
  'collection-progress': collectionHealthSchema.pick({ running: true, progress: true }),
  /** A notification, the tray or a deep link asks for a screen, as a path: `/alerts/12`. */
  navigate: z.object({ path: z.string() }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.infer<(typeof events)[Name]>;
export type ChangeTopic = EventPayload<'changed'>['topics'][number];
