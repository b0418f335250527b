import { backUpTo, deleteEverythingStored, exportTo, restoreFrom } from '#main/actions/manage-data';
import { putBackSetAside, removeSetAside } from '#main/actions/set-aside';
import { readDataStatus } from '#main/queries/home/data-status';
import type { WindowSession } from '#main/session/window-session';
import { dayOf } from '#shared/core/calendar/calendar';
import { fail, succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';

const DATABASE = [{ name: 'Headroom data', extensions: ['db'] }];

export function dataHandlers(session: WindowSession): HandlersOf<'data'> {
  const { ports, clock } = session.options;
  const today = () => dayOf(clock.now(), 'UTC');
  let running: AbortController | null = null;
  /** The window never names a path: it agrees to what was chosen in the system's dialog. */
  let chosenBackup: string | null = null;

  /** One job at a time: a second one waits for nobody and is told so by the dialog being open. */
  const cancellable = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const stop = new AbortController();
    running = stop;
    try {
      return await work(stop.signal);
    } finally {
      running = null;
      session.changes.emit('data-progress', { job: null, done: 0, total: null, unit: '' });
    }
  };

  return {
    'data:status': async () => succeed(await session.own.ask(readDataStatus)),
    'data:backup': async () => {
      const target = await ports.saveDialog.choose({
        title: 'Save a backup',
        defaultName: `headroom-backup-${today()}.db`,
        filters: DATABASE,
      });
      return target === null
        ? succeed(null)
        : cancellable((signal) => backUpTo(session.dataWork, session.changes, target, signal));
    },
    'data:export': async ({ format }) => {
      const target = await ports.saveDialog.choose({
        title: 'Export everything',
        defaultName: `headroom-export-${today()}${format === 'json' ? '.json' : ''}`,
        filters: format === 'json' ? [{ name: 'JSON', extensions: ['json'] }] : [],
      });
      return target === null
        ? succeed(null)
        : cancellable((signal) => exportTo(session.dataWork, session.changes, { format, target }, signal));
    },
    'data:cancel': async () => {
      running?.abort();
      return succeed(null);
    },
    'data:restore': async () => {
      const backup = await ports.openDialog.choose({ title: 'Choose a backup', filters: DATABASE });
      if (backup === null) {
        return succeed(null);
      }
      chosenBackup = backup;
      return restoreFrom(session, backup, []);
    },
    'data:restore-agreed': async ({ hosts }) =>
      chosenBackup === null ? fail(nothingChosen) : restoreFrom(session, chosenBackup, hosts),
    'data:remove-set-aside': async () => {
      const rows = await session.own.act(removeSetAside);
      session.changes.emit('changed', { topics: ['data'] });
      return succeed({ rows });
    },
    'data:put-back': async () => {
      const rows = await session.own.act(putBackSetAside);
      session.changes.emit('changed', { topics: ['data', 'usage', 'costs', 'collection'] });
      return succeed({ rows });
    },
    'data:delete-all': () => deleteEverythingStored(session),
  };
}

const nothingChosen = {
  code: 'invalid-input',
  message: 'No backup was chosen.',
  action: 'Choose a backup first.',
  retryable: false,
} as const;
