import type { z } from 'zod';
import type { Masking } from '#shared/core/proof/masking/masking';
import type { AssistantCost, AssistantReason } from '#shared/domain/assistant';
import type { Instant } from '#shared/domain/instant';
import { maskingFor } from './masked-account';
import { callModel, type ModelCall } from './model/call-model';
import type { RunParts } from './run-parts';

type Filled<Form> =
  | { readonly ok: true; readonly value: Form }
  | { readonly ok: false; readonly reason: AssistantReason; readonly retryAt?: Instant | undefined };

/** Asks a model to fill in a form, with names masked as chosen: the form, or the reason why there is none. */
export async function askForm<Form>(
  run: RunParts,
  form: z.ZodType<Form>,
  callOf: (masking: Masking) => ModelCall,
): Promise<Filled<Form> & { readonly cost: AssistantCost }> {
  const masking = await maskingFor(run);
  const { text, reason, retryAt, cost } = await callModel(run.wire, run.endpoint, callOf(masking));
  return reason === null ? { ...filledForm(text, form, masking), cost } : { ok: false, reason, retryAt, cost };
}

/** A form that a model filled in, with the names put back; `rubbish` where it is no JSON, else `wrong-schema`. */
function filledForm<Form>(text: string, form: z.ZodType<Form>, masking: Masking): Filled<Form> {
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
