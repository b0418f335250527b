import type { Store } from '#main/store/store';

/** A store that counts what it is asked, by repository and method. */
export interface CountedStore {
  readonly store: Store;
  /** Calls by `repository.method`, since the last `forget`. */
  readonly calls: ReadonlyMap<string, number>;
  forget(): void;
}

/** Counts the calls of every repository's methods; answers and order stay those of `store`. */
export function countStoreCalls(store: Store): CountedStore {
  const calls = new Map<string, number>();
  const counted = (name: string, repository: object) =>
    new Proxy(repository, {
      get(target, method) {
        const value: unknown = Reflect.get(target, method);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          const key = `${name}.${String(method)}`;
          calls.set(key, (calls.get(key) ?? 0) + 1);
          return Reflect.apply(value, target, args) as unknown;
        };
      },
    });
  const repositories = new Map<string | symbol, unknown>();
  return {
    store: new Proxy(store, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'object' || value === null || name === 'openReport') return value;
        const known = repositories.get(name) ?? counted(String(name), value);
        repositories.set(name, known);
        return known;
      },
    }),
    calls,
    forget: () => calls.clear(),
  };
}

/** All calls together. */
export function callCount({ calls }: Pick<CountedStore, 'calls'>): number {
  return [...calls.values()].reduce((sum, count) => sum + count, 0);
}
