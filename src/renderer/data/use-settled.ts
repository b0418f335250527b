import { useEffect, useState } from 'react';

/** How long something has to stay as it is before it is asked about. */
const SETTLE_MS = 200;

/** `value` once it has stayed the same for a moment, so that a slider that is dragged asks once and not at each step. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), SETTLE_MS);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}
