import { setBudget } from '#main/actions/set-budget';
import type { AppSession } from '#main/app-session';
import { readBilledCosts } from '#main/queries/bill/billed-costs';
import { readPlans } from '#main/queries/costs';
import { readAiCosts } from '#main/queries/costs-ai';
import { readCostChange } from '#main/queries/costs-change';
import { readWhatIf, readWhatIfChoices } from '#main/queries/what-if';
import { succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';

export function costHandlers(session: AppSession): HandlersOf<'costs'> {
  return {
    'costs:list': async () => succeed([...(await readBilledCosts(session.current.parts))]),
    'costs:ai': async () => succeed(await readAiCosts(session.current.parts)),
    'costs:change': async () => succeed(await readCostChange(session.current.parts)),
    'costs:what-if': ({ connectionId, changes }) => readWhatIf(session.current.parts, connectionId, changes),
    'costs:plans': ({ connectionId }) => readPlans(session.current.parts, connectionId),
    'costs:choices': ({ connectionId }) => readWhatIfChoices(session.current.parts, connectionId),
    'costs:set-budget': async (change) => {
      const result = await setBudget(session.current.parts, change);
      session.changes.emit('changed', { topics: ['costs', 'usage'] });
      return result;
    },
  };
}
