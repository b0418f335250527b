import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { runCycle } from '#main/collection/run-cycle';
import { readReport } from '#main/queries/report/report';
import { parseInstant } from '#shared/core/calendar/calendar';
import { reportAsHtml } from '#shared/core/reports/html';
import { reportAsMarkdown } from '#shared/core/reports/markdown';
import { shortAsText } from '#shared/core/reports/short';
import { accountFile, runAccount } from './an-account';

const SCHEDULER = { intervalMinutes: 15, running: false, nextAt: null, progress: null } as never;
it.each(['ai', 'cdn', 'neon', 'idle-pro'])(
  '%s',
  async (name) => {
    const at = (t: string) => parseInstant(t) ?? 0;
    const running = await runAccount(accountFile(name), at('2026-11-12T12:00:00Z'), at('2026-11-20T12:00:00Z'));
    try {
      for (const day of ['12', '14', '16', '18', '19', '20']) {
        running.clock.set(at(`2026-11-${day}T12:00:00Z`));
        await running.session.account.act(runCycle, { trigger: 'user' });
      }
      const start = performance.now();
      const report = await running.session.account.ask(readReport, {
        account: 'acme',
        sample: false,
        scheduler: SCHEDULER,
      });
      const mid = performance.now();
      const html = reportAsHtml(report);
      console.log(name, 'read', mid - start, 'html', performance.now() - mid, html.length);
      writeFileSync(`/tmp/r17a/${name}.html`, html);
      writeFileSync(`/tmp/r17a/${name}.md`, reportAsMarkdown(report));
      console.log(shortAsText(report));
    } finally {
      await running.stop();
    }
  },
  120000,
);
