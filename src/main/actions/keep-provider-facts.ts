import { type CollectedFacts, QUERY_TEXTS_SETTING, type TopQuery } from '#main/providers/monitor';
import type { Connection } from '#shared/domain/connection';
import type { ActionParts } from './decision-parts';

/** Keeps what a provider told besides figures. What was not asked, or not answered, stays as it was told last. */
export async function keepProviderFacts(
  parts: Pick<ActionParts, 'store' | 'clock'>,
  connection: Connection,
  { budgets, credit, account, invoices, block, topQueries, gatewayBudgets }: CollectedFacts,
): Promise<void> {
  const statements = topQueries === undefined ? undefined : asAllowed(topQueries, connection);
  const news = { budgets, credit, account, invoices, block, topQueries: statements, gatewayBudgets };
  if (Object.values(news).some((answer) => answer !== undefined)) {
    await parts.store.providerFacts.keep(connection.id, news, parts.clock.now());
  }
}

/** Texts only where the person asked for them. */
function asAllowed(queries: readonly TopQuery[], { settings }: Connection): readonly TopQuery[] {
  const isWanted = settings[QUERY_TEXTS_SETTING]?.toLowerCase() === 'yes';
  return isWanted ? queries : queries.map((query) => ({ ...query, text: null }));
}
