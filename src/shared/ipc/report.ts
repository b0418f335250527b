import { z } from 'zod';
import { REPORT_FORMAT, REPORT_SECTIONS } from '../domain/report';
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

/** A moment as ISO 8601 in UTC. */
const momentSchema = z.iso.datetime();
const valueSchema = z.union([z.number(), z.string()]).nullable();

const figureSchema = z.object({
  /** Identity within a report, the same from one to the next: `costs.so-far`. */
  id: z.string(),
  label: z.string(),
  /** Null: unknown, and `text` says so. Moments are ISO 8601 in UTC, days `YYYY-MM-DD`. */
  value: valueSchema,
  /** Bounds that hold in 8 of 10 cases; null where there are none, or it is open on that side. */
  low: valueSchema,
  high: valueSchema,
  /** A currency, a unit of the metric, `percent`, `count`, `date`, `date-time` or `text`. */
  unit: z.string(),
  /** What every form of the report shows. */
  text: z.string(),
  /** What it rests on, or why it is not known. */
  note: z.string(),
  link: z.string().nullable(),
});

const chartSchema = z.object({
  id: z.string(),
  title: z.string(),
  alt: z.string(),
  unit: z.string(),
  now: momentSchema,
  points: z.array(z.object({ t: momentSchema, value: z.number() })),
  path: z.array(
    z.object({
      t: momentSchema,
      q10: z.number(),
      q25: z.number(),
      q50: z.number(),
      q75: z.number(),
      q90: z.number(),
    }),
  ),
  limit: z.number().nullable(),
  reach: z.object({ from: momentSchema.nullable(), at: momentSchema, to: momentSchema.nullable() }).nullable(),
});

const barsSchema = z.object({
  id: z.string(),
  title: z.string(),
  alt: z.string(),
  unit: z.string(),
  bars: z.array(z.object({ title: z.string(), value: z.number(), expected: z.number().nullable(), text: z.string() })),
});

const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('list'), title: z.string(), items: z.array(z.string()) }),
  z.object({ kind: z.literal('facts'), title: z.string(), figures: z.array(figureSchema) }),
  z.object({
    kind: z.literal('table'),
    title: z.string(),
    /** Of the rows' titles, then one a cell. */
    heads: z.array(z.string()),
    rows: z.array(z.object({ title: z.string(), cells: z.array(figureSchema) })),
  }),
  z.object({ kind: z.literal('charts'), charts: z.array(chartSchema) }),
  z.object({ kind: z.literal('bars'), bars: barsSchema }),
]);

/**
 * The report as JSON. Published as docs/report.schema.json; within a format it only grows.
 *
 * @internal docs/report.schema.json is made of it by a test
 */
export const reportJsonSchema = z.object({
  format: z.literal(REPORT_FORMAT),
  /** BCP 47. */
  language: z.string(),
  title: z.string(),
  account: z.string(),
  sample: z.boolean(),
  madeAt: momentSchema,
  madeAtText: z.string(),
  /** A calendar month; `closed` false: it runs, and the report tells how things stand now. */
  period: z.object({ month: z.string(), title: z.string(), closed: z.boolean() }),
  verdict: z.object({
    tone: z.enum(['clear', 'watch', 'warning', 'critical', 'learning', 'stale', 'empty']),
    headline: z.string(),
    sentence: z.string(),
    urgency: z.string(),
  }),
  short: z.object({ paragraph: z.string(), figures: z.array(figureSchema) }),
  sections: z.array(
    z.object({
      id: z.enum(REPORT_SECTIONS),
      title: z.string(),
      blocks: z.array(
        z.union([
          blockSchema,
          z.object({ kind: z.literal('item'), title: z.string(), meta: z.string(), blocks: z.array(blockSchema) }),
        ]),
      ),
    }),
  ),
});
