import { sessionDesk } from '#main/assistant/session-desk';
import type { WindowSession } from '#main/session/window-session';
import { succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';

export function assistantHandlers(session: WindowSession): HandlersOf<'assistant'> {
  const desk = sessionDesk(session.assistant);
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
    'assistant:state': async () => succeed(await desk.state()),
    'assistant:set': async (changes) => {
      await desk.set(changes);
      return told();
    },
    'assistant:set-key': async ({ key }) => {
      const kept = await desk.setKey(key);
      told();
      return kept;
    },
    'assistant:test': () => after(desk.test()),
    'assistant:preview': async ({ task, text }) => succeed(await desk.preview(task, text)),
    'assistant:wording': async () => succeed(await desk.wording()),
    'assistant:write': ({ id }) => after(desk.write(id)),
    'assistant:weigh': ({ id, goal }) => after(desk.weigh(id, goal)),
    'assistant:ask': (asked) => after(desk.ask(asked, (answer) => session.changes.emit('assistant-answer', answer))),
    'assistant:stop': async ({ id }) => {
      desk.stop(id);
      return succeed(null);
    },
    'assistant:log': async () => succeed(await desk.log()),
    'assistant:log-delete': async () => {
      await desk.clearLog();
      return told();
    },
  };
}
