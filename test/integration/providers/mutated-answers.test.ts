import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { settableClock } from '#main/clock';
import { readCredits } from '#main/providers/ai-gateway/credits';
import { toldOf } from '#main/providers/ai-windows';
import { anthropicApi } from '#main/providers/anthropic/client';
import { readWorkspaces } from '#main/providers/anthropic/monitors/anthropic-monitor';
import { readAnalytics, readLegacy } from '#main/providers/anthropic/windows';
import type { CapabilityResult } from '#main/providers/collection-run';
import { openAiApi } from '#main/providers/openai/client';
import { USAGE_KINDS } from '#main/providers/openai/kinds';
import { readProjectNames, readSpendLimit } from '#main/providers/openai/organization';
import { readCostWindow, readUsageWindow } from '#main/providers/openai/reports';
import { billingAnchorOf, billingOf, blockOf, expiryOf, hasCredit, readAccount } from '#main/providers/vercel/account';
import { readCharges } from '#main/providers/vercel/charges';
import { vercelApi } from '#main/providers/vercel/client';
import { costSamples, readCosts } from '#main/providers/vercel/costs';
import { readDeployments } from '#main/providers/vercel/deployments';
import { USAGE_TYPES } from '#main/providers/vercel/metered';
import { readHourly } from '#main/providers/vercel/observability';
import { readProjects } from '#main/providers/vercel/projects';
import { readBudgets, readCredit, readSpend } from '#main/providers/vercel/spend';
import { readStores } from '#main/providers/vercel/stores';
import { readUsage } from '#main/providers/vercel/usage';
import { loadScenario, type Simulator, startSimulator } from '#main/simulator/index';
import { type Result, succeed } from '#shared/domain/failure';
import { DAY } from '#shared/domain/instant';
import { collectionContext, NOW } from '../support/collection-context';
import { type Meant, type Reader, silentMutations } from '../support/silent-mutations';

const TODAY = NOW - 36_000;
const RANGE = { start: TODAY - 2 * DAY, end: TODAY + DAY };
/** Charges are two days late. */
const CHARGED = { start: TODAY - 5 * DAY, end: TODAY };

let simulator: Simulator;

function contextOf(provider: 'vercel' | 'openai' | 'anthropic' | 'ai-gateway') {
  const { vercel, openai, anthropic, aiGateway } = simulator.credentials;
  const secrets = {
    vercel: { url: vercel.url, token: vercel.token },
    openai: { url: openai?.url, adminKey: openai?.adminKey },
    anthropic: { url: anthropic?.url, adminKey: anthropic?.adminKey },
    'ai-gateway': { url: aiGateway?.url, apiKey: aiGateway?.apiKey },
  }[provider];
  const { url = '', ...credentials } = secrets;
  return collectionContext({
    provider,
    settings: { baseUrl: url, teamId: provider === 'vercel' ? vercel.teamId : '' },
    credentials: z.record(z.string(), z.string()).parse(credentials),
  });
}

const vercelReader =
  (read: (api: ReturnType<typeof vercelApi>) => Promise<Result<CapabilityResult>>): Reader =>
  (http) =>
    read(vercelApi(contextOf('vercel'), http));
const openAiReader =
  (read: (api: ReturnType<typeof openAiApi>) => Promise<Result<CapabilityResult>>): Reader =>
  (http) =>
    read(openAiApi(contextOf('openai'), http));
const anthropicReader =
  (read: (api: ReturnType<typeof anthropicApi>) => Promise<Result<CapabilityResult>>): Reader =>
  (http) =>
    read(anthropicApi(contextOf('anthropic'), http));

async function aiResult(answer: ReturnType<typeof readCostWindow>): Promise<Result<CapabilityResult>> {
  const read = await answer;
  return read.ok ? succeed({ facts: { aiUsage: read.value.windows }, ...toldOf(read.value) }) : read;
}

const READERS: Readonly<Record<string, Reader>> = {
  'vercel account': vercelReader(async (api) => {
    const account = await readAccount(api, api.teamId ?? '');
    if (!account.ok) return account;
    const { team, token, reading } = account.value;
    const block = blockOf(account.value);
    const facts = {
      billing: billingOf(team),
      billingAnchor: billingAnchorOf(team),
      expiresAt: expiryOf(token, team.id),
    };
    const cursors = { teamId: team.id, hasCredit: hasCredit(team), since: team.createdAt };
    return succeed({ reading, facts: { ...facts, ...(block === undefined ? {} : { block }) }, cursors });
  }),
  ...Object.fromEntries(
    USAGE_TYPES.map((type) => [`vercel usage ${type}`, vercelReader((api) => readUsage(api, type, RANGE, NOW, null))]),
  ),
  'vercel projects': vercelReader((api) => readProjects(api, 'v')),
  'vercel deployments': vercelReader((api) =>
    readDeployments(api, 'v', { newest: NOW - DAY / 2, unfinished: [] }, NOW),
  ),
  'vercel stores': vercelReader((api) => readStores(api, 'v')),
  'vercel spend': vercelReader((api) => readSpend(api, api.teamId ?? '', NOW)),
  'vercel budgets': vercelReader((api) => readBudgets(api)),
  'vercel credit': vercelReader((api) => readCredit(api, NOW)),
  'vercel costs': vercelReader(async (api) => {
    const costs = await readCosts(api, { start: TODAY - DAY, end: TODAY + DAY }, NOW);
    return costs.ok ? succeed(costSamples(costs.value, NOW, true)) : costs;
  }),
  'vercel charges': (http) => {
    const context = { ...contextOf('vercel'), http };
    return readCharges(vercelApi(context, http), context, CHARGED, NOW);
  },
  'vercel metrics': vercelReader((api) => readHourly(api, api.teamId ?? '', NOW)),
  'openai costs': openAiReader((api) => aiResult(readCostWindow(api, RANGE, NOW))),
  'openai completions': openAiReader((api) => {
    const [completions] = USAGE_KINDS;
    if (completions === undefined) throw new Error('There is no kind.');
    return aiResult(readUsageWindow(api, completions, RANGE, NOW));
  }),
  'openai projects': openAiReader((api) => readProjectNames(api, 'o')),
  'openai spend limit': openAiReader((api) => readSpendLimit(api)),
  'anthropic analytics usage': anthropicReader((api) => aiResult(readAnalytics(api, 'tokens', RANGE, NOW))),
  'anthropic analytics cost': anthropicReader((api) => aiResult(readAnalytics(api, 'cost', RANGE, NOW))),
  'anthropic usage report': anthropicReader((api) => aiResult(readLegacy(api, 'tokens', RANGE, NOW))),
  'anthropic cost report': anthropicReader((api) => aiResult(readLegacy(api, 'cost', RANGE, NOW))),
  'anthropic workspaces': anthropicReader((api) => readWorkspaces(api, 'a')),
  'ai gateway credits': (http) => readCredits(contextOf('ai-gateway'), http),
};

/** What is an answer of its own, and no form that is not understood. Each must come up. */
const MEANT: readonly Meant[] = [
  [/account/, /^token\.expiresAt$/, /missing|null/, 'A token without an end does not end.'],
  [/account/, /^billing$/, /null/, 'A team may not tell its plan.'],
  [/deployments/, /\.target$/, /null/, 'A preview has no target.'],
  [/deployments/, /\.inspectorUrl$/, /null/, 'A deployment may have no page of its own.'],
  [/deployments/, /\.meta(\.githubCommitSha)?$/, /missing|null/, 'What was not deployed from Git has no commit.'],
  [/stores/, /\.status$/, /null/, 'A store may have no status.'],
  [/stores/, /\.billingPlan$/, /missing|null/, 'Not every partner tells the plan of a store.'],
  [/spend/, /currentSpend$/, /null/, 'Vercel does not tell the spend.'],
  [/credit/, /\.period(Start|End)$/, /missing|null/, 'Credit without an end does not lapse.'],
  [/charges/, /\.RegionId$/, /missing|null/, 'What is charged may be of no region.'],
  [/charges/, /\.ProjectId$/, /missing|null/, 'What is charged may be of no project.'],
  [/openai/, /\.(line_item|project_id|model)$/, /null/, 'Use may be of no group, which OpenAI says with null.'],
  [/anthropic/, /\.(workspace_id|model)$/, /null/, 'Use may be of no group, which Anthropic says with null.'],
  [
    /cost report/,
    /\.(description|cost_type|token_type|service_tier|context_window)$/,
    /null/,
    'A cost may have no description to be parsed.',
  ],
  [/analytics/, /^data_refreshed_at$/, /null/, 'Anthropic may not know up to when its rows are counted.'],
];

describe('every field of every recorded answer, in every form that it never has', () => {
  const used = new Set<string>();

  beforeAll(async () => {
    const scenario = loadScenario('pro-growth');
    const told = { observabilityPlus: true, credit: 20, budget: { amount: 200, thresholds: [50, 100], pauseAt: 100 } };
    simulator = await startSimulator({ scenario: { ...scenario, ...told }, clock: settableClock(NOW) });
  });
  afterAll(() => simulator.close());

  it.each(Object.entries(READERS))(
    '%s: the figure is right, or what was missed is counted',
    async (name, read) => {
      const silent = await silentMutations(name, read, contextOf('vercel').http, MEANT, used);
      expect(silent).toEqual([]);
    },
    120_000,
  );

  it('what is meant by an odd form comes up', () => {
    expect(MEANT.map(([, , , why]) => why).filter((why) => !used.has(why))).toEqual([]);
  });
});
