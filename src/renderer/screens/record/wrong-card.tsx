import { useState } from 'react';
import { formatNumber } from '#shared/format/quantity';
import type { MissView } from '#shared/ipc/record';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { NamedIcon } from '../../components/icon';
import { missDays, missSentence } from './record-words';

/** Shown before all are asked for. */
const FIRST = 4;

/** Where the forecasts were wrong, newest first; none is ever taken away. */
export function WrongCard({ misses }: { readonly misses: readonly MissView[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? misses : misses.slice(0, FIRST);
  return (
    <Card
      title="Where it was wrong"
      aside={
        misses.length > FIRST ? (
          <Button variant="ghost" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Newest only' : `All ${formatNumber(misses.length)}`}
          </Button>
        ) : null
      }
    >
      {misses.length === 0 ? <p className="t-small t-2">Nowhere so far: every day came inside its range.</p> : null}
      <ul>
        {shown.map((miss) => (
          <li key={`${miss.seriesId} ${miss.from}`} className="card-item">
            <span className="t-3">
              <NamedIcon name={miss.icon} />
            </span>
            <div className="grow t-small">
              <div className="t-label">
                {miss.title}, {missDays(miss)}
              </div>
              <div className="t-2">{missSentence(miss)}</div>
            </div>
          </li>
        ))}
      </ul>
      <p className="record-note t-caption t-3">
        No forecast is removed from this list, also not after a change of method.
      </p>
    </Card>
  );
}
