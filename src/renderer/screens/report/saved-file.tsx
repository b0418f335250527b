import type { ExportedFile } from '#shared/ipc/exports';
import { savedWords } from '#shared/words/report-dialog';
import { StatusIcon } from '../../components/status-icon';
import { fileName } from '../shared/use-exported-file';
import { useToldAction } from '../shared/use-told-action';

/** That a file was saved, and what can be done with it. */
export function SavedFile({ file }: { readonly file: ExportedFile }) {
  const open = useToldAction('exports:open');
  const show = useToldAction('exports:show-in-folder');
  return (
    <>
      <StatusIcon tone="ok" size={14} />
      <span className="t-cut" title={file.path}>
        {savedWords(fileName(file.path))}
      </span>
      <button type="button" className="link-button" onClick={() => open.run({ token: file.token })}>
        Open
      </button>
      <button type="button" className="link-button" onClick={() => show.run({ token: file.token })}>
        Show in folder
      </button>
    </>
  );
}
