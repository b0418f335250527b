import { join, normalize, sep } from 'node:path';

/** The page has an origin of its own instead of `file:`, which would let it read every file. */
export const PAGE_SCHEME = 'app';
const PAGE_HOST = 'headroom';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`;

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
