import { Link } from 'wouter';
import type { WeighingView } from '#shared/ipc/assistant';
import { assistantPage, unconfirmedWords } from '#shared/words/assistant';
import { links } from '../shared/links';
import { FailureNote } from './failure-note';
import { ProvedText } from './proved-text';

/** The order that a model gave, and what it would do beyond it; where it failed, why. */
export function Weighed({ weighed, onFollow }: { readonly weighed: WeighingView; readonly onFollow: () => void }) {
  const { failure, order, further, leftOut, unconfirmed, cost } = weighed;
  if (failure !== null) {
    return <FailureNote failure={failure} stands={assistantPage.rulesOrder} onFollow={onFollow} />;
  }
  return (
    <>
      <ol className="weigh-order">
        {order.map(({ id, title, account, reason }) => (
          <li key={id}>
            <Link href={links.recommendations(id)} onClick={onFollow}>
              {title}
            </Link>{' '}
            <span className="t-small t-3">{account}</span>
            <ProvedText sentences={reason} />
          </li>
        ))}
      </ol>
      {further.length === 0 ? null : (
        <section aria-label={assistantPage.furtherTitle}>
          <h3 className="t-strong">{assistantPage.furtherTitle}</h3>
          <ul className="dots">
            {further.map(({ account, title, gain, reason, notes }) => (
              <li key={`${account} ${title}`}>
                <span className="t-label">
                  {title}: {gain}
                </span>{' '}
                <span className="t-small t-3">{account}</span>
                <ProvedText sentences={reason} />
                {notes.map((note) => (
                  <p key={note} className="t-small t-3">
                    {note}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="weigh-foot t-small t-3">
        {[leftOut, assistantPage.modelSpeaks, unconfirmed === 0 ? '' : unconfirmedWords(unconfirmed), cost]
          .filter(Boolean)
          .join(' ')}
      </p>
    </>
  );
}
