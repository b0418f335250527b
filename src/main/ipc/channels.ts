import { markMessagesRead, setAlertSettings } from '#main/actions/alert-settings';
import { localZone } from '#main/clock';
import { readMessages } from '#main/queries/alerts/messages';
import { readProjectChoices, readTelling } from '#main/queries/alerts/telling';
import type { WindowSession } from '#main/session/window-session';
import { type Result, succeed } from '#shared/domain/failure';
import type { ChangeTopic } from '#shared/ipc/events';
import type { HandlersOf } from './handlers-of';

export function channelHandlers(session: WindowSession): HandlersOf<'channels' | 'messages' | 'telling'> {
  const { channels, own } = session;
  const told = (topics: ChangeTopic[]) => {
    session.changes.emit('changed', { topics });
    return succeed(null);
  };
  const saved = async <T>(result: Promise<Result<T>>): Promise<Result<T>> => {
    const answer = await result;
    told(['settings']);
    return answer;
  };
  return {
    'channels:list': async () => succeed({ ...(await channels.list()), inSample: session.inSample }),
    'channels:values': ({ id }) => channels.values(id),
    'channels:save': (draft) => saved(channels.save(draft)),
    'channels:enable': ({ id, enabled }) => saved(channels.enable(id, enabled)),
    'channels:remove': ({ id }) => saved(channels.remove(id)),
    'channels:test': ({ id }) => channels.test(id),
    'channels:test-draft': (draft) => channels.testDraft(draft),
    'messages:list': async () => succeed(await session.current.ask(readMessages)),
    'messages:read': async ({ keys }) => {
      await session.current.act(markMessagesRead, keys);
      return told(['alerts']);
    },
    'telling:get': async () => succeed(await own.ask(readTelling, localZone())),
    'telling:set': async (changes) => {
      await own.act(setAlertSettings, localZone(), changes);
      return told(['settings']);
    },
    'telling:projects': async () => succeed(await session.current.ask(readProjectChoices)),
    'telling:pause': async ({ pause }) => {
      await session.pause(pause);
      return succeed(null);
    },
  };
}
