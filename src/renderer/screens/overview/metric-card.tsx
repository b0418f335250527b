import { Link } from 'wouter';
import type { Instant } from '#shared/domain/instant';
import { withPlainDates } from '#shared/format/date';
import type { MetricView } from '#shared/ipc/metric-view';
import { standingSentence } from '#shared/words/standing';
import { Sparkline } from '../../charts/sparkline';
import { NamedIcon } from '../../components/icon';
import { levelTone } from '../../components/level-tone';
import { Meter } from '../../components/meter';
import { StatusIcon } from '../../components/status-icon';
import { usageOf } from '../shared/links';
import {
  amountOf,
  levelWords,
  meterWords,
  outlookWords,
  projectedPercent,
  statusTone,
  timeToLimit,
} from '../shared/metric-words';
import './metric-card.css';

interface MetricCardProps {
  readonly metric: MetricView;
  readonly now: Instant;
}

/** One limit: how much, how full, how soon. The whole card leads to its usage. */
export function MetricCard({ metric, now }: MetricCardProps) {
  const { figure, of } = amountOf(metric);
  const known = metric.current !== null;
  return (
    <Link href={usageOf(metric)} className="card metric-card" title={hint(metric, now)}>
      <span className="row row-between">
        <span className="metric-card-name t-label">
          <span className="t-3">
            <NamedIcon name={metric.icon} />
          </span>
          <span className="t-cut">{metric.title}</span>
        </span>
        <TimeToLimit metric={metric} now={now} />
      </span>
      {known ? (
        <>
          <span className="metric-card-value">
            <span className="t-nowrap">
              <span className="t-figure">{figure}</span> <span className="t-small t-3">{of}</span>
            </span>
            <Sparkline points={metric.sparkline} tone={levelTone(metric)} />
          </span>
          <Foot metric={metric} now={now} />
        </>
      ) : (
        <span className="metric-card-note t-2">{metric.note}</span>
      )}
    </Link>
  );
}

function TimeToLimit({ metric, now }: { readonly metric: MetricView; readonly now: Instant }) {
  if (metric.stale && metric.current !== null) {
    return (
      <span className="metric-card-time t-3">
        <StatusIcon tone="unknown" size={14} />
        {timeToLimit(metric, now)}
      </span>
    );
  }
  const tone = statusTone(metric);
  return (
    <span className={`metric-card-time metric-card-time-${metric.status} t-level t-level-${metric.status}`}>
      {tone ? <StatusIcon tone={tone} size={14} /> : null}
      {timeToLimit(metric, now)}
    </span>
  );
}

function Foot({ metric, now }: { readonly metric: MetricView; readonly now: Instant }) {
  const { percent, growth } = levelWords(metric);
  if (metric.percent === null) {
    return (
      <span className="metric-card-foot">
        <span>{withPlainDates(metric.limitReason)}</span>
      </span>
    );
  }
  return (
    <>
      <Meter
        percent={metric.percent}
        projected={projectedPercent(metric)}
        warning={metric.warningPercent}
        critical={metric.criticalPercent}
        tone={levelTone(metric)}
        stale={metric.stale}
        label={metric.title}
        valueText={meterWords(metric)}
      />
      <span className="metric-card-foot">
        <span className="t-num">
          <b>{percent}</b>
          {growth === '' ? '' : ` · ${growth}`}
        </span>
        <span className="t-3 t-num t-cut">{metric.stale ? metric.note : outlookWords(metric, now)}</span>
      </span>
    </>
  );
}

/** The reasons behind the figures, on hover. */
function hint({ standing, limitReason, note }: MetricView, now: Instant): string {
  const limit = limitReason === '' ? '' : `${limitReason}.`;
  const words = standing === null ? '' : standingSentence(standing, { now });
  return withPlainDates([words, limit, note].filter((part) => part !== '').join(' '));
}
