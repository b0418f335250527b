import { isDeepStrictEqual } from 'node:util';
import { eq, inArray, max } from 'drizzle-orm';
import { dayOf } from '#shared/core/calendar/calendar';
import { PROVIDER_FACT_KINDS, type ProviderFactKind } from '#shared/domain/provider-fact';
import { type Drizzle, IMMEDIATE } from '../database/drizzle';
import type { AnsweredLimit, ProviderFactRepository, ProviderLimitRepository } from '../learned';
import { providerFact, providerLimit } from '../schema';

type Reader = Pick<Drizzle, 'select'>;

/** Limits that providers name, with what they named before. */
export function providerLimitRepository(db: Drizzle): ProviderLimitRepository {
  const newest = (reader: Reader, connectionIds: readonly string[]) => {
    const { id, connectionId, projectId, service, metric, limitId } = providerLimit;
    const last = reader
      .select({ id: max(id) })
      .from(providerLimit)
      .where(inArray(connectionId, [...connectionIds]))
      .groupBy(connectionId, projectId, service, metric, limitId);
    return reader.select().from(providerLimit).where(inArray(id, last)).orderBy(id).all();
  };
  return {
    async list(connectionIds) {
      return newest(db, connectionIds).map(({ id: _, ...row }) => row);
    },
    async keep(connectionId, answers, at) {
      db.transaction((tx) => {
        const known = newest(tx, [connectionId]);
        for (const answer of answers) {
          const last = known.find((row) => identityOf(row) === identityOf(answer));
          if (last !== undefined && isSameAnswer(last, answer)) {
            tx.update(providerLimit).set({ asOf: at }).where(eq(providerLimit.id, last.id)).run();
          } else {
            tx.insert(providerLimit)
              .values({ ...answer, connectionId, learnedAt: at, asOf: at })
              .run();
          }
        }
      }, IMMEDIATE);
    },
  };
}

function identityOf({ projectId, service, metric, limitId }: AnsweredLimit): string {
  return JSON.stringify([projectId, service, metric, limitId]);
}

function isSameAnswer(one: AnsweredLimit, other: AnsweredLimit): boolean {
  return (['value', 'unit', 'window', 'atLimit', 'place'] as const).every((part) => one[part] === other[part]);
}

/** Facts that providers told, with what they told before. */
export function providerFactRepository(db: Drizzle): ProviderFactRepository {
  const newest = (reader: Reader, connectionIds: readonly string[]) => {
    const { id, connectionId, kind } = providerFact;
    const last = reader
      .select({ id: max(id) })
      .from(providerFact)
      .where(inArray(connectionId, [...connectionIds]))
      .groupBy(connectionId, kind);
    return reader.select().from(providerFact).where(inArray(id, last)).orderBy(id).all();
  };
  return {
    async list(connectionIds) {
      return newest(db, connectionIds).map(({ id: _, ...row }) => row);
    },
    async keep(connectionId, news, at) {
      db.transaction((tx) => {
        const known = newest(tx, [connectionId]);
        for (const kind of PROVIDER_FACT_KINDS.filter((one) => news[one] !== undefined)) {
          const answer: unknown = JSON.parse(JSON.stringify(news[kind]));
          const last = known.find((row) => row.kind === kind);
          if (last !== undefined && isDeepStrictEqual(last.answer, answer)) {
            tx.update(providerFact).set({ asOf: at }).where(eq(providerFact.id, last.id)).run();
            continue;
          }
          if (last !== undefined && isReplaced(kind, last.learnedAt, at)) {
            tx.delete(providerFact).where(eq(providerFact.id, last.id)).run();
          }
          tx.insert(providerFact).values({ connectionId, kind, answer, learnedAt: at, asOf: at }).run();
        }
      }, IMMEDIATE);
    },
  };
}

/**
 * Statements change with every reading, and none is kept that a person no longer wants to be: the newest answer alone
 * is there. Of credit, which shrinks with every reading, a day keeps one.
 */
function isReplaced(kind: ProviderFactKind, before: number, at: number): boolean {
  return kind === 'topQueries' || (kind === 'credit' && dayOf(before, 'UTC') === dayOf(at, 'UTC'));
}
