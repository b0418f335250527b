import { type CollectedFacts, QUERY_TEXTS_SETTING, type TopQuery } from '#main/providers/monitor';
import { providerFactsKey, readProviderFacts } from '#main/queries/connections/provider-facts';
import type { Connection } from '#shared/domain/connection';
import type { ActionParts } from './decision-parts';

/** Keeps what a provider told besides figures. What was not asked, or not answered, stays as it was told last. */
export async function keepProviderFacts(
  parts: Pick<ActionParts, 'store' | 'clock'>,
  connection: Connection,
  { budgets, credit, account, block, topQueries }: CollectedFacts,
): Promise<void> {
  const asOf = parts.clock.now();
  const news = {
    ...(budgets === undefined ? {} : { budgets: { asOf, value: budgets } }),
    ...(credit === undefined ? {} : { credit: { asOf, value: credit } }),
    ...(account === undefined ? {} : { account: { asOf, value: account } }),
    ...(block === undefined ? {} : { block: { asOf, value: block } }),
    ...(topQueries === undefined ? {} : { topQueries: { asOf, value: asAllowed(topQueries, connection) } }),
  };
  if (Object.keys(news).length > 0) {
    const known = await readProviderFacts(parts.store, connection.id);
    await parts.store.settings.set(providerFactsKey(connection.id), { ...known, ...news });
  }
}

/** Texts only where the person asked for them. */
function asAllowed(queries: readonly TopQuery[], { settings }: Connection): readonly TopQuery[] {
  const isWanted = settings[QUERY_TEXTS_SETTING]?.toLowerCase() === 'yes';
  return isWanted ? queries : queries.map((query) => ({ ...query, text: null }));
}
