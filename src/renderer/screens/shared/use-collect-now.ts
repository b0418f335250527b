import { useCallback } from 'react';
import { counted } from '#shared/format/plural';
import { useToast } from '../../components/toast';
import { useQueryChannel } from '../../data/use-query-channel';
import { useToldAction } from './use-told-action';

/** Starts a collection, unless one runs, and tells what came of it. */
export function useCollectNow(): { readonly collect: () => void; readonly collecting: boolean } {
  const health = useQueryChannel('collection:health', null);
  const { run, pending } = useToldAction('collection:run');
  const toast = useToast();
  const collecting = pending || (health.data?.running ?? false);
  const collect = useCallback(() => {
    if (!collecting) {
      run(null, ({ metricsCollected, alertsTriggered }) => {
        const news = alertsTriggered === 0 ? '' : `, ${counted(alertsTriggered, 'new alert')}`;
        toast({ text: `Collected ${counted(metricsCollected, 'value')}${news}` });
      });
    }
  }, [collecting, run, toast]);
  return { collect, collecting };
}
