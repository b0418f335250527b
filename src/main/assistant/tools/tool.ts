import { z } from 'zod';
import { formatInstant } from '#shared/core/calendar/calendar';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import { failureIn } from '#shared/domain/failure-schema';
import { TOOL_BROKE_OFF, unreadableInput } from '#shared/words/assistant-tools';
import type { AskedAccount } from '../asked-account';
import { shortened } from './fitted';

/** One figure that a tool read, as an answer that rests on it shows it. */
export interface ToolFigure {
  /** What it is of, the account named where two would read the same: `Redis storage: used`. */
  readonly label: string;
  /** As it is kept, unrounded; a moment or a name as text; null: unknown. */
  readonly value: number | string | null;
  /** `MB`, `USD`, `percent`, `moment` (ISO 8601, UTC), `day` (YYYY-MM-DD) or `name`; empty for a plain count. */
  readonly unit: string;
  /** As every other surface writes it: `at least $20.00`, `25.5 of 30 MB`. */
  readonly text: string;
  /** Path of the screen that shows it: `/usage/redis-1/VERCEL_KV/STORAGE_MB`. */
  readonly link: string;
}

/** What a tool read. */
export interface ToolAnswer {
  /** JSON in the terminal's forms, with `now` (ISO 8601, UTC) in front and `notes` behind. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly figures: readonly ToolFigure[];
  /** What is unknown and why, what was left out, and how to ask for it. */
  readonly notes: readonly string[];
}

export type ToolResult = Result<ToolAnswer>;

/** A question that an assistant may ask of an account. It only reads. */
export interface AssistantTool {
  /** Lower case with underscores. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  /** Checks `input` by itself; a failure says what may be asked instead. Never rejects. */
  run(account: AskedAccount, input: unknown): Promise<ToolResult>;
}

/** A tool in what makes it one of its own. */
interface ToolDefinition<Shape extends z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Shape;
  read(account: AskedAccount, input: z.infer<z.ZodObject<Shape>>): Promise<ToolResult>;
}

/** Makes a tool that checks what it is asked, tells the time, and turns what breaks into a failure. */
export function defineTool<Shape extends z.ZodRawShape>(definition: ToolDefinition<Shape>): AssistantTool {
  const { name, title, description, read } = definition;
  // A name that is misspelt would be passed over, and another question answered.
  const input = z.strictObject(definition.input);
  return {
    name,
    title,
    description,
    input,
    async run(account, asked) {
      const parsed = input.safeParse(asked ?? {});
      if (!parsed.success) {
        return fail(invalid(unreadableInput(parsed.error.issues, Object.keys(definition.input))));
      }
      try {
        const result = await read(account, parsed.data as z.infer<z.ZodObject<Shape>>);
        return result.ok ? succeed(withNow(result.value, formatInstant(account.clock.now()))) : result;
      } catch (error) {
        return fail(failureIn(error) ?? { code: 'internal', ...TOOL_BROKE_OFF, retryable: true });
      }
    },
  };
}

function withNow({ content, figures, notes }: ToolAnswer, now: string): ToolAnswer {
  return { content: shortened({ now, ...content, notes }), figures, notes };
}

/** The failure of an input that names something that is not there. */
export function invalid(said: { readonly message: string; readonly action: string }): Failure {
  return { code: 'invalid-input', ...said, retryable: false };
}
