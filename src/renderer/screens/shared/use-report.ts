import { useCallback } from 'react';
import { useExportedFile } from './use-exported-file';
import { useToldAction } from './use-told-action';

export type ReportFormat = 'markdown' | 'html';

/** Exports the report through the system's save dialog, then offers to show the file. */
export function useReport(): { readonly exportReport: (format: ReportFormat) => void; readonly exporting: boolean } {
  const { run, pending } = useToldAction('report:export');
  const tellSaved = useExportedFile();
  const exportReport = useCallback((format: ReportFormat) => run({ format }, tellSaved), [run, tellSaved]);
  return { exportReport, exporting: pending };
}
