import { useCallback } from 'react';
import { useToast } from '../../components/toast';
import { useToldAction } from './use-told-action';

export type ReportFormat = 'markdown' | 'html';

/** Exports the report through the system's save dialog, then offers to show the file. */
export function useReport(): { readonly exportReport: (format: ReportFormat) => void; readonly exporting: boolean } {
  const exporting = useToldAction('report:export');
  const showing = useToldAction('report:show-in-folder');
  const toast = useToast();
  const { run: write } = exporting;
  const { run: show } = showing;
  const exportReport = useCallback(
    (format: ReportFormat) => {
      write({ format }, (saved) => {
        if (saved) {
          const action = { label: 'Show in folder', run: () => show({ token: saved.token }) };
          toast({ text: `Saved ${fileName(saved.path)}`, action });
        }
      });
    },
    [write, show, toast],
  );
  return { exportReport, exporting: exporting.pending };
}

/** The last part of a path of any system. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
