import { accountName } from '#main/queries/bill/words';
import { readCollectionHealth } from '#main/queries/connections/collection-health';
import { connectionJson } from '#main/queries/connections/connection-json';
import { readConnectionList } from '#main/queries/connections/connection-list';
import { readProviderForms } from '#main/queries/connections/connection-views';
import { isTrouble } from '#shared/domain/cycle';
import { succeed } from '#shared/domain/failure';
import { links } from '#shared/domain/screen-links';
import { leftOut, narrowing, toolWords } from '#shared/words/assistant-tools';
import { NO_ACCOUNT } from '#shared/words/terminal';
import { momentFigure } from './figures';
import { fitted } from './fitted';
import { inputs, mostInput } from './inputs';
import { namedAccount } from './named';
import { defineTool } from './tool';

/** `connections`: as `headroom connections --json`, with what could not be read. */
export const connectionsTool = defineTool({
  name: 'connections',
  ...toolWords.connections,
  input: { account: inputs.account, most: mostInput(30, 200) },
  async read(account, { account: name, most }) {
    const connection = await namedAccount(account, name);
    if (!connection.ok) {
      return connection;
    }
    const rows = (await account.ask(readConnectionList)).filter(
      ({ view }) => connection.value === null || view.id === connection.value.id,
    );
    const { sources } = await account.ask(readCollectionHealth, account.schedulerState());
    const { shown, left } = fitted(
      rows.map((row) => ({ ...connectionJson(row), notRead: notRead(sources, row.view.id) })),
      most,
    );
    const providers = account.ask(readProviderForms).map(({ id, title }) => ({ id, title }));
    const link = links.settings('connections');
    return succeed({
      content: { connections: shown, providers },
      figures: rows
        .slice(0, shown.length)
        .map(({ view }) => ({ ...view, name: accountName(view.title, view.providerTitle) }))
        .flatMap((view) => [
          ...(view.planName === null
            ? []
            : [{ label: `${view.name}: plan`, value: view.planName, unit: 'name', text: view.planName, link }]),
          ...(view.lastGoodAt === null ? [] : [momentFigure(`${view.name}: read`, view.lastGoodAt, link)]),
        ]),
      notes: [...(rows.length === 0 ? [NO_ACCOUNT] : []), ...leftOut(left, 'account', narrowing.connections)],
    });
  },
});

type Sources = Awaited<ReturnType<typeof readCollectionHealth>>['sources'];

/** What was asked and could not be read, in a sentence each. */
function notRead(sources: Sources, id: string): readonly { readonly what: string; readonly why: string }[] {
  return (sources.find(({ connectionId }) => connectionId === id)?.capabilities ?? [])
    .filter(({ outcome }) => isTrouble(outcome))
    .map(({ title, message, action }) => ({ what: title, why: `${message} ${action}`.trim() }));
}
