import { useEffect, useRef, useState } from 'react';
import type { BusinessAssumptions } from '#shared/domain/recommendation';
import { useToldAction } from '../shared/use-told-action';
import { type AssumptionKey, type AssumptionText, type ReadAssumptions, readText, toText } from './assumption-fields';

const SETTLE_MS = 600;

interface EditedAssumptions {
  readonly text: AssumptionText;
  readonly read: ReadAssumptions;
  /** The last valid value: what the result shows, greyed while a field is wrong. */
  readonly valid: BusinessAssumptions;
  readonly edit: (key: AssumptionKey, value: string) => void;
  readonly reset: (key: AssumptionKey) => void;
  readonly changed: readonly AssumptionKey[];
}

/**
 * Assumptions edited in place. Every key press counts at once in the window; what is valid is saved a moment
 * after the last one. `saved` is what main knows; "Reset" goes back to what it was when editing began.
 */
export function useAssumptions(saved: BusinessAssumptions): EditedAssumptions {
  const [start] = useState(saved);
  const [text, setText] = useState(() => toText(saved));
  const [valid, setValid] = useState(saved);
  const { run } = useToldAction('assumptions:set');
  const read = readText(text);
  const pending = read.value !== null && !same(read.value, saved) ? read.value : null;
  const latest = useRef(pending);
  latest.current = pending;
  const key = JSON.stringify(pending);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the value in `latest`.
  useEffect(() => {
    const timer = window.setTimeout(() => {
      if (latest.current !== null) {
        run(latest.current);
      }
    }, SETTLE_MS);
    return () => window.clearTimeout(timer);
  }, [key, run]);

  const apply = (next: AssumptionText) => {
    setText(next);
    const value = readText(next).value;
    if (value !== null) {
      setValid(value);
    }
  };
  const before = toText(start);
  const keys: readonly AssumptionKey[] = ['revenuePerDay', 'lostShare', 'hoursToRecover'];
  return {
    text,
    read,
    valid,
    edit: (field, value) => apply({ ...text, [field]: value }),
    reset: (field) => apply({ ...text, [field]: before[field] }),
    changed: keys.filter((field) => text[field] !== before[field]),
  };
}

function same(a: BusinessAssumptions, b: BusinessAssumptions): boolean {
  return a.revenuePerDay === b.revenuePerDay && a.lostShare === b.lostShare && a.hoursToRecover === b.hoursToRecover;
}
