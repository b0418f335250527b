import { acknowledgeAlert, snoozeAlert, unsnoozeAlert } from '#main/actions/handle-alert';
import { readAlerts } from '#main/queries/alerts/alert-views';
import type { WindowSession } from '#main/session/window-session';
import { type Result, succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';

export function alertHandlers(session: WindowSession): HandlersOf<'alerts'> {
  const told = async (result: Promise<Result<null>>): Promise<Result<null>> => {
    const answer = await result;
    session.changes.emit('changed', { topics: ['alerts'] });
    return answer;
  };
  return {
    'alerts:list': async () => succeed(await session.current.ask(readAlerts)),
    'alerts:acknowledge': ({ id }) => told(session.current.act(acknowledgeAlert, id)),
    'alerts:snooze': ({ id, until }) => told(session.current.act(snoozeAlert, id, until)),
    'alerts:unsnooze': ({ id }) => told(session.current.act(unsnoozeAlert, id)),
  };
}
