import { Link } from 'wouter';
import type { Instant } from '#shared/domain/instant';
import { withPlainDates } from '#shared/format/date';
import type { MetricView } from '#shared/ipc/metric-view';
import { StatusIcon } from '../../components/status-icon';
import { usageOf } from '../shared/links';
import { listQuantity, listTone, percentOf, timeToLimit } from '../shared/metric-words';

interface RestLineProps {
  readonly metrics: readonly MetricView[];
  readonly now: Instant;
}

/** What has no card: further from a limit, without one, or not available; a word each. */
export function RestLine({ metrics, now }: RestLineProps) {
  return metrics.length === 0 ? null : (
    <ul className="card rest-line" aria-label="Everything else">
      {metrics.map((metric) => {
        const tone = listTone(metric);
        return (
          <li key={metric.key}>
            <Link href={usageOf(metric)} title={withPlainDates(metric.note || metric.limitReason)}>
              {tone ? <StatusIcon tone={tone} size={14} /> : null}
              <span className="grow">{metric.title}</span> <b>{restWords(metric, now)}</b>
              {metric.stale ? <span className="visually-hidden">when last read</span> : null}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function restWords(metric: MetricView, now: Instant): string {
  if (metric.status === 'unknown' || metric.current === null) {
    return timeToLimit(metric, now);
  }
  return percentOf(metric) || listQuantity(metric.current, metric.unit);
}
