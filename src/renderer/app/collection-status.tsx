import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../components/button';
import { StatusIcon } from '../components/status-icon';
import { useNow } from '../data/now';
import { useQueryChannel } from '../data/use-query-channel';
import { useCollectNow } from '../screens/shared/use-collect-now';
import { collectionDetail, collectionFraction, collectionHeadline, failureTone } from './collection-words';
import { SourcesDialog } from './sources-dialog';
import './collection-status.css';

/** At the foot of the sidebar: how old, when next, how many sources, and the worst of them. */
export function CollectionStatus({ narrow }: { readonly narrow: boolean }) {
  const health = useQueryChannel('collection:health', null);
  const { collect, collecting } = useCollectNow();
  const now = useNow();
  const [open, setOpen] = useState(false);
  if (health.data === undefined) {
    return null;
  }
  const { worst } = health.data;
  const headline = collectionHeadline(health.data, now);
  const detail = collectionDetail(health.data, now);
  const spoken = [headline, detail, worst?.text].filter(Boolean).join('. ');
  return (
    <div className="collection-status">
      <div className="collection-head">
        <button
          type="button"
          className="collection-open"
          onClick={() => setOpen(true)}
          aria-label={narrow ? `Sources. ${spoken}` : undefined}
          title={narrow ? spoken : 'Show the sources'}
        >
          <span className="visually-hidden">Sources. </span>
          <span className="t-label sidebar-word" data-testid="collection-headline">
            {headline}
          </span>
          <span className="collection-bar" aria-hidden="true">
            <i style={{ width: `${collectionFraction(health.data, now) * 100}%` }} />
          </span>
          <span className="t-3 sidebar-word">{detail}</span>
          {worst ? (
            <span className="collection-worst t-warn">
              <StatusIcon tone={failureTone(worst.code)} size={14} />
              <span className="t-cut sidebar-word">{worst.text}</span>
            </span>
          ) : null}
        </button>
        <IconButton
          icon={RefreshCw}
          label={collecting ? 'Collecting' : 'Collect now'}
          onClick={collect}
          disabled={collecting}
          className="collection-run"
        />
      </div>
      <SourcesDialog open={open} onClose={() => setOpen(false)} health={health.data} now={now} />
    </div>
  );
}
