import { z } from 'zod';
import { channel, nothing } from './channel';

export const reportFormatSchema = z.enum(['markdown', 'html']);

export const reportChannels = {
  /** Writes the report through the system's save dialog; null when cancelled. */
  'report:export': channel(
    z.object({ format: reportFormatSchema }),
    z.object({ path: z.string(), token: z.string() }).nullable(),
  ),
  /** Shows a file that was just exported in its folder. `token` is what the export answered: no paths come from the window. */
  'report:show-in-folder': channel(z.object({ token: z.string().max(100) }), nothing),
};
