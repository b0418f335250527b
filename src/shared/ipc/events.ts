import { z } from 'zod';
import { assistantAnswerSchema } from './assistant';
import { collectionHealthSchema } from './collection';
import { dataJobSchema } from './data';

/** What main tells the window without being asked. */
export const events = {
  /** Something has changed: read these nouns again. */
  changed: z.object({
    topics: z.array(
      z.enum([
        'usage',
        'recommendations',
        'assumptions',
        'alerts',
        'collection',
        'settings',
        /** When reports come by themselves, and how far that is. */
        'reports',
        'connections',
        'limits',
        'prices',
        'costs',
        /** How the model is set up, what it wrote, what was sent. */
        'assistant',
        /** The data file as a whole, such as what of it is set aside. */
        'data',
        /** How far the sample account is filled. */
        'sample-progress',
        /** Another account is shown: whatever was read is of the one before. */
        'account',
      ]),
    ),
  }),
  'collection-progress': collectionHealthSchema.pick({ running: true, progress: true }),
  /** How far a backup or export is; a job of null says that none runs. */
  'data-progress': z.object({
    job: dataJobSchema.nullable(),
    done: z.number().int(),
    total: z.number().int().nullable(),
    unit: z.string(),
  }),
  /** What is being done for a report that a person waits for; null: nothing. */
  'report-progress': z.object({ step: z.enum(['reading', 'printing', 'writing']).nullable() }),
  /** How many incidents of a drill are done. */
  'drill-progress': z.object({ done: z.number().int(), total: z.number().int() }),
  /** How far the answer to a question is: all of it that is said and proved by now. */
  'assistant-answer': assistantAnswerSchema,
  /** A message for the window that has the focus: it stands in the list of messages too. */
  message: z.object({
    key: z.string(),
    title: z.string(),
    body: z.string(),
    severity: z.enum(['warning', 'critical']).nullable(),
    path: z.string(),
  }),
  /** A notification, the tray or a deep link asks for a screen, as a path: `/alerts/12`. */
  navigate: z.object({ path: z.string() }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.infer<(typeof events)[Name]>;
export type ChangeTopic = EventPayload<'changed'>['topics'][number];
