import { addConnection, type ConnectParts, removeConnection, verifyCredentials } from '#main/actions/connect-account';
import type { AppSession } from '#main/app-session';
import {
  connectionView,
  readConnections,
  readProviderForms,
  recognize,
  verificationView,
} from '#main/queries/connection-views';
import { readSecretPlaces } from '#main/queries/secret-places';
import { fail, succeed } from '#shared/domain/failure';
import type { HandlersOf } from './handlers-of';

export function connectionHandlers(session: AppSession): HandlersOf<'connections' | 'stores'> {
  const { own } = session;
  const parts: ConnectParts = { ...own.parts, secrets: session.options.ports.secrets };
  return {
    'connections:forms': async () => succeed(readProviderForms(own.parts)),
    'connections:recognize': async ({ text }) => {
      const recognized = recognize(own.parts.catalog, text.trim());
      return succeed(recognized && { ...recognized, values: { ...recognized.fields } });
    },
    'stores:list': async () =>
      succeed(
        (await session.current.parts.store.facts.stores()).map((store) => ({
          ...store,
          variables: [...store.variables],
        })),
      ),
    'connections:list': async () => succeed(await readConnections(session.current.parts)),
    'connections:secret-places': async () =>
      succeed(
        await readSecretPlaces(session.current.parts, {
          secrets: session.options.ports.secrets,
          environment: process.env,
          readsEnvironment: false,
          inSample: session.inSample,
        }),
      ),
    'connections:verify': async (input) => {
      const verified = await verifyCredentials(parts, input);
      return verified.ok ? succeed(verificationView(verified.value.descriptor, verified.value.verification)) : verified;
    },
    'connections:add': async (input) => {
      const added = await addConnection(parts, input);
      if (!added.ok) {
        return added;
      }
      if (session.inSample) {
        await session.leaveSample();
      }
      own.scheduler.start();
      void own.collect('user');
      session.changes.emit('changed', { topics: ['connections', 'app', 'collection'] });
      return succeed(connectionView(own.parts, added.value));
    },
    'connections:remove': async ({ id }) => {
      const removed = await removeConnection(parts, id);
      session.changes.emit('changed', {
        topics: ['connections', 'app', 'usage', 'alerts', 'recommendations', 'collection'],
      });
      return removed;
    },
    'connections:open-credential-page': async ({ provider, field }) => {
      const known = own.parts.catalog.descriptor(provider)?.fields.find((one) => one.key === field);
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
