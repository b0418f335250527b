import { z } from 'zod';
import { channel, nothing } from './channel';

/** A file that was written where the person said. `token` stands for it: no paths come from the window. */
export const exportedFileSchema = z.object({ path: z.string(), token: z.string() });
export type ExportedFile = z.infer<typeof exportedFileSchema>;

export const exportChannels = {
  /** Opens a file that was just exported with the program that the system has for it. */
  'exports:open': channel(z.object({ token: z.string().max(100) }), nothing),
  /** Shows a file that was just exported in its folder. `token` is what the export answered. */
  'exports:show-in-folder': channel(z.object({ token: z.string().max(100) }), nothing),
};
