import type { Clock } from '#main/clock';
import type { Press } from '#main/ports';
import { PAGE_OF } from '#shared/words/press';
import { onHiddenPage } from './hidden-page';

/** The page is laid out for its paper when it is printed; before that its size is of no matter. */
const ANY_SIZE = { width: 800, height: 1000 };
/** Twice as many pixels: the picture is sharp where it is shown on a good screen. */
const SHARP = 2;
/** Inches, as the engine takes them. */
const MARGINS = { top: 0.55, bottom: 0.75, left: 0.55, right: 0.55 };

/** Engine text has no inherited size here: it says one. */
const FOOTER = `<div style="width:100%;margin:0 0.55in;font:8px system-ui,sans-serif;color:#626a78;display:flex;justify-content:space-between"><span class="title"></span><span>${PAGE_OF[0]}<span class="pageNumber"></span>${PAGE_OF[1]}<span class="totalPages"></span></span></div>`;

/** Prints and paints with the app's own engine. */
export function desktopPress(clock: Clock): Press {
  return {
    print: (html, paper, signal) =>
      onHiddenPage({ html, size: ANY_SIZE }, clock, signal, (contents) =>
        contents.printToPDF({
          pageSize: paper,
          margins: MARGINS,
          printBackground: true,
          displayHeaderFooter: true,
          headerTemplate: '<span></span>',
          footerTemplate: FOOTER,
          // For those who cannot see it, and for those who look for a part of it.
          generateTaggedPDF: true,
          generateDocumentOutline: true,
        }),
      ),
    paint: (html, size, signal) =>
      onHiddenPage({ html, size, zoom: SHARP }, clock, signal, async (contents) =>
        (await contents.capturePage()).toPNG(),
      ),
  };
}
