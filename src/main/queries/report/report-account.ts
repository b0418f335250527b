import type { ReadStore } from '#main/store/read-store';
import { accountsName } from '#shared/words/report/accounts';
import { mainAccount } from '../home/app-state';

/** Whose report it is: all accounts that it covers, the main one first; null where none is connected. */
export async function readReportAccount({
  store,
}: {
  readonly store: Pick<ReadStore, 'connections'>;
}): Promise<string | null> {
  const connections = await store.connections.list();
  const main = mainAccount(connections);
  return main === null
    ? null
    : accountsName([main.title, ...connections.filter(({ id }) => id !== main.id).map(({ title }) => title)]);
}
