import { fairTurn } from '#main/clock';
import { failureOf, isDamage, StoreError } from './database/store-error';

type Method = (...input: never[]) => Promise<unknown>;

/**
 * The same repository with what SQLite throws turned into a `StoreError` that carries a failure. `onDamage`
 * hears when the file turned out to be broken. A chain of calls gives way to everything else that waits, here and
 * nowhere else: whoever calls the store needs no pauses of its own.
 */
export function guarded<T extends object>(repository: T, onDamage: () => void): T {
  const methods = Object.entries(repository as Record<string, Method>).map(([name, method]) => {
    const guardedMethod: Method = async (...input) => {
      const turn = fairTurn();
      if (turn !== undefined) {
        await turn;
      }
      try {
        return await method(...input);
      } catch (error) {
        if (isDamage(error)) {
          onDamage();
        }
        const failure = failureOf(error);
        throw failure === null || error instanceof StoreError ? error : new StoreError(failure, error);
      }
    };
    return [name, guardedMethod] as const;
  });
  return Object.fromEntries(methods) as T;
}
