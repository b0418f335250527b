import { randomUUID } from 'node:crypto';
import { correctPrice } from '#main/actions/correct-price';
import { acceptPriceList, examinePriceFile, type PriceImport } from '#main/actions/import-prices';
import { setLimit } from '#main/actions/set-limit';
import { readPricedProviders, readPriceRows } from '#main/queries/bill/prices';
import { priceDiffView } from '#main/queries/bill/prices-diff';
import { readPriceFile } from '#main/queries/bill/prices-file';
import { readLimits } from '#main/queries/standings/limits';
import type { AccountSession } from '#main/session/account-session';
import type { WindowSession } from '#main/session/window-session';
import { fail, type Result, succeed } from '#shared/domain/failure';
import type { ChangeTopic } from '#shared/ipc/events';
import type { HandlersOf } from './handlers-of';

/** What a limit is read into. */
const BY_LIMIT: ChangeTopic[] = ['limits', 'costs', 'usage', 'alerts', 'recommendations'];
/** What a price is read into: limits come from the price list. */
const BY_PRICE: ChangeTopic[] = ['prices', ...BY_LIMIT];

export function limitHandlers(session: WindowSession): HandlersOf<'limits' | 'prices'> {
  /** The file that was shown last, with the account that it was shown for: only this can be accepted. */
  let shown: { readonly token: string; readonly account: AccountSession; readonly file: PriceImport } | null = null;
  const told = (topics: ChangeTopic[], result: Result<null>): Result<null> => {
    session.changes.emit('changed', { topics });
    return result;
  };
  return {
    'limits:list': async () =>
      succeed(await session.current.ask(readLimits, session.current.scheduler.intervalMinutes)),
    'limits:set': async (change) => {
      return told(BY_LIMIT, await session.current.act(setLimit, change));
    },
    'prices:providers': async () => succeed(await session.current.ask(readPricedProviders)),
    'prices:list': async ({ provider }) => succeed(await session.current.ask(readPriceRows, provider)),
    'prices:correct': async (correction) => {
      return told(BY_PRICE, await session.current.act(correctPrice, correction));
    },
    'prices:choose-file': async () => {
      const path = await session.options.ports.openDialog.choose({
        title: 'Choose a price file',
        filters: [{ name: 'Price list', extensions: ['json'] }],
      });
      if (path === null) {
        return succeed(null);
      }
      const account = session.current;
      const text = await readPriceFile(path);
      const file = text.ok ? await account.act(examinePriceFile, text.value) : text;
      if (!file.ok) {
        return file;
      }
      const token = randomUUID();
      shown = { token, account, file: file.value };
      return succeed({ token, ...priceDiffView(file.value) });
    },
    'prices:accept': async ({ token }) => {
      if (shown?.token !== token || shown.account !== session.current) {
        return fail({
          code: 'conflict',
          message: 'This price file is no longer the one that was shown.',
          action: 'Choose the file again and look at what it changes.',
          retryable: false,
        });
      }
      const { account, file } = shown;
      shown = null;
      await account.act(acceptPriceList, file.list);
      return told(BY_PRICE, succeed(null));
    },
  };
}
