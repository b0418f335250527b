import { Link } from 'wouter';
import { formatPercent } from '#shared/format/percent';
import type { MetricView } from '#shared/ipc/metric-view';
import { StatusIcon } from '../../components/status-icon';
import { links } from '../shared/links';
import { listQuantity, statusTone, timeToLimit } from '../shared/metric-words';
import { groupMetrics } from './group-metrics';

interface MetricListProps {
  readonly metrics: readonly MetricView[];
  readonly chosen: string;
}

/** All metrics by group, with how full each is. */
export function MetricList({ metrics, chosen }: MetricListProps) {
  return (
    <nav className="metric-list" aria-label="Metrics">
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

function Level({ metric }: { readonly metric: MetricView }) {
  const tone = statusTone(metric);
  return (
    <span className={`metric-list-level t-level t-level-${metric.status}`}>
      {tone ? <StatusIcon tone={tone} size={14} /> : null}
      {metric.status === 'unknown' ? <span className="visually-hidden">{timeToLimit(metric)}</span> : levelText(metric)}
    </span>
  );
}

/** `85 %`, or the figure where there is no limit. */
export function levelText(metric: MetricView): string {
  if (metric.percent !== null) {
    return formatPercent(metric.percent);
  }
  return metric.current === null ? '–' : listQuantity(metric.current, metric.unit);
}
