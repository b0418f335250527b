import type { Instant } from '#shared/domain/instant';
import { DEFAULT_CRITICAL_PERCENT, DEFAULT_WARNING_PERCENT } from '#shared/domain/limit';
import { formatDate, withPlainDates } from '#shared/format/date';
import type { LimitView } from '#shared/ipc/limits';
import type { MetricView } from '#shared/ipc/metric-view';
import { Age } from '../../components/age';
import { SourceDate } from '../shared/source-date';
import { sourceWords } from './limit-words';

/** Where the limit is from and of when. */
export function Source({ limit, now }: { readonly limit: LimitView; readonly now: Instant }) {
  return (
    <span title={withPlainDates(limit.reason)}>
      {sourceWords(limit.source)}
      <span className="limit-second">
        <SourceAge limit={limit} now={now} />
      </span>
    </span>
  );
}

function SourceAge({ limit, now }: { readonly limit: LimitView; readonly now: Instant }) {
  const { source, asOf, sourceOld } = limit;
  if (source === 'provider' && asOf !== null) {
    return <Age at={asOf} now={now} />;
  }
  if (source === 'user' && asOf !== null) {
    return formatDate(asOf);
  }
  return <SourceDate day={asOf === null ? null : new Date(asOf * 1000).toISOString().slice(0, 10)} old={sourceOld} />;
}

/** `75 · 90 %`, semibold where the limit has its own. */
export function Thresholds({ metric }: { readonly metric: Pick<MetricView, 'warningPercent' | 'criticalPercent'> }) {
  const { warningPercent, criticalPercent } = metric;
  const own = warningPercent !== DEFAULT_WARNING_PERCENT || criticalPercent !== DEFAULT_CRITICAL_PERCENT;
  return (
    <span className={own ? 't-strong t-num t-nowrap' : 't-2 t-num t-nowrap'}>
      {warningPercent} · {criticalPercent} %
    </span>
  );
}
