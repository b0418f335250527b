import { z } from 'zod';
import { channel, instantSchema, nothing } from './channel';

export const dataStatusSchema = z.object({
  file: z.string(),
  bytes: z.number().int(),
  series: z.number().int(),
  /** How long readings of levels are kept, and hours of them; days are kept for ever. */
  rawDays: z.number().int(),
  hourDays: z.number().int(),
  /** Rows from a future that never was, kept out of every figure; null when there are none. */
  setAside: z
    .object({ rows: z.number().int(), first: instantSchema, last: instantSchema, at: instantSchema })
    .nullable(),
  /** True while what is stored lies ahead of the clock, so that it is the clock that seems to be behind. */
  clockIsBehind: z.boolean(),
});

export const dataJobSchema = z.enum(['backup', 'export', 'retention']);

/** An address in a backup to which the keys of an account would go, and do not go today. */
const foreignHostSchema = z.object({
  connectionId: z.string(),
  title: z.string(),
  /** Empty for the provider's own address. */
  host: z.string(),
});

const restoredSchema = z.object({
  replaced: z.string().nullable(),
  foreignHosts: z.array(foreignHostSchema).readonly(),
});

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
  /**
   * Asks for a backup, puts it in place of the data file and starts again; null when cancelled. Does nothing but
   * answer the foreign hosts of the chosen backup when it has any.
   */
  'data:restore': channel(nothing, restoredSchema.nullable()),
  /** Restores the backup that was chosen before, with the foreign hosts that the person was shown and agreed to. */
  'data:restore-agreed': channel(
    z.object({ hosts: z.array(z.object({ connectionId: z.string(), host: z.string() })).min(1) }),
    restoredSchema,
  ),
  /** Removes for good what was set aside because its time lay in the future. */
  'data:remove-set-aside': channel(z.object({ sure: z.literal(true) }), z.object({ rows: z.number().int() })),
  /** Puts figures back that were set aside and whose time has come: the clock was right then. */
  'data:put-back': channel(nothing, z.object({ rows: z.number().int() })),
  /** Deletes everything that is stored, and the keys of all connections, and starts again. */
  'data:delete-all': channel(z.object({ typed: z.literal('delete all') }), nothing),
};
