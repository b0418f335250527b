import { Link } from 'wouter';
import { formatLongDate, formatTime, withPlainDates } from '#shared/format/date';
import type { Overview } from '#shared/ipc/overview';
import { Age } from '../../components/age';
import { SectionHead } from '../../components/card';
import { Screen } from '../../components/screen';
import { SkeletonCard } from '../../components/skeleton';
import { useNow } from '../../data/now';
import { TIMES_AHEAD_HOLD_MS, useQueryChannel } from '../../data/use-query-channel';
import { CollectButton } from '../shared/collect-button';
import { links, usageOf } from '../shared/links';
import { QueryView } from '../shared/query-view';
import { ReportButton } from '../shared/report-button';
import { CostCard } from './cost-card';
import { MetricCard } from './metric-card';
import { OpenAlerts } from './open-alerts';
import { VerdictCard } from './verdict-card';
import { WhatToDo } from './what-to-do';
import './overview.css';
import type { Instant } from '#shared/domain/instant';
import type { MetricView } from '#shared/ipc/metric-view';
import { oldAccounts } from '#shared/words/verdict';
import { StatusIcon } from '../../components/status-icon';
import { listQuantity, listTone, percentOf, timeToLimit } from '../shared/metric-words';

/** Cards that have room; the rest is told in one line. */
const CARDS_AT_MOST = 6;

/** Am I fine, what breaks next, when, and what do I do. */
export function OverviewScreen() {
  const overview = useQueryChannel('overview:get', null, { againAfter: TIMES_AHEAD_HOLD_MS });
  const now = useNow();
  return (
    <Screen
      title="Overview"
      context={
        overview.isPlaceholderData && overview.data !== undefined ? (
          <KeptNotice asOf={overview.data.asOf} now={now} />
        ) : (
          `${formatLongDate(now)}, ${formatTime(now)}`
        )
      }
      actions={
        <>
          <CollectButton />
          <ReportButton />
        </>
      }
    >
      <QueryView query={overview} what="The overview" skeleton={<OverviewSkeleton />}>
        {(data) => <OverviewBody overview={data} />}
      </QueryView>
    </Screen>
  );
}

/** What is shown before main has answered is told with its age. */
function KeptNotice({ asOf, now }: { readonly asOf: number; readonly now: number }) {
  return (
    <span role="status">
      As it stood <Age at={asOf} now={now} />, being read again
    </span>
  );
}

/** All times ahead are told from the moment of the answer: the verdict and the cards below it are one. */
function OverviewBody({ overview }: { readonly overview: Overview }) {
  const now = overview.asOf;
  const cards = overview.limits.slice(0, CARDS_AT_MOST);
  const rest = [...overview.limits.slice(CARDS_AT_MOST), ...overview.others];
  const total = overview.limits.length;
  // Where nothing was read, nothing is said to be fine.
  const isKnown = overview.verdict.tone !== 'empty';
  const standings = overview.limits.flatMap(({ standing }) => standing ?? []);
  const old = oldAccounts(standings, { now }).text;
  return (
    <>
      <VerdictCard overview={overview} old={old} />
      <div className="overview-columns">
        <section aria-labelledby="limits">
          <SectionHead
            title="Limits, tightest first"
            id="limits"
            aside={
              <Link href={links.limits()} className="t-small">
                {total > cards.length ? `All ${total} limits` : 'Details'}
              </Link>
            }
          />
          {cards.length === 0 ? (
            <p className="t-2">{isKnown ? 'No limit is known.' : 'Nothing is known so far.'}</p>
          ) : null}
          <div className="overview-cards">
            {cards.map((metric) => (
              <MetricCard key={metric.key} metric={metric} now={now} />
            ))}
          </div>
          <RestLine metrics={rest} now={now} />
        </section>
        <div className="stack-12">
          {overview.bill === null ? null : <CostCard bill={overview.bill} />}
          <WhatToDo
            recommendations={overview.recommendations}
            total={overview.openRecommendations}
            isKnown={isKnown}
            old={old}
          />
          <OpenAlerts alerts={overview.alerts} now={now} isKnown={isKnown} old={old} />
        </div>
      </div>
    </>
  );
}

function OverviewSkeleton() {
  return (
    <div className="stack-12">
      <SkeletonCard height={250} />
      <div className="overview-cards">
        <SkeletonCard height={114} />
        <SkeletonCard height={114} />
        <SkeletonCard height={114} />
        <SkeletonCard height={114} />
      </div>
    </div>
  );
}

interface RestLineProps {
  readonly metrics: readonly MetricView[];
  readonly now: Instant;
}

/** What has no card: further from a limit, without one, or not available; a word each. */
function RestLine({ metrics, now }: RestLineProps) {
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
