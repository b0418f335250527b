import { saveAlertRules } from '#main/actions/save-alert-rules';
import { readBackTest, readBackTestMarks } from '#main/queries/alerts/back-test';
import { runDrill } from '#main/queries/alerts/drill';
import { readRules } from '#main/queries/alerts/rule-views';
import type { WindowSession } from '#main/session/window-session';
import { INCIDENTS } from '#shared/core/alerts/incidents';
import { succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';

export function ruleHandlers(session: WindowSession): HandlersOf<'rules' | 'drill'> {
  let running: AbortController | null = null;
  return {
    'rules:list': async () => succeed(await session.current.ask(readRules)),
    'rules:set': async (changes) => {
      const rules = await session.current.act(saveAlertRules, changes);
      session.changes.emit('changed', { topics: ['alerts', 'limits', 'usage'] });
      return succeed(rules);
    },
    'rules:back-test': async (changes) => succeed(await session.current.ask(readBackTest, changes)),
    'rules:back-test-marks': async (asked) => succeed(await session.current.ask(readBackTestMarks, asked)),
    'drill:run': async () => {
      running?.abort();
      const stop = new AbortController();
      running = stop;
      const { changes } = session;
      const results = await session.current.ask(runDrill, {
        onProgress: ({ done, total }) => changes.emit('drill-progress', { done, total }),
        signal: stop.signal,
      });
      const title = (id: string) => INCIDENTS.find((incident) => incident.id === id)?.title ?? id;
      return succeed(results?.map((result) => ({ ...result, title: title(result.incident) })) ?? null);
    },
    'drill:cancel': async () => {
      running?.abort();
      return succeed(null);
    },
  };
}
