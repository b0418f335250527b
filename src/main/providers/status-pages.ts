import { z } from 'zod';
import { isLoopbackAddress } from '#main/http/safe-address';
import type { Connection } from '#shared/domain/connection';
import { listOf } from './lenient';
import type { ProviderDescriptor, StatusPage } from './monitor';

/** `status.json` of Statuspage, which other makers of such pages answer too: one word for the whole page. */
const statusSchema = z.object({ status: z.object({ indicator: z.string(), description: z.string() }) });

const incidents = listOf(z.object({ name: z.string() }));
const partSchema = z.object({ page_title: z.string().optional(), ongoing_incidents: incidents });
/** `summary` of incident.io: its incidents, or those of each of its parts. */
const summarySchema = z.union([
  z
    .object({ subpages: z.array(z.object({ summary: partSchema })) })
    .transform(({ subpages }) => subpages.map(({ summary }) => summary)),
  partSchema.transform((part) => [part]),
]);

/** What a page tells: its words on what is going on, empty where all is well. Null for what is no such page. */
export function readStatusPage(form: StatusPage['form'], body: unknown): string | null {
  if (form === 'status') {
    const page = statusSchema.safeParse(body);
    if (!page.success) return null;
    const { indicator, description } = page.data.status;
    return indicator === 'none' ? '' : description;
  }
  const page = summarySchema.safeParse(body);
  if (!page.success) return null;
  const lines = page.data.flatMap(({ page_title: title = '', ongoing_incidents: all }) =>
    all.map(({ name }) => (title === '' ? name : `${title}: ${name}`)),
  );
  return lines.join('; ');
}

/**
 * The page that tells of incidents of what `connection` reads; null where there is none. Of a provider that is asked
 * on this computer the page is there too: an incident of the real one says nothing about it.
 */
export function statusPageOf(descriptor: ProviderDescriptor, connection: Connection): StatusPage | null {
  const page = descriptor.statusPage?.(connection) ?? null;
  const own = ['baseUrl', 'restUrl'].map((name) => connection.settings[name] ?? '').find(isLoopbackAddress);
  return page === null || own === undefined ? page : movedTo(page, descriptor.id, own);
}

/** The same descriptor with its page of incidents beside `address`, on this computer. */
export function withStatusPageAt(descriptor: ProviderDescriptor, address: string): ProviderDescriptor {
  const { statusPage, id } = descriptor;
  if (statusPage === undefined) return descriptor;
  return {
    ...descriptor,
    statusPage: (connection) => {
      const page = statusPage(connection);
      return page === null ? null : movedTo(page, id, address);
    },
  };
}

function movedTo(page: StatusPage, provider: string, address: string): StatusPage {
  const { pathname } = new URL(page.url);
  const path = pathname.startsWith('/status/') ? pathname : `/status/${provider}${pathname}`;
  return { ...page, url: new URL(path, address).href };
}
