import { InfrastructureService, summaryKey } from '#shared/domain/service';
import { aiDefinitions, COST, MONTH, TOKENS } from '../ai-report';
import type { ProviderDescriptor } from '../monitor';
import { ANTHROPIC_URL } from './constants';

const ANTHROPIC = InfrastructureService.ANTHROPIC;

export const COSTS = 'costs';
export const USAGE = 'usage';
export const WORKSPACES = 'workspaces';

/**
 * Says what is wrong with a key by its form alone. Its beginning is no sign: beside admin keys, analytics keys and
 * personal or service-account keys may read usage too. Whether this one may is asked.
 */
export function checkAnthropicKey(key: string): string | null {
  return /^\S{8,}$/.test(key) ? null : 'A key is one long word without spaces.';
}

export const anthropicDescriptor: ProviderDescriptor = {
  id: 'anthropic',
  title: 'Anthropic',
  icon: 'brain',
  fields: [
    {
      key: 'adminKey',
      label: 'Admin key',
      secret: true,
      required: true,
      help: 'Made by an admin of the organization in the Console; an analytics key will do too. Individual accounts have none and cannot be watched.',
      placeholder: 'sk-ant-admin01-…',
      link: 'https://console.anthropic.com/settings/admin-keys',
      environment: ['ANTHROPIC_ADMIN_KEY', 'ANTHROPIC_ADMIN_API_KEY'],
      check: checkAnthropicKey,
    },
  ],
  metrics: aiDefinitions(ANTHROPIC, 'Anthropic'),
  capabilities: [
    { id: COSTS, title: 'Costs by day', feeds: [summaryKey(ANTHROPIC, COST), summaryKey(ANTHROPIC, MONTH)] },
    { id: USAGE, title: 'Tokens by model', feeds: [summaryKey(ANTHROPIC, TOKENS)] },
    { id: WORKSPACES, title: 'Workspaces', feeds: [] },
  ],
  billingProvider: 'anthropic',
  baseUrl: ANTHROPIC_URL,
  baseUrlVariable: 'HEADROOM_ANTHROPIC_URL',
  // The page moved here from status.anthropic.com (B: many public clients of it, 2026).
  statusPage: () => ({ title: 'Anthropic', url: 'https://status.claude.com/api/v2/status.json', form: 'status' }),
  recognize: (text) =>
    /^sk-ant-\S{8,}$/.test(text.trim())
      ? { provider: 'anthropic', title: 'A key of Anthropic', fields: { adminKey: text.trim() }, needs: '' }
      : null,
  links: {
    usage: () => 'https://console.anthropic.com/usage',
    upgrade: () => 'https://console.anthropic.com/settings/limits',
  },
};
