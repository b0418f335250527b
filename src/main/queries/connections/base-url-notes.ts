import type { BaseUrlOverride } from '#main/providers/base-url-overrides';

export type { BaseUrlOverride } from '#main/providers/base-url-overrides';

/** `Vercel is asked at http://127.0.0.1:4000/vercel, as HEADROOM_VERCEL_URL says.` */
export function overrideSentence({ title, variable, url }: BaseUrlOverride): string {
  return `${title} is asked at ${shownUrl(url)}, as ${variable} says.`;
}

/** Where a connection of `provider` is asked, for people; null when that is the provider's own address. */
export function shownOverride(overrides: readonly BaseUrlOverride[], provider: string): string | null {
  const shown = overrides
    .filter((override) => override.provider === provider)
    .map(({ setting, title, url }) => (setting === 'baseUrl' ? shownUrl(url) : `${shownUrl(url)} (${title})`));
  return shown.length === 0 ? null : shown.join(' and ');
}

/** Without a query, which may hold what nobody else should read. */
function shownUrl(text: string): string {
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname.replace(/\/$/, '')}`;
}
