import { capitalized } from '#shared/format/capitalized';
import type { ChannelOutput } from '#shared/ipc/contract';
import { Button } from '../../components/button';
import { Card, SectionHead } from '../../components/card';
import { NamedIcon } from '../../components/icon';
import { useQueryChannel } from '../../data/use-query-channel';

type FoundStore = ChannelOutput<'stores:list'>[number];

interface StoresSectionProps {
  /** Opens the connect dialog with the provider's form. */
  readonly onConnect: (provider: string) => void;
}

/** The provider whose form connects a kind of store; null for kinds that the account itself tells. */
const PROVIDERS: Readonly<Record<FoundStore['kind'], string | null>> = {
  redis: 'redis',
  postgres: 'postgres',
  blob: null,
  'edge-config': null,
  other: null,
};

const KINDS: Readonly<Record<FoundStore['kind'], string>> = {
  redis: 'Redis',
  postgres: 'Postgres',
  blob: 'Blob',
  'edge-config': 'Edge Config',
  other: 'Store',
};

/** Stores that were found on the connected accounts, each with the one thing it still needs. */
export function StoresSection({ onConnect }: StoresSectionProps) {
  const stores = useQueryChannel('stores:list', null).data ?? [];
  const connections = useQueryChannel('connections:list', null).data ?? [];
  if (stores.length === 0) {
    return null;
  }
  const account = (store: FoundStore) => connections.find(({ id }) => id === store.connectionId)?.title ?? '';
  const isNamed = (store: FoundStore) =>
    connections.some(({ provider, title }) => provider === PROVIDERS[store.kind] && title === store.name);
  return (
    <div className="settings-stores">
      <SectionHead title="Found on your account" />
      <Card>
        <ul>
          {stores.map((store) => (
            <StoreRow
              key={`${store.connectionId} ${store.storeId}`}
              store={store}
              account={account(store)}
              named={isNamed(store)}
              onConnect={onConnect}
            />
          ))}
        </ul>
      </Card>
    </div>
  );
}

interface StoreRowProps extends StoresSectionProps {
  readonly store: FoundStore;
  /** The account it was found on. */
  readonly account: string;
  /** A connection of its kind has its name: it is most likely watched. */
  readonly named: boolean;
}

function StoreRow({ store, account, named, onConnect }: StoreRowProps) {
  const provider = PROVIDERS[store.kind];
  return (
    <li className="connection store-found">
      <span className="tile">
        <NamedIcon name={provider === null ? 'boxes' : 'database'} />
      </span>
      <div className="connection-name">
        <div className="t-label">
          {store.name} <span className="t-3">{aboutStore(store, account)}</span>
        </div>
        <p className="t-small t-2">{named ? 'A connection of this name is watched already.' : needWords(store)}</p>
      </div>
      {provider === null ? null : (
        <Button
          size="small"
          variant={named ? 'ghost' : 'plain'}
          aria-label={`Connect ${store.name}`}
          onClick={() => onConnect(provider)}
        >
          Connect
        </Button>
      )}
    </li>
  );
}

/** `Redis, Upstash, Free plan, on acme`. */
function aboutStore(store: FoundStore, account: string): string {
  const on = account === '' ? '' : `on ${account}`;
  return [KINDS[store.kind], capitalized(store.host), planWords(store.plan), on]
    .filter((part) => part !== '')
    .join(', ');
}

function planWords(plan: string | null): string {
  return plan === null ? '' : `${plan} plan`;
}

function needWords({ needs, quotaExceeded }: FoundStore): string {
  const full = quotaExceeded ? 'Over its quota. ' : '';
  return needs === '' ? `${full}Needs nothing more: the account tells about it.` : `${full}${needs}`;
}
