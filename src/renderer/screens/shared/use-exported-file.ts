import { useCallback } from 'react';
import type { ExportedFile } from '#shared/ipc/exports';
import { useToast } from '../../components/toast';
import { useToldAction } from './use-told-action';

/** Tells that a file was saved and offers to show it; says nothing where the person cancelled. */
export function useExportedFile(): (saved: ExportedFile | null) => void {
  const { run: show } = useToldAction('exports:show-in-folder');
  const toast = useToast();
  return useCallback(
    (saved: ExportedFile | null) => {
      if (saved) {
        const action = { label: 'Show in folder', run: () => show({ token: saved.token }) };
        toast({ text: `Saved ${fileName(saved.path)}`, action });
      }
    },
    [show, toast],
  );
}

/** The last part of a path of any system. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
