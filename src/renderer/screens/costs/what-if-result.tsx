import { formatBillRange } from '#shared/format/bill';
import type { WhatIfView } from '#shared/ipc/costs';
import { StatusIcon } from '../../components/status-icon';
import { failureOf } from '../../data/call-channel';
import { useQueryChannel } from '../../data/use-query-channel';
import { captionOf, differenceLines, firstCycleWords, signedMoney } from './what-if-words';

interface WhatIfResultProps {
  readonly connectionId: string;
  /** `traffic=2,plan=pro`; empty while everything is as it is. */
  readonly changes: string;
  readonly currency: string;
}

/** Today and the changed world side by side, the difference, and what it comes from. */
export function WhatIfResult({ connectionId, changes, currency }: WhatIfResultProps) {
  const answer = useQueryChannel('costs:what-if', { connectionId, changes }, { enabled: changes !== '' });
  if (changes === '') {
    return <p className="what-if-out t-small t-3">Change something to see what the whole period would cost.</p>;
  }
  if (answer.error) {
    const failure = failureOf(answer.error);
    return (
      <p className="what-if-out row row-top t-small" role="alert">
        <StatusIcon tone="critical" size={14} />
        <span>
          {failure.message} {failure.action}
        </span>
      </p>
    );
  }
  return answer.data === undefined ? (
    <p className="what-if-out t-small t-3" aria-busy="true">
      Working it out
    </p>
  ) : (
    <Sides view={answer.data} currency={currency} />
  );
}

function Sides({ view, currency }: { readonly view: WhatIfView; readonly currency: string }) {
  const { difference } = view;
  return (
    <div className="what-if-out" aria-live="polite">
      <dl className="what-if-sides">
        <Side caption={captionOf('As now', view.today.planName)} side={view.today} currency={currency} />
        <Side caption={captionOf('Then', view.changed.planName)} side={view.changed} currency={currency} strong />
        <div>
          <dt className="t-caption t-3">Difference</dt>
          <dd className="t-figure">{difference === null ? 'unknown' : signedMoney(difference, currency)}</dd>
        </div>
      </dl>
      {view.firstCycle === null ? null : <p className="t-small t-2">{firstCycleWords(view.firstCycle, currency)}</p>}
      <ul className="what-if-lines t-small t-num">
        {differenceLines(view.lines, currency).map(({ title, words }) => (
          <li key={title} className="row row-between">
            <span className="t-2">{title}</span>
            <span>{words}</span>
          </li>
        ))}
      </ul>
      <ul className="what-if-notes t-caption t-3">
        {view.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  );
}

interface SideProps {
  readonly caption: string;
  readonly side: WhatIfView['today'];
  readonly currency: string;
  readonly strong?: boolean;
}

function Side({ caption, side, currency, strong = false }: SideProps) {
  return (
    <div>
      <dt className="t-caption t-3">{caption}</dt>
      <dd className={strong ? 't-figure' : 't-figure t-2'}>
        {formatBillRange(
          { q10: side.atLeast, q50: side.atLeast, q90: side.atLeast, complete: side.total !== null },
          currency,
        )}
      </dd>
    </div>
  );
}
