import type { AssistantDesk } from '#main/assistant/desk';
import type { WindowSession } from '#main/session/window-session';
import { succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';

export function assistantHandlers(session: WindowSession): HandlersOf<'assistant'> {
  // Loaded when it is first asked for: no start of the window needs it, nor the word lists of the proof.
  let opened: Promise<AssistantDesk> | null = null;
  const desk = (): Promise<AssistantDesk> => {
    opened ??= import('#main/assistant/session-desk').then(({ sessionDesk }) => sessionDesk(session.assistant));
    return opened;
  };
  const told = () => {
    session.changes.emit('changed', { topics: ['assistant'] });
    return succeed(null);
  };
  /** What is spent and logged has changed, whatever came of it. */
  const after = async <T>(work: Promise<T>) => {
    const value = await work;
    told();
    return succeed(value);
  };
  return {
    'assistant:state': async () => succeed(await (await desk()).state()),
    'assistant:set': async (changes) => {
      await (await desk()).set(changes);
      return told();
    },
    'assistant:set-key': async ({ key }) => {
      const kept = await (await desk()).setKey(key);
      told();
      return kept;
    },
    'assistant:test': async () => after((await desk()).test()),
    'assistant:preview': async ({ task, text, conversation }) =>
      succeed(await (await desk()).preview(task, text, conversation)),
    'assistant:wording': async () => succeed(await (await desk()).wording()),
    'assistant:write': async ({ id }) => after((await desk()).write(id)),
    'assistant:weigh': async ({ id, goal }) => after((await desk()).weigh(id, goal)),
    'assistant:ask': async (asked) =>
      after((await desk()).ask(asked, (answer) => session.changes.emit('assistant-answer', answer))),
    'assistant:stop': async ({ id }) => {
      (await desk()).stop(id);
      return succeed(null);
    },
    'assistant:log': async () => succeed(await (await desk()).log()),
    'assistant:log-delete': async () => {
      await (await desk()).clearLog();
      return told();
    },
  };
}
