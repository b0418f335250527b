import { z } from 'zod';
import { channel, nothing } from './channel';
import { exportedFileSchema } from './exports';

export const REPORT_FORMATS = ['pdf', 'html', 'markdown', 'csv', 'json'] as const;
export const reportFormatSchema = z.enum(REPORT_FORMATS);
export type ReportFormat = z.infer<typeof reportFormatSchema>;

/** Which report: of the running month (null) or a past one, `2026-10`, with these of its sections. */
const reportWishSchema = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .nullable(),
  sections: z.array(z.string().max(40)).max(20),
});
export type ReportWish = z.infer<typeof reportWishSchema>;

const cardSchema = z.object({ masked: z.boolean() });

export const reportChannels = {
  /** What a report can be about, and what it can hold. */
  'report:choices': channel(
    nothing,
    z.object({
      account: z.string(),
      /** The running month first. */
      months: z.array(z.object({ month: z.string(), title: z.string() })),
      sections: z.array(z.object({ id: z.string(), title: z.string() })),
    }),
  ),
  /** The report as it would be saved: the address of its page for a frame, and its short form. */
  'report:preview': channel(reportWishSchema, z.object({ address: z.string(), short: z.string() })),
  /** Writes it through the system's save dialog; null when cancelled there. */
  'report:save': channel(reportWishSchema.extend({ format: reportFormatSchema }), exportedFileSchema.nullable()),
  /** Gives up what is being made. */
  'report:cancel': channel(nothing, nothing),
  'report:copy-text': channel(z.object({ text: z.string().max(20_000) }), nothing),
  /** The picture of the verdict, as a data address. */
  'report:card': channel(cardSchema, z.object({ picture: z.string() })),
  'report:copy-card': channel(cardSchema, nothing),
  'report:save-card': channel(cardSchema, exportedFileSchema.nullable()),
};
