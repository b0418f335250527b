import { setPrepaid } from '#main/actions/set-prepaid';
import { readClosedPeriods } from '#main/queries/bill/closed-periods';
import { readBill } from '#main/queries/bill/read-bill';
import { readUnitCosts } from '#main/queries/bill/unit-costs';
import type { WindowSession } from '#main/session/window-session';
import { isDay } from '#shared/core/calendar/calendar';
import { fail, succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';

export function billHandlers(session: WindowSession): HandlersOf<'bill'> {
  return {
    'bill:get': async ({ month }) =>
      month === null || isDay(`${month}-01`) ? succeed(await session.current.ask(readBill, month)) : fail(NO_MONTH),
    'bill:closed': async () => succeed(await session.current.ask(readClosedPeriods)),
    'bill:unit-costs': async () => succeed(await session.current.ask(readUnitCosts)),
    'bill:set-prepaid': async (change) => {
      const result = await session.current.act(setPrepaid, change);
      session.changes.emit('changed', { topics: ['costs'] });
      return result;
    },
  };
}

const NO_MONTH = {
  code: 'invalid-input',
  message: 'This is no month.',
  action: 'Choose a month of the list.',
  retryable: false,
} as const;
