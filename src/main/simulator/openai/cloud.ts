import { bearer, type ProviderCloud } from '../exchange';
import type { ScenarioAi } from '../scenario';
import type { World } from '../world';
import { openAiCostRoute } from './costs';
import { organizationRoutes } from './organization';
import { openAiRefusal } from './refusal';
import { openAiUsageRoute } from './usage';

/** `https://api.openai.com`, its administration API. */
export function openAiCloud(world: World, account: ScenarioAi): ProviderCloud {
  return {
    prefix: '/openai',
    routes: [openAiUsageRoute(world, account), openAiCostRoute(world, account), ...organizationRoutes(world, account)],
    authorize(ask) {
      const key = bearer(ask);
      if (key === account.adminKey) {
        return null;
      }
      return key === account.projectKey
        ? openAiRefusal({
            status: 403,
            code: 'insufficient_permissions',
            message: 'You have insufficient permissions for this operation. Missing scopes: api.usage.read.',
          })
        : openAiRefusal({ status: 401, code: 'invalid_api_key', message: 'Incorrect API key provided.' });
    },
    refuse: openAiRefusal,
  };
}
