import { answerQuestion } from '#main/actions/answer-question';
import { changeRecommendation } from '#main/actions/change-recommendation';
import { setAssumptions } from '#main/actions/set-assumptions';
import { readAssumptions } from '#main/queries/recommendations/assumptions';
import {
  readChangePage,
  readRecommendation,
  readRecommendationList,
} from '#main/queries/recommendations/recommendation-views';
import type { WindowSession } from '#main/session/window-session';
import { fail, succeed } from '#shared/domain/failure';
import type { ChangeTopic } from '#shared/ipc/events';
import type { HandlersOf } from './handlers-of';

const gone = {
  code: 'not-found',
  message: 'This recommendation is gone.',
  action: 'Look at the list again.',
  retryable: false,
} as const;

export function recommendationHandlers(session: WindowSession): HandlersOf<'recommendations' | 'assumptions'> {
  const changed = (...topics: ChangeTopic[]) => session.changes.emit('changed', { topics });
  return {
    'recommendations:list': async () => succeed(await session.current.ask(readRecommendationList)),
    'recommendations:change': async ({ id, change }) => {
      const result = await session.current.act(changeRecommendation, id, change);
      if (!result.ok) {
        return result;
      }
      changed('recommendations');
      const view = await session.current.ask(readRecommendation, id);
      return view === null ? fail(gone) : succeed(view);
    },
    'recommendations:open-page': async ({ id }) => {
      const url = await session.current.ask(readChangePage, id);
      return url === null ? fail(gone) : session.options.ports.opener.open(url);
    },
    'assumptions:get': async () => succeed({ ...(await session.current.ask(readAssumptions)) }),
    'recommendations:answer': async ({ id, figures }) => {
      const result = await session.current.act(answerQuestion, id, figures);
      if (result.ok) {
        changed('recommendations');
      }
      return result;
    },
    'assumptions:set': async ({ connectionId, assumptions }) => {
      await session.current.act(setAssumptions, assumptions, connectionId);
      changed('assumptions', 'recommendations');
      return succeed(null);
    },
  };
}
