import { acknowledgeAlert, snoozeAlert, unsnoozeAlert } from '#main/actions/handle-alert';
import { alertsCsv, alertsJson } from '#main/queries/alerts/alert-export';
import { readAlerts } from '#main/queries/alerts/alert-views';
import type { WindowSession } from '#main/session/window-session';
import { type Result, succeed } from '#shared/domain/failure';
import type { ExportedFiles } from './exported-files';
import type { HandlersOf } from './handlers-of';

const EXPORTS = {
  csv: { name: 'CSV', content: alertsCsv },
  json: { name: 'JSON', content: alertsJson },
} as const;

export function alertHandlers(session: WindowSession, files: ExportedFiles): HandlersOf<'alerts'> {
  const told = async (result: Promise<Result<null>>): Promise<Result<null>> => {
    const answer = await result;
    session.changes.emit('changed', { topics: ['alerts'] });
    return answer;
  };
  return {
    'alerts:list': async () => succeed(await session.current.ask(readAlerts)),
    'alerts:acknowledge': ({ id, note = '' }) => told(session.current.act(acknowledgeAlert, id, note.trim())),
    'alerts:snooze': ({ id, until }) => told(session.current.act(snoozeAlert, id, until)),
    'alerts:unsnooze': ({ id }) => told(session.current.act(unsnoozeAlert, id)),
    'alerts:export': ({ format }) => {
      const { name, content } = EXPORTS[format];
      const request = {
        title: `Save the history of alerts as ${name}`,
        defaultName: `headroom-alerts.${format}`,
        filters: [{ name, extensions: [format] }],
      };
      return files.save(request, () => session.current.ask(content));
    },
  };
}
