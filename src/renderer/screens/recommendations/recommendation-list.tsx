import { Link } from 'wouter';
import type { Instant } from '#shared/domain/instant';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { links } from '../shared/links';
import { PriorityBars } from '../shared/priority-bars';
import { effectWords, listDetail } from './recommendation-words';

interface RecommendationListProps {
  readonly items: readonly RecommendationView[];
  readonly chosen: number | null;
  readonly now: Instant;
}

/** Titles as imperatives, with priority, effect in money and status. */
export function RecommendationList({ items, chosen, now }: RecommendationListProps) {
  return items.length === 0 ? null : (
    <nav className="card recommendation-list" aria-label="Recommendations">
      <ul>
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
                  <span className="t-small t-label t-nowrap">{effectWords(item)}</span>
                </span>
                <span className="recommendation-item-detail t-small t-3">{listDetail(item, now)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
