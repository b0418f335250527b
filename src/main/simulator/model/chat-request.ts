import { z } from 'zod';

const textPart = z.object({ type: z.string(), text: z.string().optional() });
const content = z
  .union([z.string(), z.array(textPart), z.null()])
  .optional()
  .transform((value) => (typeof value === 'string' ? value : (value ?? []).map(({ text }) => text ?? '').join('')));

/** What a client of OpenAI's chat completions sends, as far as the sample model reads it. */
export const chatRequestSchema = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content, tool_call_id: z.string().optional() })).min(1),
  stream: z.boolean().default(false),
  tools: z.array(z.object({ type: z.literal('function'), function: z.object({ name: z.string() }) })).default([]),
  tool_choice: z.unknown().optional(),
  response_format: z.object({ type: z.string(), json_schema: z.object({ name: z.string() }).optional() }).optional(),
});
export type ChatRequest = z.infer<typeof chatRequestSchema>;

/** The data that a message carries between its marks; null where there is none. */
export function evidenceIn(text: string): Readonly<Record<string, unknown>> | null {
  const found = /<evidence>\n([\s\S]*?)\n<\/evidence>/.exec(text)?.[1];
  try {
    return found === undefined ? null : (JSON.parse(found) as Record<string, unknown>);
  } catch {
    return null;
  }
}
