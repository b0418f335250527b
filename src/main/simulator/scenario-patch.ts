import { z } from 'zod';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * `patch` laid over `base` as RFC 7396 (JSON Merge Patch) says: objects are merged key by key, null takes a key
 * away, everything else, lists included, is replaced whole. Neither argument is changed.
 */
export function mergePatch(base: unknown, patch: unknown): unknown {
  if (!isObject(patch)) {
    return patch;
  }
  const merged: Record<string, unknown> = isObject(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete merged[key];
    } else {
      // Not by assignment: `__proto__` is a key like any other.
      Object.defineProperty(merged, key, {
        value: mergePatch(Object.hasOwn(merged, key) ? merged[key] : undefined, value),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  }
  return merged;
}

/** Gives each usage metric without shares of its own those of the whole account, `shares`, and takes that key away. */
export function withCommonShares(file: unknown): unknown {
  if (!isObject(file) || !Object.hasOwn(file, 'shares')) {
    return file;
  }
  const { shares, ...rest } = file;
  if (!isObject(rest['usage'])) {
    return rest;
  }
  const usage = Object.entries(rest['usage']).map(([metric, spec]) => [
    metric,
    isObject(spec) && spec['shares'] === undefined ? { ...spec, shares } : spec,
  ]);
  return { ...rest, usage: Object.fromEntries(usage) };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `tokens[0].kind: Invalid option …`: the first few things that are wrong, each with its field. */
export function complaintsOf(error: z.ZodError): string {
  const shown = error.issues.slice(0, MOST_COMPLAINTS).map(({ path, message }) => {
    const field = z.core.toDotPath(path);
    return field === '' ? `${message}.` : `${field}: ${message}.`;
  });
  const more = error.issues.length - shown.length;
  return `${shown.join(' ')}${more > 0 ? ` And ${more} more.` : ''}`;
}

const MOST_COMPLAINTS = 5;
