import { extname, join, normalize, sep } from 'node:path';

/** The page has an origin of its own instead of `file:`, which would let it read every file. */
export const PAGE_SCHEME = 'app';
const PAGE_HOST = 'headroom';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`;

/** A page that is previewed has an origin of its own: its styles are its own, and it reaches nothing of the window. */
export const PREVIEW_SCHEME = 'headroom-preview';

export function isPreviewAddress(address: string): boolean {
  return address.startsWith(`${PREVIEW_SCHEME}://`);
}

/** The file behind an address of the page; null for another host or a path that leaves the folder. */
export function pageFile(address: string, folder: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.host !== PAGE_HOST) return null;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  const isFile = /\.[a-z0-9]+$/i.test(path);
  const file = normalize(join(folder, isFile ? path : 'index.html'));
  return file.startsWith(normalize(folder + sep)) ? file : null;
}

/** What the page may load: its own files, and a preview in a frame. It has no network at all. */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  `frame-src ${PREVIEW_SCHEME}:`,
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The type that a file of the page is served as. */
export function contentType(file: string): string {
  return types[extname(file).toLowerCase()] ?? 'application/octet-stream';
}

/** Headers of every answer to the page. */
export function pageHeaders(type: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': CONTENT_POLICY,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  };
}
