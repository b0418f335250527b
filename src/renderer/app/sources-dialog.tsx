import { CircleCheck } from 'lucide-react';
import type { Instant } from '#shared/domain/instant';
import { formatDate } from '#shared/format/date';
import { readingWords } from '#shared/format/reading';
import type { CollectionHealth } from '#shared/ipc/collection';
import { missingHistory } from '#shared/words/history';
import { Age } from '../components/age';
import { Button } from '../components/button';
import { Dialog } from '../components/dialog';
import { Icon, NamedIcon } from '../components/icon';
import { StatusIcon } from '../components/status-icon';
import { momentWords } from '../screens/shared/moment-words';
import { useCollectNow } from '../screens/shared/use-collect-now';
import { collectionDetail, failureTone } from './collection-words';

type Source = CollectionHealth['sources'][number];
type Capability = Source['capabilities'][number];

interface SourcesDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly health: CollectionHealth;
  readonly now: Instant;
}

/** Every source with each thing it was asked: how it went, why, what to do, and how old the last good answer is. */
export function SourcesDialog({ open, onClose, health, now }: SourcesDialogProps) {
  const { collect, collecting } = useCollectNow();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      wide
      title="Sources"
      description={collectionDetail(health, now)}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" onClick={collect} disabled={collecting}>
            {collecting ? 'Collecting' : 'Collect now'}
          </Button>
        </>
      }
    >
      <ul className="source-list">
        {health.sources.map((source) => (
          <li key={source.connectionId} className="source">
            <div className="source-head">
              <span className="tile">
                <NamedIcon name={source.icon} />
              </span>
              <div className="grow">
                <div className="t-label">{source.title}</div>
                <div className="t-small t-3">
                  {source.providerTitle}
                  {historyWords(source)}
                </div>
              </div>
              <span className="t-small t-2">{stateWords(source)}</span>
            </div>
            {(source.history === null ? [] : missingHistory(source.history)).map((sentence) => (
              <p key={sentence} className="t-small t-2">
                {sentence}
              </p>
            ))}
            <ul>
              {source.capabilities.map((capability) => (
                <CapabilityRow key={capability.id} capability={capability} now={now} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** How far back the history reaches while it is being fetched, and once it is whole. */
function historyWords({ history }: Source): string {
  if (history === null) {
    return '';
  }
  const back = `history back to ${formatDate(history.reached)}`;
  if (history.complete) {
    return ` · ${back}`;
  }
  return history.missing.length > 0 ? ` · ${back}, more to come` : ` · ${back}, fetching more`;
}

function CapabilityRow({ capability, now }: { readonly capability: Capability; readonly now: Instant }) {
  const { outcome } = capability;
  const oddRows = readingWords(capability.reading);
  return (
    <li className="source-capability">
      {outcome === 'ok' ? (
        <span className="t-ok">
          <Icon of={CircleCheck} size={14} />
        </span>
      ) : (
        <StatusIcon tone={failureTone(outcome)} size={14} />
      )}
      <span className="t-label">{capability.title}</span>
      <span className="t-3">
        {outcome === 'ok' ? 'read ' : 'tried '}
        <Age at={capability.at} now={now} />
      </span>
      {oddRows === '' ? null : <p className="t-2">{`${oddRows}. The others are kept.`}</p>}
      {outcome === 'ok' ? null : (
        <p className="t-2">
          {capability.message} {capability.action}{' '}
          <span className="t-3">
            {capability.lastGoodAt === null ? 'Never read so far' : 'Last good value '}
            {capability.lastGoodAt === null ? null : <Age at={capability.lastGoodAt} now={now} />}
            {capability.retryAt === null ? '' : ` · next try at ${momentWords(capability.retryAt, now)}`}
          </span>
        </p>
      )}
    </li>
  );
}

function stateWords(source: Source): string {
  const good = source.capabilities.filter(({ outcome }) => outcome === 'ok').length;
  switch (source.state) {
    case 'ok':
      return 'all read';
    case 'partial':
      return good === source.capabilities.length
        ? 'not all understood'
        : `${good} of ${source.capabilities.length} read`;
    case 'failed':
      return 'not read';
    case 'never':
      return 'not asked yet';
  }
}
