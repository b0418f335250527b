import { Link } from 'wouter';
import type { Overview } from '#shared/ipc/overview';
import { Card } from '../../components/card';
import { links } from '../shared/links';
import { PriorityBars } from '../shared/priority-bars';
import { quietWords } from './quiet-words';

interface WhatToDoProps {
  readonly recommendations: Overview['recommendations'];
  readonly total: number;
  /** False while nothing is known of how limits stand. */
  readonly isKnown: boolean;
  /** Which accounts were last read too long ago to call their quiet good news; empty: none. */
  readonly old: string;
}

/** The first recommendations, each a link to its reasons. */
export function WhatToDo({ recommendations, total, isKnown, old }: WhatToDoProps) {
  return (
    <Card
      title="What to do"
      aside={
        total === 0 ? null : (
          <Link href={links.recommendations()} className="t-small">
            {total === 1 ? 'Details' : `All ${total}`}
          </Link>
        )
      }
    >
      {recommendations.length === 0 ? (
        <p className="t-small t-2">{quietWords('No recommendation is open', { isKnown, old })}</p>
      ) : null}
      <ul>
        {recommendations.map((item) => (
          <li key={item.id}>
            <Link href={links.recommendations(item.id)} className="card-item overview-item">
              <PriorityBars priority={item.priority} />
              <span className="grow">
                <span className="row row-between row-baseline">
                  <span className="t-label">{item.title}</span>
                  <span className="t-small t-label t-nowrap">{item.effect}</span>
                </span>
                <span className="t-small t-3 overview-item-detail">{item.detail}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
