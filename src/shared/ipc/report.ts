import { z } from 'zod';
import { channel } from './channel';
import { exportedFileSchema } from './exports';

const reportFormatSchema = z.enum(['markdown', 'html']);

export const reportChannels = {
  /** Writes the report through the system's save dialog; null when cancelled. */
  'report:export': channel(z.object({ format: reportFormatSchema }), exportedFileSchema.nullable()),
};
