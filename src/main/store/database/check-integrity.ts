import { openSqlite } from './sqlite';
import { isDamage } from './store-error';

/**
 * Looks through the whole file for damage; empty when it is sound. Takes about a second per 100 MB, so that
 * it only runs after a crash and belongs off the main thread. Throws when the file cannot be opened at all.
 */
export function checkIntegrity(file: string): string[] {
  const sqlite = openSqlite(file, { readonly: true });
  try {
    const findings = sqlite.prepare<[], string>('PRAGMA quick_check(20)').pluck().all();
    return findings.length === 1 && findings[0] === 'ok' ? [] : findings;
  } catch (error) {
    if (isDamage(error) && error instanceof Error) {
      return [error.message];
    }
    throw error;
  } finally {
    sqlite.close();
  }
}
