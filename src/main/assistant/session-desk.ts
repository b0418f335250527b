import { dirname, join, parse } from 'node:path';
import { readAssistantSettings } from '#main/queries/home/assistant-settings';
import type { AssistantGround } from '#main/session/assistant-ground';
import { type AssistantDesk, assistantDesk } from './desk';
import { exchangeLog, loggedRowSchema } from './exchange-log';
import { jsonLines, linesInMemory } from './json-lines';
import { countSpending, spendRowSchema } from './spending';

/** The desk of a session: beside the person's data the log and what was spent; of the sample a log that is not kept. */
export function sessionDesk(ground: AssistantGround): AssistantDesk {
  const { dataFile, clock, own } = ground;
  const beside = (name: string) => join(dirname(dataFile), `${parse(dataFile).name}.assistant-${name}.jsonl`);
  const kept = exchangeLog(jsonLines(beside('log'), loggedRowSchema));
  const ofSample = exchangeLog(linesInMemory());
  return assistantDesk({
    ...ground,
    log: () => (ground.sampleModel() === undefined ? kept : ofSample),
    spending: countSpending(jsonLines(beside('spending'), spendRowSchema), clock, () => own.ask(readAssistantSettings)),
  });
}
