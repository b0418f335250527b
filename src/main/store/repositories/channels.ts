import { eq } from 'drizzle-orm';
import type { Drizzle } from '../database/drizzle';
import { channel } from '../schema';
import type { ChannelRepository } from '../store';

/** Ways to tell somebody that a person has set up, by their ids. */
export function channelRepository(db: Drizzle): ChannelRepository {
  return {
    async list() {
      return db.select().from(channel).orderBy(channel.id).all();
    },
    async save(one) {
      db.insert(channel).values(one).onConflictDoUpdate({ target: channel.id, set: one }).run();
    },
    async remove(id) {
      db.delete(channel).where(eq(channel.id, id)).run();
    },
  };
}
