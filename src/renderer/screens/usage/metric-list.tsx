import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { MetricView } from '#shared/ipc/metric-view';
import { StatusIcon } from '../../components/status-icon';
import { useNow } from '../../data/now';
import { links } from '../shared/links';
import { listQuantity, listTone, percentOf, timeToLimit } from '../shared/metric-words';
import { groupMetrics } from './group-metrics';

/** What stands beside the list, for the keyboard that skips it. */
export const CHART_ID = 'usage-main';

interface MetricListProps {
  readonly metrics: readonly MetricView[];
  readonly chosen: string;
}

/** All metrics by group, with how full each is. */
export function MetricList({ metrics, chosen }: MetricListProps) {
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    if (chosen !== '') {
      list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
    }
  }, [chosen]);
  return (
    <nav className="metric-list" aria-label="Metrics" ref={list}>
      <button type="button" className="button button-plain button-small metric-list-skip" onClick={skipToChart}>
        Skip to the chart
      </button>
      {groupMetrics(metrics).map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h2 className="t-caption t-3">{group.title}</h2>
          <ul>
            {group.metrics.map((metric) => (
              <li key={metric.key}>
                <Link
                  href={links.usage(metric.key)}
                  className="pick metric-list-item"
                  aria-current={metric.key === chosen ? 'page' : undefined}
                >
                  <span className="grow t-cut">{metric.shortTitle}</span>
                  <Level metric={metric} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** A button and no link: the hash belongs to the screens. */
function skipToChart(): void {
  document.getElementById(CHART_ID)?.focus();
}

function Level({ metric }: { readonly metric: MetricView }) {
  const now = useNow();
  const tone = listTone(metric);
  return (
    <span className={`metric-list-level t-level t-level-${metric.status}`}>
      {tone ? <StatusIcon tone={tone} size={14} /> : null}
      {metric.status === 'unknown' ? (
        <span className="visually-hidden">{timeToLimit(metric, now)}</span>
      ) : (
        levelText(metric)
      )}
      {metric.stale && metric.current !== null ? <span className="visually-hidden"> when last read</span> : null}
    </span>
  );
}

/** `85 %`, or the figure where there is no limit. */
export function levelText(metric: MetricView): string {
  return percentOf(metric) || plainLevel(metric);
}

function plainLevel(metric: MetricView): string {
  return metric.current === null ? '–' : listQuantity(metric.current, metric.unit);
}
