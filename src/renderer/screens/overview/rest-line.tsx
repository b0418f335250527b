import { Link } from 'wouter';
import { withPlainDates } from '#shared/format/date';
import { formatPercent } from '#shared/format/percent';
import type { MetricView } from '#shared/ipc/metric-view';
import { StatusIcon } from '../../components/status-icon';
import { links } from '../shared/links';
import { listQuantity, listTone, timeToLimit } from '../shared/metric-words';

interface RestLineProps {
  readonly metrics: readonly MetricView[];
}

/** What has no card: further from a limit, without one, or not available; a word each. */
export function RestLine({ metrics }: RestLineProps) {
  return metrics.length === 0 ? null : (
    <ul className="card rest-line" aria-label="Everything else">
      {metrics.map((metric) => {
        const tone = listTone(metric);
        return (
          <li key={metric.key}>
            <Link href={links.usage(metric.key)} title={withPlainDates(metric.note || metric.limitReason)}>
              {tone ? <StatusIcon tone={tone} size={14} /> : null}
              <span className="grow">{metric.title}</span> <b>{restWords(metric)}</b>
              {metric.stale ? <span className="visually-hidden">when last read</span> : null}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function restWords(metric: MetricView): string {
  if (metric.status === 'unknown' || metric.current === null) {
    return timeToLimit({ ...metric, status: 'unknown' });
  }
  return metric.percent === null ? listQuantity(metric.current, metric.unit) : formatPercent(metric.percent);
}
