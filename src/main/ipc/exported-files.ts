import { randomUUID } from 'node:crypto';
import { mayWrite } from '#main/files/own-file';
import { writeWhole } from '#main/files/whole-file';
import type { FolderOpener, SaveDialog } from '#main/ports';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { ExportedFile } from '#shared/ipc/exports';

/** Files that the window exported since the app started: only these can be shown in their folder. */
export interface ExportedFiles {
  /** Asks where to save and writes there what `content` then answers; null when the person cancelled. */
  save(
    request: Parameters<SaveDialog['choose']>[0],
    content: () => string | Uint8Array | Promise<string | Uint8Array>,
  ): Promise<Result<ExportedFile | null>>;
  /** The same of a content that may not come about: its failure is then the answer, and nothing is written. */
  saveResult(
    request: Parameters<SaveDialog['choose']>[0],
    content: () => Promise<Result<string | Uint8Array>>,
  ): Promise<Result<ExportedFile | null>>;
  /** Fails with `not-found` for a token that no export of this run answered, and where no program opens it. */
  open(token: string): Promise<Result<null>>;
  /** Fails with `not-found` for a token that no export of this run answered. */
  show(token: string): Result<null>;
}

export function exportedFiles(
  ports: {
    readonly saveDialog: SaveDialog;
    readonly folder: FolderOpener;
  },
  dataDir: string,
): ExportedFiles {
  const paths = new Map<string, string>();
  const files: ExportedFiles = {
    save: (request, content) => files.saveResult(request, async () => succeed(await content())),
    async saveResult(request, content) {
      const path = await ports.saveDialog.choose(request);
      if (path === null) {
        return succeed(null);
      }
      // The dialog has asked whether an existing file may go.
      const allowed = mayWrite(path, { dataDir, replace: true });
      if (!allowed.ok) {
        return allowed;
      }
      const bytes = await content();
      if (!bytes.ok) {
        return bytes;
      }
      try {
        await writeWhole(path, bytes.value);
      } catch (error) {
        return fail(writeFailure(error, path));
      }
      const token = randomUUID();
      paths.set(token, path);
      return succeed({ path, token });
    },
    async open(token) {
      const path = paths.get(token);
      return path === undefined ? fail(LONG_AGO) : ports.folder.open(path);
    },
    show(token) {
      const path = paths.get(token);
      if (path === undefined) {
        return fail(LONG_AGO);
      }
      ports.folder.show(path);
      return succeed(null);
    },
  };
  return files;
}

const LONG_AGO: Failure = {
  code: 'not-found',
  message: 'This file was saved before Headroom was restarted.',
  action: 'Export it again.',
  retryable: false,
};

/** Why a file that the person chose could not be written, and what to do. */
function writeFailure(error: unknown, path: string): Failure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC') {
    return {
      code: 'store-full',
      message: 'The disk is full: the file was not written.',
      action: 'Make room, or choose another place.',
      retryable: true,
    };
  }
  return {
    code: 'store-read-only',
    message: `${path} could not be written.`,
    action: 'Choose a folder that you may write to.',
    retryable: true,
  };
}
