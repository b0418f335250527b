import { randomUUID } from 'node:crypto';
import { session } from 'electron';
import type { PagePreview } from '#main/ports';
import { pageAnswer } from './page-answer';
import { PREVIEW_SCHEME } from './page-file';

let held: { readonly name: string; readonly html: string } | null = null;
let isServed = false;

/** The one page that is previewed, under an address that nobody can guess and that is good for it alone. */
export const pagePreview: PagePreview = {
  hold(html) {
    if (!isServed) {
      isServed = true;
      session.defaultSession.protocol.handle(PREVIEW_SCHEME, (request) =>
        pageAnswer(new URL(request.url).host === held?.name ? held.html : undefined),
      );
    }
    held = { name: randomUUID(), html };
    return `${PREVIEW_SCHEME}://${held.name}/`;
  },
};
