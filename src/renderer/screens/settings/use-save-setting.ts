import type { UseQueryResult } from '@tanstack/react-query';
import type { Settings } from '#shared/ipc/app';
import { useToast } from '../../components/toast';
import { useQueryChannel } from '../../data/use-query-channel';
import { useToldAction } from '../shared/use-told-action';

/** The settings, and a way to change some of them at once, with the way back in the toast. */
export function useSaveSetting(): {
  readonly query: UseQueryResult<Settings, Error>;
  readonly save: (change: Partial<Settings>) => void;
} {
  const query = useQueryChannel('settings:get', null);
  const settings = query.data;
  const { run } = useToldAction('settings:set');
  const toast = useToast();
  const save = (change: Partial<Settings>) => {
    if (settings === undefined) {
      return;
    }
    const before = settings;
    run(change, () =>
      toast({
        text: 'Saved',
        action: { label: 'Undo', run: () => run(pick(before, change)) },
      }),
    );
  };
  return { query, save };
}

/** The former values of just what was changed. */
function pick(before: Settings, change: Partial<Settings>): Partial<Settings> {
  return {
    ...(change.theme === undefined ? {} : { theme: before.theme }),
    ...(change.intervalMinutes === undefined ? {} : { intervalMinutes: before.intervalMinutes }),
    ...(change.notifications === undefined ? {} : { notifications: before.notifications }),
    ...(change.statusPages === undefined ? {} : { statusPages: before.statusPages }),
    ...(change.keepInTray === undefined ? {} : { keepInTray: before.keepInTray }),
  };
}
