import { z } from 'zod';
import { channel, nothing } from './channel';

export const dataStatusSchema = z.object({
  file: z.string(),
  bytes: z.number().int(),
  series: z.number().int(),
  /** How long readings of levels are kept, and hours of them; days are kept for ever. */
  rawDays: z.number().int(),
  hourDays: z.number().int(),
});

export const dataJobSchema = z.enum(['backup', 'export', 'retention']);

export const dataChannels = {
  'data:status': channel(nothing, dataStatusSchema),
  /** Copies the data file to where the person says; null when cancelled. */
  'data:backup': channel(nothing, z.object({ path: z.string() }).nullable()),
  /** Writes everything: a folder of CSV files, or one JSON file; null when cancelled. */
  'data:export': channel(
    z.object({ format: z.enum(['csv', 'json']) }),
    z.object({ path: z.string(), rows: z.number().int() }).nullable(),
  ),
  /** Stops the backup or export that runs. */
  'data:cancel': channel(nothing, nothing),
  /** Asks for a backup, puts it in place of the data file and starts again; null when cancelled. */
  'data:restore': channel(nothing, z.object({ replaced: z.string().nullable() }).nullable()),
  /** Deletes everything that is stored, and the keys of all connections, and starts again. */
  'data:delete-all': channel(z.object({ typed: z.literal('delete all') }), nothing),
};
