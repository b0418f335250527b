import { useEffect, useRef, useState } from 'react';
import type { BusinessAssumptions } from '#shared/domain/recommendation';
import { useToldAction } from '../shared/use-told-action';
import {
  ASSUMPTION_FIELDS,
  type AssumptionKey,
  type AssumptionText,
  type ReadAssumptions,
  readText,
  toText,
} from './assumption-fields';

const SETTLE_MS = 600;
const KEYS: readonly AssumptionKey[] = ASSUMPTION_FIELDS.map(({ key }) => key);

export interface EditedAssumptions {
  readonly text: AssumptionText;
  readonly read: ReadAssumptions;
  /** The last valid value: what the result shows, greyed while a field is wrong. */
  readonly valid: BusinessAssumptions;
  readonly changed: readonly AssumptionKey[];
  readonly edit: (key: AssumptionKey, value: string) => void;
  /** Back to what all of them were when editing began. */
  readonly reset: () => void;
}

/** What was typed since `start`; nothing is kept while nobody has typed. */
interface Draft {
  readonly start: BusinessAssumptions;
  readonly text: AssumptionText;
  readonly valid: BusinessAssumptions;
}

/**
 * Assumptions edited in place, of one account or, with null, of all that have none of their own. Every key press
 * counts at once in the window; what is valid is saved a moment after the last one, or when the fields are left.
 * `saved` is what main knows; it is followed until someone types.
 */
export function useAssumptions(saved: BusinessAssumptions, connectionId: string | null): EditedAssumptions {
  const [draft, setDraft] = useState<Draft | null>(null);
  const { run } = useToldAction('assumptions:set');
  const { start, text, valid } = draft ?? { start: saved, text: toText(saved), valid: saved };
  const read = readText(text);
  const unsaved = draft !== null && read.value !== null && !same(read.value, saved) ? read.value : null;
  const latest = useRef(unsaved);
  latest.current = unsaved;
  const key = JSON.stringify(unsaved);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the value in `latest`.
  useEffect(() => {
    const timer = window.setTimeout(() => {
      if (latest.current !== null) {
        run({ connectionId, assumptions: latest.current });
      }
    }, SETTLE_MS);
    return () => window.clearTimeout(timer);
  }, [key, connectionId, run]);

  useEffect(
    () => () => {
      if (latest.current !== null) {
        run({ connectionId, assumptions: latest.current });
      }
    },
    [connectionId, run],
  );

  const apply = (next: AssumptionText) => setDraft({ start, text: next, valid: readText(next).value ?? valid });
  const before = toText(start);
  return {
    text,
    read,
    valid,
    changed: KEYS.filter((field) => text[field] !== before[field]),
    edit: (field, value) => apply({ ...text, [field]: value }),
    reset: () => apply(before),
  };
}

function same(a: BusinessAssumptions, b: BusinessAssumptions): boolean {
  return KEYS.every((field) => a[field] === b[field]);
}
