import * as electron from 'electron';
import type { Clipboard } from '#main/ports';

/** The clipboard of a runtime before the one whose types these are: it took pictures in a call of its own. */
interface FormerClipboard {
  writeImage(picture: Electron.NativeImage): void;
}

/** The system's clipboard, whichever of the two ways this runtime has to it. */
export const systemClipboard: Clipboard = {
  async copyPicture(png) {
    const { clipboard, nativeImage } = electron;
    const { ClipboardItem } = electron as Partial<Pick<typeof electron, 'ClipboardItem'>>;
    if (ClipboardItem === undefined) {
      (clipboard as unknown as FormerClipboard).writeImage(nativeImage.createFromBuffer(Buffer.from(png)));
      return;
    }
    const picture = new Blob([new Uint8Array(png)], { type: 'image/png' });
    await clipboard.write([new ClipboardItem({ 'image/png': picture })]);
  },
  copyText: async (text) => electron.clipboard.writeText(text),
};
