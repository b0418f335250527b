import type { z } from 'zod';
import type { Masking } from '#shared/core/proof/masking/masking';
import type { AssistantReason } from '#shared/domain/assistant';

type Filled<Form> =
  | { readonly ok: true; readonly value: Form }
  | { readonly ok: false; readonly reason: AssistantReason };

/** A form that a model filled in, with the names put back; `rubbish` where it is no JSON, else `wrong-schema`. */
export function filledForm<Form>(text: string, form: z.ZodType<Form>, masking: Masking): Filled<Form> {
  let value: unknown;
  try {
    value = JSON.parse(unfenced(text), (_key, part: unknown) => (typeof part === 'string' ? masking.back(part) : part));
  } catch {
    return { ok: false, reason: 'rubbish' };
  }
  const parsed = form.safeParse(value);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, reason: 'wrong-schema' };
}

/** Some models put a fence of Markdown around what is to be JSON. */
function unfenced(text: string): string {
  return /^\s*```(?:json)?\s*\n([\s\S]*)\n\s*```\s*$/.exec(text)?.[1] ?? text;
}
