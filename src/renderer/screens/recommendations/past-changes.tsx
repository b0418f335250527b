import { CircleCheck, CircleDashed } from 'lucide-react';
import { useId } from 'react';
import { Link } from 'wouter';
import type { RecommendationList, RecommendationView } from '#shared/ipc/recommendations';
import { verdictWord } from '#shared/words/recommendation-outcome';
import { Icon } from '../../components/icon';
import { links } from '../shared/links';

interface PastChangesProps {
  readonly record: RecommendationList['record'];
  /** Implemented ones. */
  readonly items: readonly RecommendationView[];
}

/** What past changes really did: the sum over all, by kind where there are several, and each of the latest. */
export function PastChanges({ record, items }: PastChangesProps) {
  const id = useId();
  const measured = items.filter(({ outcomes }) => outcomes.length > 0);
  const [sum, ...kinds] = record;
  if (measured.length === 0) {
    return null;
  }
  return (
    <section className="past-changes" aria-labelledby={id}>
      <h2 className="t-strong" id={id}>
        What past ones really did
      </h2>
      {sum === undefined ? null : <p className="t-small t-2">{sum.text}</p>}
      {kinds.length < 2 ? null : (
        <ul className="dots t-3">
          {kinds.map(({ kind, title, text }) => (
            <li key={kind}>
              {title}: {text}
            </li>
          ))}
        </ul>
      )}
      <ul className="card recommendation-list">
        {measured.map((item) => (
          <li key={item.id}>
            <Link href={links.recommendations(item.id)} className="recommendation-item">
              <Icon of={item.outcomes.at(-1)?.verdict === 'worked' ? CircleCheck : CircleDashed} />
              <span className="grow">
                <span className="t-label">{item.title}</span>
                <span className="recommendation-item-detail t-small t-3">
                  {verdictWord(item.outcomes.at(-1)?.verdict ?? 'too-early')}. {item.outcomes.at(-1)?.text}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
