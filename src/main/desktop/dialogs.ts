import { join } from 'node:path';
import { app, type BrowserWindow, dialog, shell } from 'electron';
import { isPageAddress } from '#main/http/safe-address';
import type { ExternalOpener, FolderDialog, FolderOpener, OpenDialog, SaveDialog } from '#main/ports';
import { fail, succeed } from '#shared/domain/failure';
import { NO_PROGRAM } from '#shared/words/press';

/** The system's save dialog, over the window when there is one. Starts in the documents folder. */
export function saveDialog(window: () => BrowserWindow | null): SaveDialog {
  return {
    async choose(request) {
      const options = {
        title: request.title,
        defaultPath: join(app.getPath('documents'), request.defaultName),
        filters: request.filters.map((filter) => ({ name: filter.name, extensions: [...filter.extensions] })),
      };
      const parent = window();
      const answer = await (parent?.isVisible()
        ? dialog.showSaveDialog(parent, options)
        : dialog.showSaveDialog(options));
      return answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },
  };
}

/** The system's dialog that chooses a file to read, over the window when there is one. */
export function openDialog(window: () => BrowserWindow | null): OpenDialog {
  return {
    async choose(request) {
      const options: Electron.OpenDialogOptions = {
        title: request.title,
        properties: ['openFile'],
        filters: request.filters.map((filter) => ({ name: filter.name, extensions: [...filter.extensions] })),
      };
      const parent = window();
      const answer = await (parent?.isVisible()
        ? dialog.showOpenDialog(parent, options)
        : dialog.showOpenDialog(options));
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
  };
}

/** The system's dialog that chooses a folder, which may be made in it, over the window when there is one. */
export function folderDialog(window: () => BrowserWindow | null): FolderDialog {
  return {
    async choose({ title }) {
      const options: Electron.OpenDialogOptions = {
        title,
        defaultPath: app.getPath('documents'),
        properties: ['openDirectory', 'createDirectory'],
      };
      const parent = window();
      const answer = await (parent?.isVisible()
        ? dialog.showOpenDialog(parent, options)
        : dialog.showOpenDialog(options));
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
  };
}

/** Opens pages of providers. The addresses come from their descriptors, never from the window. */
export const externalOpener: ExternalOpener = {
  async open(url) {
    if (!isPageAddress(url)) {
      return fail({
        code: 'invalid-input',
        message: 'This address cannot be opened.',
        action: 'Only https pages of the providers are opened; go there by hand.',
        retryable: false,
      });
    }
    try {
      await shell.openExternal(url);
      return succeed(null);
    } catch {
      return fail({
        code: 'not-found',
        message: 'No browser could be opened.',
        action: `Open ${url} by hand.`,
        retryable: true,
      });
    }
  },
};

export const folderOpener: FolderOpener = {
  show: (path) => shell.showItemInFolder(path),
  async open(path) {
    const refused = await shell.openPath(path);
    return refused === '' ? succeed(null) : fail(NO_PROGRAM);
  },
};
