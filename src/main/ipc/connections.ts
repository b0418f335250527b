import { addConnection, removeConnection, verifyCredentials } from '#main/actions/connect-account';
import { pauseConnection } from '#main/actions/pause-connection';
import { shownOverride } from '#main/queries/connections/base-url-notes';
import {
  connectionView,
  readConnections,
  readFoundStores,
  readProviderForms,
  recognize,
  verificationView,
} from '#main/queries/connections/connection-views';
import { readSecretPlaces } from '#main/queries/connections/secret-places';
import type { WindowSession } from '#main/session/window-session';
import { fail, succeed } from '#shared/domain/failure';
import type { ConnectionView } from '#shared/ipc/app';
import { ACCOUNT_GONE } from '#shared/words/connection';
import type { HandlersOf } from './handlers-of';

export function connectionHandlers(session: WindowSession): HandlersOf<'connections' | 'stores'> {
  const { own } = session;
  const { secrets } = session.options.ports;
  const asked = (view: ConnectionView): ConnectionView => ({
    ...view,
    askedAt: shownOverride(session.baseUrls, view.provider),
  });
  return {
    'connections:forms': async () => succeed(own.ask(readProviderForms)),
    'connections:recognize': async ({ text }) => {
      const recognized = recognize(own.catalog, text.trim());
      return succeed(recognized && { ...recognized, values: { ...recognized.fields } });
    },
    'stores:list': async () => succeed(await session.current.ask(readFoundStores)),
    'connections:list': async () => {
      const views = await session.current.ask(readConnections);
      return succeed(session.inSample ? views : views.map(asked));
    },
    'connections:secret-places': async () =>
      succeed(
        await session.current.ask(readSecretPlaces, {
          secrets,
          environment: process.env,
          readsEnvironment: false,
          inSample: session.inSample,
        }),
      ),
    'connections:verify': async (input) => {
      const verified = await own.act(verifyCredentials, input);
      return verified.ok ? succeed(verificationView(verified.value.descriptor, verified.value.verification)) : verified;
    },
    'connections:add': async (input) => {
      const added = await own.act(addConnection, secrets, input);
      if (!added.ok) {
        return added;
      }
      if (session.inSample) {
        await session.leaveSample();
      }
      own.scheduler.start();
      void own.scheduler.runAnew('user');
      session.changes.emit('changed', { topics: ['connections', 'collection'] });
      return succeed(asked(own.ask(connectionView, added.value)));
    },
    'connections:remove': async ({ id }) => {
      const removed = await own.act(removeConnection, secrets, id);
      session.changes.emit('changed', {
        topics: ['connections', 'usage', 'alerts', 'recommendations', 'collection'],
      });
      return removed;
    },
    'connections:pause': async ({ id, paused }) => {
      const kept = await session.current.act(pauseConnection, id, paused);
      if (kept === null) {
        return fail({ code: 'not-found', ...ACCOUNT_GONE, retryable: false });
      }
      session.changes.emit('changed', { topics: ['connections', 'collection'] });
      if (!paused) {
        void session.current.scheduler.runAnew('user');
      }
      return succeed(null);
    },
    'connections:open-credential-page': async ({ provider, field }) => {
      const known = own.catalog.descriptor(provider)?.fields.find((one) => one.key === field);
      return known?.link === undefined
        ? fail({
            code: 'not-found',
            message: 'There is no page for this field.',
            action: 'See the help below the field.',
            retryable: false,
          })
        : session.options.ports.opener.open(known.link);
    },
  };
}
