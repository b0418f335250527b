import { Link, useLocation } from 'wouter';
import { formatMoment, withPlainDates } from '#shared/format/date';
import type { Overview, Verdict } from '#shared/ipc/overview';
import { FanChart } from '../../charts/fan-chart';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import type { LevelTone } from '../../components/level-tone';
import type { Tone } from '../../components/status-icon';
import { links, usageOf } from '../shared/links';
import { useToldAction } from '../shared/use-told-action';
import { Horizon } from './horizon';
import './verdict-card.css';
import type { Instant } from '#shared/domain/instant';
import { SnoozeMenu } from '../../components/snooze-menu';
import { useToast } from '../../components/toast';
import { useClock } from '../../data/now';

const TONES: Readonly<Record<Verdict['tone'], Tone>> = {
  clear: 'ok',
  watch: 'watch',
  warning: 'warning',
  critical: 'critical',
  learning: 'unknown',
  stale: 'unknown',
  empty: 'unknown',
};

/**
 * The sentence of the overview, its proof, what to do, and under it the next 30 days. `old`: which accounts were last read
 * too long ago to call their quiet good news; empty: none.
 */
export function VerdictCard({ overview, old }: { readonly overview: Overview; readonly old: string }) {
  const { verdict, chart } = overview;
  return (
    <section className={`card verdict verdict-${verdict.tone}`} aria-label="Verdict">
      <div className="verdict-say">
        {verdict.badge === '' ? null : <Badge tone={TONES[verdict.tone]}>{verdict.badge}</Badge>}
        <h2 className="verdict-headline">{verdict.headline}</h2>
        <p className="verdict-sentence t-2">
          {withPlainDates(verdict.sentence)} <Others count={verdict.others} />
        </p>
        <VerdictActions overview={overview} />
      </div>
      {chart ? (
        <figure className="verdict-chart">
          <FanChart
            {...chart}
            tone={chartTone(verdict)}
            label={`${verdict.headline}. The chart shows the last days and the forecast against the limit.`}
          />
        </figure>
      ) : null}
      <Horizon events={overview.horizon} now={overview.asOf} isKnown={verdict.tone !== 'empty'} old={old} />
    </section>
  );
}

function Others({ count }: { readonly count: number }) {
  return count === 0 ? null : (
    <button type="button" className="link-button" onClick={scrollToLimits}>
      And {count} more within 30 days
    </button>
  );
}

/** A button and no link: the hash belongs to the screens. */
function scrollToLimits(): void {
  document.getElementById('limits')?.scrollIntoView({ block: 'start' });
}

function VerdictActions({ overview }: { readonly overview: Overview }) {
  const { verdict } = overview;
  const open = useToldAction('recommendations:open-page');
  const [, navigate] = useLocation();
  const recommendation = verdict.recommendationId;
  const shown = overview.limits.find(({ key }) => key === verdict.metricKey);
  const why = recommendation === null && shown !== undefined ? usageOf(shown) : null;
  if (verdict.tone === 'empty' && verdict.action !== null) {
    return (
      <div className="verdict-actions">
        <Button variant="primary" onClick={() => navigate(links.settings('connections'))}>
          {verdict.action}
        </Button>
      </div>
    );
  }
  if (recommendation === null && why === null) {
    return null;
  }
  return (
    <div className="verdict-actions">
      {recommendation !== null && verdict.action !== null ? (
        <Button variant="primary" disabled={open.pending} onClick={() => open.run({ id: recommendation })}>
          {verdict.action}
        </Button>
      ) : null}
      {recommendation === null ? null : (
        <Link href={links.recommendations(recommendation)} className="button">
          Why and what else
        </Link>
      )}
      {why === null ? null : (
        <Link href={why} className="button">
          Show usage
        </Link>
      )}
      <VerdictSnooze overview={overview} />
    </div>
  );
}

function chartTone(verdict: Verdict): LevelTone {
  return verdict.tone === 'warning' || verdict.tone === 'critical' ? verdict.tone : 'calm';
}

/** Quiet about the verdict's own alert for a while; nothing where no alert is firing. */
function VerdictSnooze({ overview }: { readonly overview: Overview }) {
  const clock = useClock();
  const toast = useToast();
  const snooze = useToldAction('alerts:snooze');
  const unsnooze = useToldAction('alerts:unsnooze');
  const alert = overview.alerts.find(
    ({ limitKey, snoozedUntil }) =>
      limitKey !== null && limitKey === overview.verdict.metricKey && (snoozedUntil ?? 0) <= overview.asOf,
  );
  if (!alert) {
    return null;
  }
  const choose = (until: Instant) =>
    snooze.run({ id: alert.id, until }, () =>
      toast({
        text: `${alert.metricTitle} snoozed until ${formatMoment(until)}`,
        action: { label: 'Undo', run: () => unsnooze.run({ id: alert.id }) },
      }),
    );
  return (
    <>
      <span className="wide-only">
        <SnoozeMenu clock={clock} onChoose={choose} variant="ghost" />
      </span>
      <span className="narrow-only">
        <SnoozeMenu clock={clock} onChoose={choose} compact />
      </span>
    </>
  );
}
