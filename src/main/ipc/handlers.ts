import type { WindowSession } from '#main/session/window-session';
import type { Handlers } from '#shared/ipc/contract';
import { alertHandlers } from './alerts';
import { appHandlers } from './app';
import { assistantHandlers } from './assistant';
import { billHandlers } from './bill';
import { channelHandlers } from './channels';
import { collectionHandlers } from './collection';
import { connectionHandlers } from './connections';
import { costHandlers } from './costs';
import { dataHandlers } from './data';
import { exportedFiles } from './exported-files';
import { exportHandlers } from './exports';
import { limitHandlers } from './limits';
import { recommendationHandlers } from './recommendations';
import { recordHandlers } from './record';
import { reportHandlers } from './report';
import { reportScheduleHandlers } from './report-schedule';
import { ruleHandlers } from './rules';
import { usageHandlers } from './usage';

/** Every channel of the contract with its handler; one that is missing is a type error. */
export function createHandlers(session: WindowSession): Handlers {
  const files = exportedFiles(session.options.ports, session.options.dataDir);
  return {
    ...appHandlers(session),
    ...connectionHandlers(session),
    ...collectionHandlers(session),
    ...usageHandlers(session, files),
    ...recommendationHandlers(session),
    ...alertHandlers(session, files),
    ...channelHandlers(session),
    ...ruleHandlers(session),
    ...recordHandlers(session, files),
    ...reportHandlers(session, files),
    ...reportScheduleHandlers(session),
    ...exportHandlers(files),
    ...dataHandlers(session),
    ...costHandlers(session),
    ...billHandlers(session),
    ...limitHandlers(session),
    ...assistantHandlers(session),
  };
}
