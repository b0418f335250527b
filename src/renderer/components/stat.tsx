import type { ReactNode } from 'react';
import './stat.css';

export interface StatProps {
  readonly caption: string;
  readonly figure: ReactNode;
  readonly meaning: ReactNode;
  readonly tone?: 'plain' | 'warning' | 'critical';
}

/** Caption, figure, one line of meaning. */
function Stat({ caption, figure, meaning, tone = 'plain' }: StatProps) {
  return (
    <div className="stat">
      <dt className="t-caption t-3">{caption}</dt>
      <dd>
        <div className={`stat-figure stat-figure-${tone}`}>{figure}</div>
        <div className="stat-meaning t-small t-2">{meaning}</div>
      </dd>
    </div>
  );
}

/** Three or four stats in a row, divided by hairlines. */
export function StatRow({ stats, boxed = false }: { readonly stats: readonly StatProps[]; readonly boxed?: boolean }) {
  return (
    <dl className={`stat-row ${boxed ? 'stat-row-boxed' : ''}`}>
      {stats.map((stat) => (
        <Stat key={stat.caption} {...stat} />
      ))}
    </dl>
  );
}
