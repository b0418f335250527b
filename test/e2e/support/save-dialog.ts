import type { ElectronApplication } from '@playwright/test';

/** The system's dialog cannot be clicked by a test: it answers `file`, or cancels with null. What was asked is in `seen`. */
export async function answerSaveDialog(electron: ElectronApplication, file: string | null): Promise<void> {
  await electron.evaluate(({ dialog, shell }, path) => {
    const seen = { names: [] as string[], shown: [] as string[] };
    Reflect.set(globalThis, 'seen', seen);
    shell.showItemInFolder = (shown) => void seen.shown.push(shown);
    dialog.showSaveDialog = async (...args: unknown[]) => {
      const options = args.at(-1) as { defaultPath?: string };
      seen.names.push(options.defaultPath ?? '');
      return { canceled: path === null, filePath: path ?? '' };
    };
  }, file);
}

/** The same of the dialog that chooses a folder. */
export async function answerFolderDialog(electron: ElectronApplication, folder: string): Promise<void> {
  await electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, folder);
}
