import { existsSync } from 'node:fs';
import { protocol } from 'electron';
import { contentType, PAGE_SCHEME, pageFile, pageHeaders } from './page-file';

/** Must run before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: PAGE_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/**
 * Serves the built page from `folder`, and nothing outside of it. Paths without a file are the page itself. Chromium
 * reads the files: `protocol.handle` needs a `Response`, with which Node loads its whole fetch, a tenth of a second in
 * which the page waits.
 */
export function servePage(folder: string): void {
  protocol.registerFileProtocol(PAGE_SCHEME, (request, callback) => {
    const file = pageFile(request.url, folder);
    if (file !== null && existsSync(file)) {
      callback({ path: file, headers: pageHeaders(contentType(file)) });
    } else {
      callback({ error: FILE_NOT_FOUND });
    }
  });
}

/** As Chromium numbers its network errors. */
const FILE_NOT_FOUND = -6;
