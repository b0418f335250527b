import { readMainAccount } from '#main/queries/home/app-state';
import { readReport } from '#main/queries/report/report';
import type { WindowSession } from '#main/session/window-session';
import { dayOf } from '#shared/core/calendar/calendar';
import type { ExportedFiles } from './exported-files';
import type { HandlersOf } from './handlers-of';

const FORMATS = {
  markdown: { name: 'Markdown', extension: 'md' },
  html: { name: 'HTML', extension: 'html' },
} as const;

export function reportHandlers(session: WindowSession, files: ExportedFiles): HandlersOf<'report'> {
  return {
    'report:export': async ({ format }) => {
      const shown = session.current;
      const { name, extension } = FORMATS[format];
      const request = {
        title: 'Save the report',
        defaultName: `headroom-report-${dayOf(shown.clock.now(), 'UTC')}.${extension}`,
        filters: [{ name, extensions: [extension] }],
      };
      return files.save(request, async () => {
        const account = await shown.ask(readMainAccount);
        const report = await shown.ask(readReport, {
          account: account?.title ?? 'No account',
          sample: session.inSample,
          scheduler: shown.schedulerState(),
        });
        return render(report, format);
      });
    },
  };
}

async function render(report: Awaited<ReturnType<typeof readReport>>, format: 'markdown' | 'html'): Promise<string> {
  if (format === 'html') {
    return (await import('#shared/core/reports/html')).reportAsHtml(report);
  }
  return (await import('#shared/core/reports/markdown')).reportAsMarkdown(report);
}
