import type { Failure } from '#shared/domain/failure';
import { chromeColors } from './theme';

/** What the buttons of the page ask for; main catches the navigation and does it. */
export const FAILURE_ACTIONS = {
  retry: 'headroom-action://retry/',
  folder: 'headroom-action://folder/',
  quit: 'headroom-action://quit/',
} as const;

export type FailureAction = keyof typeof FAILURE_ACTIONS;

/** What is told when Headroom's own page breaks off again and again. */
export const PAGE_BROKEN: Failure = {
  code: 'internal',
  message: 'The window broke off several times in a row.',
  action: 'Collection and notifications go on. Try again; if it stays, quit Headroom and start it anew.',
  retryable: true,
};

/** Which button an address stands for; null when it is none of them. */
export function failureAction(address: string): FailureAction | null {
  const names = Object.keys(FAILURE_ACTIONS) as FailureAction[];
  return names.find((name) => FAILURE_ACTIONS[name] === address) ?? null;
}

/**
 * A page without a script for the case that nothing of Headroom's own can run: it says what failed, what to
 * do, and where the data lie. Returns a `data:` address.
 */
export function failurePage(failure: Failure, dataDir: string, dark: boolean): string {
  const { canvas, ink } = chromeColors(dark);
  const strong = dark ? '#F1F3F7' : '#12151C';
  const accent = dark ? '#7BA1FC' : '#2F5FD8';
  const onAccent = dark ? '#0D0F13' : '#FFFFFF';
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Headroom</title>
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { margin: 0; height: 100vh; display: grid; place-items: center; background: ${canvas}; color: ${ink};
  font: 0.875rem/1.5 system-ui, sans-serif; color-scheme: ${dark ? 'dark' : 'light'}; }
main { max-width: 34rem; padding: 1.5rem; }
h1 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.3; color: ${strong}; }
p { margin: 0 0 .75rem; } code { overflow-wrap: anywhere; }
nav { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1.25rem; }
a { padding: .375rem .75rem; border: 1px solid ${ink}; border-radius: 8px; color: ${strong}; text-decoration: none; }
a.first { background: ${accent}; border-color: ${accent}; color: ${onAccent}; }
a:focus-visible { outline: 2px solid ${accent}; outline-offset: 2px; }
.bar { position: fixed; inset: 0 0 auto; height: 48px; -webkit-app-region: drag; }
</style></head>
<body><div class="bar"></div><main role="alert">
<h1>${escapeHtml(failure.message)}</h1>
<p>${escapeHtml(failure.action)}</p>
<p>Nothing in the data folder <code>${escapeHtml(dataDir)}</code> was deleted.</p>
<nav aria-label="What to do"><a class="first" href="${FAILURE_ACTIONS.retry}">Try again</a>
<a href="${FAILURE_ACTIONS.folder}">Show the folder</a>
<a href="${FAILURE_ACTIONS.quit}">Quit</a></nav>
</main></body></html>`;
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
