import { z } from 'zod';
import { openSqlite } from '../database/sqlite';

const rowsSchema = z.array(z.object({ id: z.string(), provider: z.string(), settings: z.string() }));

/** What names the secrets of a connection, read from a file that no store may open, such as one of a newer version. */
export interface StoredConnection {
  readonly id: string;
  readonly provider: string;
  /** As it is stored: JSON. */
  readonly settings: string;
}

/** Reads the connections of a closed data file and changes nothing. Null when they cannot be read. */
export function readStoredConnections(file: string): readonly StoredConnection[] | null {
  try {
    // Opened only to read, SQLite would leave a log beside it.
    const sqlite = openSqlite(file);
    try {
      return rowsSchema.parse(sqlite.prepare('SELECT id, provider, settings FROM connection').all());
    } finally {
      sqlite.close();
    }
  } catch {
    return null;
  }
}
