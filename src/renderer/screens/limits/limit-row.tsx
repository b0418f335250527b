import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { Instant } from '#shared/domain/instant';
import { withPlainDates } from '#shared/format/date';
import { formatPercent, formatProbability } from '#shared/format/percent';
import type { LimitView } from '#shared/ipc/limits';
import type { MetricView } from '#shared/ipc/metric-view';
import { Icon, NamedIcon } from '../../components/icon';
import { levelTone } from '../../components/level-tone';
import { Meter } from '../../components/meter';
import { StatusIcon } from '../../components/status-icon';
import { amountOf, meterWords, projectedPercent } from '../shared/metric-words';
import { Source, Thresholds } from './limit-source';
import { consequenceWords, expectedWords, onlyTells, toneOf, windowWords } from './limit-words';

interface LimitRowProps {
  readonly limit: LimitView;
  readonly now: Instant;
  readonly open: boolean;
  readonly onToggle: () => void;
  /** The cell below it while it is open. */
  readonly children: ReactNode;
}

/** One limit in two lines; its name opens the row, and so does a click anywhere in it. */
export function LimitRow({ limit, now, open, onToggle, children }: LimitRowProps) {
  const id = useId();
  const { metric, enabled } = limit;
  return (
    <>
      <tr className={`limit-row ${open ? 'limit-row-open' : ''} ${enabled ? '' : 'limit-row-off'}`}>
        <td>
          <button
            type="button"
            className="limit-name"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={onToggle}
          >
            <NamedIcon name={metric.icon} />
            <span className="grow">
              <span className="t-label limit-title">{metric.title}</span>
              <span className="limit-second t-cut">{planWords(limit)}</span>
            </span>
          </button>
        </td>
        <td>
          <Used metric={metric} />
        </td>
        <td title={metric.consequence}>
          <span className="limit-consequence">{consequenceWords(metric)}</span>
          <span className="limit-second">{windowWords(metric.window)}</span>
        </td>
        <td title={withPlainDates(metric.forecastReason)}>
          {enabled ? <ExpectedCell metric={metric} now={now} /> : <span className="t-3">not watched</span>}
        </td>
        <td>
          <Chance probability={metric.within7} metric={metric} label="within 7 days" />
        </td>
        <td>
          <Chance probability={metric.within30} metric={metric} label="within 30 days" />
        </td>
        <td className="wide-only">
          <Source limit={limit} now={now} />
        </td>
        <td className="wide-only">
          <span className="row row-between">
            <Thresholds metric={metric} />
            <Icon of={open ? ChevronDown : ChevronRight} size={14} />
          </span>
        </td>
      </tr>
      {open ? (
        <tr className="limit-open" id={id}>
          {children}
        </tr>
      ) : null}
    </>
  );
}

function planWords({ metric }: LimitView): string {
  return metric.planName === null ? metric.connectionTitle : `${metric.connectionTitle}, ${metric.planName}`;
}

function Used({ metric }: { readonly metric: MetricView }) {
  const { figure, of } = amountOf(metric);
  const tone = onlyTells(metric) ? 'calm' : levelTone(metric);
  if (metric.percent === null) {
    return (
      <>
        <span className="t-num">
          <b>{figure}</b> <span className="t-3">{of}</span>
        </span>
        <span className="limit-second limit-unread" title={metric.note}>
          {metric.note === '' ? null : (
            <StatusIcon tone={metric.noteCode === 'not-permitted' ? 'locked' : 'unknown'} size={12} />
          )}
          {metric.note === '' ? 'no percent' : 'not read'}
        </span>
      </>
    );
  }
  return (
    <>
      <span className="row row-between limit-used t-num">
        <span className="t-cut">
          <b>{figure}</b> <span className="t-3">{of}</span>
        </span>
        <span className={`limit-percent limit-${toneOf(metric)}`}>{formatPercent(metric.percent)}</span>
      </span>
      <Meter
        percent={metric.percent}
        projected={projectedPercent(metric)}
        warning={metric.warningPercent}
        critical={metric.criticalPercent}
        tone={tone}
        stale={metric.stale}
        label={metric.title}
        valueText={meterWords(metric)}
      />
    </>
  );
}

function ExpectedCell({ metric, now }: { readonly metric: MetricView; readonly now: Instant }) {
  const { main, range, tone } = expectedWords(metric, now);
  return (
    <>
      <span className={`limit-expected limit-${tone}`}>
        {tone === 'warning' || tone === 'critical' ? <StatusIcon tone={tone} size={14} /> : null}
        {main}
      </span>
      <span className="limit-second">{range}</span>
    </>
  );
}

interface ChanceProps {
  readonly probability: number | null;
  readonly metric: MetricView;
  readonly label: string;
}

function Chance({ probability, metric, label }: ChanceProps) {
  if (probability === null) {
    return (
      <span className="t-3" title={withPlainDates(metric.forecastReason)}>
        –<span className="visually-hidden"> no forecast</span>
      </span>
    );
  }
  const words = formatProbability(probability);
  const tone = onlyTells(metric) ? 'calm' : levelTone(metric);
  return (
    <div className="limit-chance t-num">
      {words}
      <Meter percent={probability * 100} tone={tone} label={`Chance ${label}`} valueText={words} />
    </div>
  );
}
