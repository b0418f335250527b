import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { AppSession } from '#main/app-session';
import { mainAccount } from '#main/queries/app-state';
import { readReport } from '#main/queries/report';
import { dayOf } from '#shared/core/calendar/calendar';
import { fail, succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';
import { writeFailure } from './write-failure';

const FORMATS = {
  markdown: { name: 'Markdown', extension: 'md' },
  html: { name: 'HTML', extension: 'html' },
} as const;

export function reportHandlers(session: AppSession): HandlersOf<'report'> {
  /** Files that this window exported: only these can be shown in their folder. */
  const exported = new Map<string, string>();
  return {
    'report:export': async ({ format }) => {
      const { parts, schedulerState } = session.current;
      const { name, extension } = FORMATS[format];
      const path = await session.options.ports.saveDialog.choose({
        title: 'Save the report',
        defaultName: `headroom-report-${dayOf(parts.clock.now(), 'UTC')}.${extension}`,
        filters: [{ name, extensions: [extension] }],
      });
      if (path === null) {
        return succeed(null);
      }
      const account = mainAccount(await parts.store.connections.list());
      const report = await readReport(parts, {
        account: account?.title ?? 'No account',
        sample: session.inSample,
        scheduler: schedulerState(),
      });
      try {
        await writeFile(path, await render(report, format), 'utf8');
      } catch (error) {
        return fail(writeFailure(error, path));
      }
      const token = randomUUID();
      exported.set(token, path);
      return succeed({ path, token });
    },
    'report:show-in-folder': async ({ token }) => {
      const path = exported.get(token);
      if (path === undefined) {
        return fail({
          code: 'not-found',
          message: 'This report was saved before Headroom was restarted.',
          action: 'Export it again.',
          retryable: false,
        });
      }
      session.options.ports.folder.show(path);
      return succeed(null);
    },
  };
}

async function render(report: Awaited<ReturnType<typeof readReport>>, format: 'markdown' | 'html'): Promise<string> {
  if (format === 'html') {
    return (await import('#shared/core/reports/html')).reportAsHtml(report);
  }
  return (await import('#shared/core/reports/markdown')).reportAsMarkdown(report);
}
