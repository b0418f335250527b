import { useCallback, useState } from 'react';
import type { z } from 'zod';

/** State of a screen that outlives the window, such as the chosen range. What does not parse is forgotten. */
export function useStoredState<Value>(
  key: string,
  schema: z.ZodType<Value>,
  initial: Value,
): [Value, (next: Value) => void] {
  const [value, setValue] = useState<Value>(() => read(key, schema) ?? initial);
  const store = useCallback(
    (next: Value) => {
      setValue(next);
      window.localStorage.setItem(key, JSON.stringify(next));
    },
    [key],
  );
  return [value, store];
}

function read<Value>(key: string, schema: z.ZodType<Value>): Value | undefined {
  const text = window.localStorage.getItem(key);
  if (text === null) {
    return undefined;
  }
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
