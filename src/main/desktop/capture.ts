import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { Clock } from '#main/clock';

/** Milliseconds. */
const STEP_MS = 100;
const LONGEST_WAIT_MS = 60_000;
/** A few frames. */
const SETTLE_MS = 400;

/**
 * True in the page once the Overview shows a verdict about data as main answered it now, with its chart, in the app's
 * own letters.
 */
const IS_PAINTED = `document.querySelector('.verdict:not(.verdict-empty) h2') !== null
  && document.querySelector('.top-bar [role=status]') === null
  && document.querySelector('.verdict-chart canvas:not([style])') === null
  && document.fonts.status === 'loaded'`;

/**
 * Waits until the Overview is on screen with data and writes a picture of the window as PNG. `goThere` is
 * called until it is. Answers false when it did not come within a minute.
 */
export async function captureOverview(
  window: BrowserWindow,
  file: string,
  clock: Clock,
  goThere: () => void,
): Promise<boolean> {
  for (let waited = 0; waited < LONGEST_WAIT_MS; waited += STEP_MS) {
    const painted: unknown = await window.webContents.executeJavaScript(IS_PAINTED);
    if (painted === true) {
      await clock.sleep(SETTLE_MS);
      const picture = await window.webContents.capturePage();
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, picture.toPNG());
      return true;
    }
    goThere();
    await clock.sleep(STEP_MS);
  }
  return false;
}
