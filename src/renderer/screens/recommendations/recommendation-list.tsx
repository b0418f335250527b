import { useId } from 'react';
import { Link } from 'wouter';
import type { Instant } from '#shared/domain/instant';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { links } from '../shared/links';
import { PriorityBars } from '../shared/priority-bars';
import { listDetail } from './recommendation-words';

interface RecommendationListProps {
  readonly items: readonly RecommendationView[];
  readonly chosen: number | null;
  readonly now: Instant;
}

/** One list, risks and savings apart: titles as imperatives, with priority, effect in money and status. */
export function RecommendationList({ items, chosen, now }: RecommendationListProps) {
  const groups = [
    { title: 'Risks', own: items.filter(({ aim }) => aim === 'risk') },
    { title: 'Savings', own: items.filter(({ aim }) => aim === 'saving') },
  ].filter(({ own }) => own.length > 0);
  return items.length === 0 ? null : (
    <nav className="card recommendation-list" aria-label="Recommendations">
      {groups.map(({ title, own }) => (
        <Group key={title} title={title} items={own} chosen={chosen} now={now} />
      ))}
    </nav>
  );
}

function Group({ title, items, chosen, now }: RecommendationListProps & { readonly title: string }) {
  const id = useId();
  return (
    <>
      <h2 className="recommendation-group t-caption t-3" id={id}>
        {title}
      </h2>
      <ul aria-labelledby={id}>
        {items.map((item) => (
          <li key={item.id}>
            <Link
              href={links.recommendations(item.id)}
              className="recommendation-item"
              aria-current={item.id === chosen ? 'page' : undefined}
            >
              <PriorityBars priority={item.priority} />
              <span className="grow">
                <span className="row row-between row-baseline">
                  <span className="t-label">{item.title}</span>
                  <span className="t-small t-label t-nowrap">{item.effect}</span>
                </span>
                <span className="recommendation-item-detail t-small t-3">{listDetail(item, now)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
