import { z } from 'zod';
import { ASSISTANT_SECRET } from '#shared/domain/assistant';
import { channelSecret } from '#shared/domain/channel';
import { openSqlite } from '../database/sqlite';

const rowsSchema = z.array(z.object({ id: z.string(), provider: z.string(), settings: z.string() }));
const channelsSchema = z.array(z.object({ id: z.string() }));

/** What names the secrets of a connection or channel, read from a file that no store may open, such as one of a newer version. */
export interface StoredConnection {
  readonly id: string;
  readonly provider: string;
  /** As it is stored: JSON. */
  readonly settings: string;
}

/** Reads the connections, the channels and whether there is a model, of a closed data file and changes nothing. Null when they cannot be read. */
export function readStoredConnections(file: string): readonly StoredConnection[] | null {
  try {
    // Opened only to read, SQLite would leave a log beside it.
    const sqlite = openSqlite(file);
    try {
      const connections = rowsSchema.parse(sqlite.prepare('SELECT id, provider, settings FROM connection').all());
      // A file of an older version has none.
      const hasChannels = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = 'channel'").get() !== undefined;
      const channels = hasChannels ? channelsSchema.parse(sqlite.prepare('SELECT id FROM channel').all()) : [];
      // Whoever never set a model up has no key of one.
      const hasModel = sqlite.prepare("SELECT 1 FROM setting WHERE key = 'assistant'").get() !== undefined;
      const secrets = [...channels.map(({ id }) => channelSecret(id)), ...(hasModel ? [ASSISTANT_SECRET] : [])];
      return [...connections, ...secrets.map((id) => ({ id, provider: '', settings: '{}' }))];
    } finally {
      sqlite.close();
    }
  } catch {
    return null;
  }
}
