import { setBudget } from '#main/actions/set-budget';
import { readAiCosts } from '#main/queries/bill/ai';
import { readCostChange } from '#main/queries/bill/change';
import { readPlans } from '#main/queries/bill/costs';
import { readWhatIf } from '#main/queries/bill/what-if';
import { readWhatIfChoices } from '#main/queries/bill/what-if-choices';
import { readAccountCosts } from '#main/queries/standings/account-costs';
import type { WindowSession } from '#main/session/window-session';
import { succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';

export function costHandlers(session: WindowSession): HandlersOf<'costs'> {
  return {
    'costs:list': async () => succeed([...(await session.current.ask(readAccountCosts))]),
    'costs:ai': async () => succeed(await session.current.ask(readAiCosts)),
    'costs:change': async () => succeed(await session.current.ask(readCostChange)),
    'costs:what-if': ({ connectionId, changes }) => session.current.ask(readWhatIf, connectionId, changes),
    'costs:plans': ({ connectionId }) => session.current.ask(readPlans, connectionId),
    'costs:choices': ({ connectionId }) => session.current.ask(readWhatIfChoices, connectionId),
    'costs:set-budget': async (change) => {
      const result = await session.current.act(setBudget, change);
      session.changes.emit('changed', { topics: ['costs', 'usage'] });
      return result;
    },
  };
}
