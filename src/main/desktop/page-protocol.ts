import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { PAGE_SCHEME, pageFile } from './page-file';
import { contentType, pageHeaders } from './page-headers';

/** Must run before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: PAGE_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built page from `folder`, and nothing outside of it. Paths without a file are the page itself. */
export function servePage(folder: string): void {
  protocol.handle(PAGE_SCHEME, async (request) => {
    const file = pageFile(request.url, folder);
    if (file === null) return new Response('Not found', { status: 404, headers: pageHeaders('text/plain') });
    try {
      return new Response(new Uint8Array(await readFile(file)), { headers: pageHeaders(contentType(file)) });
    } catch {
      return new Response('Not found', { status: 404, headers: pageHeaders('text/plain') });
    }
  });
}
