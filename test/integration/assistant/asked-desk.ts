import { type AssistantDesk, type AssistantDeskOptions, assistantDesk } from '#main/assistant/desk';
import { type ExchangeLog, exchangeLog } from '#main/assistant/exchange-log';
import { linesInMemory } from '#main/assistant/json-lines';
import { countSpending } from '#main/assistant/spending';
import { systemClock } from '#main/clock';
import { lazyHttp } from '#main/collection/monitoring-parts';
import { readAssistantSettings } from '#main/queries/home/assistant-settings';
import type { AccountSession } from '#main/session/account-session';
import type { AssistantSettings } from '#shared/domain/assistant';
import { secretsInMemory } from '../../unit/main/secrets/secrets-in-memory';

/** A desk over an account that asks the server at `address`, with a log and a count of its own. */
export async function askedDesk(
  account: AccountSession,
  settings: Partial<AssistantSettings>,
  more: Partial<AssistantDeskOptions> = {},
): Promise<{ readonly desk: AssistantDesk; readonly log: ExchangeLog }> {
  const log = exchangeLog(linesInMemory());
  const desk = assistantDesk({
    own: account,
    current: () => account,
    sampleModel: () => undefined,
    secrets: secretsInMemory(),
    http: lazyHttp(systemClock),
    clock: account.clock,
    ending: new AbortController().signal,
    log: () => log,
    spending: countSpending(linesInMemory(), account.clock, () => account.ask(readAssistantSettings)),
    ...more,
  });
  await desk.set({ enabled: true, provider: 'compatible', model: 'stand-in', capTokens: 1_000_000_000, ...settings });
  return { desk, log };
}
