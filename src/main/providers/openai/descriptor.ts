import { InfrastructureService, summaryKey } from '#shared/domain/service';
import { aiDefinitions, COST, MONTH, TOKENS } from '../ai-report';
import type { ProviderDescriptor } from '../monitor';
import { USAGE_KINDS } from './kinds';

/** OpenAI's interface. */
const OPENAI_URL = 'https://api.openai.com/v1';

const OPENAI = InfrastructureService.OPENAI;

export const COSTS = 'costs';
export const PROJECTS = 'projects';
export const SPEND_LIMIT = 'spend-limit';
export const usageCapability = (path: string): string => `usage:${path}`;

/** Says what is wrong with a key by its form alone; null when it may be an admin key. */
export function checkOpenAiKey(key: string): string | null {
  if (/^sk-(proj|svcacct)-/.test(key)) {
    return 'This is a key of a project, which cannot read usage. Use an admin key of the organization (sk-admin-…).';
  }
  return /^sk-\S{8,}$/.test(key) ? null : 'An admin key of OpenAI begins with sk-admin-.';
}

export const openAiDescriptor: ProviderDescriptor = {
  id: 'openai',
  title: 'OpenAI',
  icon: 'sparkles',
  fields: [
    {
      key: 'adminKey',
      label: 'Admin key',
      secret: true,
      required: true,
      help: 'Made by an owner of the organization. The right to read usage is enough; a key of a project cannot.',
      placeholder: 'sk-admin-…',
      link: 'https://platform.openai.com/settings/organization/admin-keys',
      environment: ['OPENAI_ADMIN_KEY'],
      check: checkOpenAiKey,
    },
  ],
  metrics: aiDefinitions(OPENAI, 'OpenAI'),
  capabilities: [
    { id: COSTS, title: 'Costs by day', feeds: [summaryKey(OPENAI, COST), summaryKey(OPENAI, MONTH)] },
    ...USAGE_KINDS.map(({ path, title, kind }) => ({
      id: usageCapability(path),
      title,
      feeds: kind === 'tokens' ? [summaryKey(OPENAI, TOKENS)] : [],
    })),
    { id: PROJECTS, title: 'Projects', feeds: [] },
    { id: SPEND_LIMIT, title: 'Spend limit', feeds: [] },
  ],
  billingProvider: 'openai',
  baseUrl: OPENAI_URL,
  baseUrlVariable: 'HEADROOM_OPENAI_URL',
  // In the form of Statuspage, though another maker serves it (B: many public clients of it, 2026).
  statusPage: () => ({ title: 'OpenAI', url: 'https://status.openai.com/api/v2/status.json', form: 'status' }),
  recognize: (text) =>
    /^sk-admin-\S{8,}$/.test(text.trim())
      ? { provider: 'openai', title: 'An admin key of OpenAI', fields: { adminKey: text.trim() }, needs: '' }
      : null,
  links: {
    usage: () => 'https://platform.openai.com/usage',
    upgrade: () => 'https://platform.openai.com/settings/organization/limits',
  },
};
