import { acknowledgeAlert, snoozeAlert, unsnoozeAlert } from '#main/actions/handle-alert';
import { readAlerts } from '#main/queries/alerts/alert-views';
import type { AppSession } from '#main/session/app-session';
import { type Result, succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';

export function alertHandlers(session: AppSession): HandlersOf<'alerts'> {
  const told = async (result: Promise<Result<null>>): Promise<Result<null>> => {
    const answer = await result;
    session.changes.emit('changed', { topics: ['alerts'] });
    return answer;
  };
  return {
    'alerts:list': async () => succeed(await readAlerts(session.current.parts)),
    'alerts:acknowledge': ({ id }) => told(acknowledgeAlert(session.current.parts, id)),
    'alerts:snooze': ({ id, until }) => told(snoozeAlert(session.current.parts, id, until)),
    'alerts:unsnooze': ({ id }) => told(unsnoozeAlert(session.current.parts, id)),
  };
}
