import { saveAlertRules } from '#main/actions/save-alert-rules';
import { readBackTest } from '#main/queries/alerts/back-test';
import { runDrill } from '#main/queries/alerts/drill';
import { readRules } from '#main/queries/alerts/rule-views';
import type { WindowSession } from '#main/session/window-session';
import { INCIDENTS } from '#shared/core/alerts/incidents';
import { succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';

export function ruleHandlers(session: WindowSession): HandlersOf<'rules' | 'drill'> {
  return {
    'rules:list': async () => succeed(await session.current.ask(readRules)),
    'rules:set': async (changes) => {
      const rules = await session.current.act(saveAlertRules, changes);
      session.changes.emit('changed', { topics: ['alerts', 'limits', 'usage'] });
      return succeed(rules);
    },
    'rules:back-test': async (changes) => succeed(await session.current.ask(readBackTest, changes)),
    'drill:run': async () => {
      const results = await session.current.ask(runDrill);
      const title = (id: string) => INCIDENTS.find((incident) => incident.id === id)?.title ?? id;
      return succeed(results.map((result) => ({ ...result, title: title(result.incident) })));
    },
  };
}
