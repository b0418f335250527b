import { z } from 'zod';
import type { SecretFields } from './secret-store';

const secretFieldsSchema = z.record(z.string(), z.string());

/** Secrets as text, as the places keep them. */
export function writeFields(fields: SecretFields): string {
  return JSON.stringify(fields);
}

/** Reads what `writeFields` wrote; null for anything else, so that a broken entry counts as none. */
export function readFields(text: string): SecretFields | null {
  try {
    const parsed = secretFieldsSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
