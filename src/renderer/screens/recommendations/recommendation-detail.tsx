import type { Instant } from '#shared/domain/instant';
import { formatDate, formatDateTime } from '#shared/format/date';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { hitPoint } from '#shared/words/standing';
import { FanChart } from '../../charts/fan-chart';
import { Badge } from '../../components/badge';
import { StatRow } from '../../components/stat';
import { Stepper } from '../../components/stepper';
import { datedWords } from '../shared/day-words';
import { priorityTone, priorityWord } from '../shared/priority-bars';
import { DetailActions } from './detail-actions';
import { LIFE, planTitle, shortStats, statusNote, statusWord } from './recommendation-words';
import { workOutRoi } from './roi-sums';
import { RoiTable } from './roi-table';
import { useAssumptions } from './use-assumptions';

interface RecommendationDetailProps {
  readonly recommendation: RecommendationView;
  readonly now: Instant;
}

/** One recommendation: in short, the evidence, the sums, both sides, the sources, and what to do with it. */
export function RecommendationDetail({ recommendation, now }: RecommendationDetailProps) {
  const edited = useAssumptions(recommendation.assumptions);
  const sums = workOutRoi(recommendation.roi, edited.valid);
  const note = statusNote(recommendation, now);
  const tone = priorityTone(recommendation.priority);
  return (
    <article className="card recommendation" aria-labelledby="recommendation-title">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1). */}
      <section className="recommendation-body" tabIndex={0} aria-label="Reasons and figures">
        <div className="recommendation-head">
          <Badge tone={tone === 'calm' ? 'plain' : tone}>{priorityWord(recommendation.priority)}</Badge>
          <Badge>{recommendation.metricTitle}</Badge>
          <span className="grow" />
          <Stepper steps={LIFE} current={statusWord(recommendation.status)} />
        </div>
        <h2 className="t-title-l" id="recommendation-title">
          {recommendation.title}
        </h2>
        <p className="t-2 recommendation-reason">{recommendation.headline}</p>
        {note === '' ? null : <p className="t-small t-3">{note}</p>}
        <div className="recommendation-stats">
          <StatRow boxed stats={shortStats(recommendation, sums.revenueImpact, now)} />
        </div>
        <Evidence recommendation={recommendation} />
        <RoiTable recommendation={recommendation} edited={edited} sums={sums} />
        <div className="recommendation-sides">
          <Side title="Speaks for it" lines={recommendation.benefits} />
          <Side title="Speaks against it" lines={recommendation.risks} />
          <Sources recommendation={recommendation} />
        </div>
        <History recommendation={recommendation} />
      </section>
      <DetailActions recommendation={recommendation} now={now} />
    </article>
  );
}

const EVIDENCE_TONES = { CRITICAL: 'critical', HIGH: 'warning', MEDIUM: 'calm', LOW: 'calm' } as const;

function Evidence({ recommendation }: Pick<RecommendationDetailProps, 'recommendation'>) {
  const { evidence, limitValue, unit, currentPlan, metricTitle, priority } = recommendation;
  if (evidence.points.length < 2) {
    return null;
  }
  return (
    <figure className="recommendation-evidence">
      <FanChart
        points={evidence.points}
        path={evidence.path}
        limit={limitValue}
        unit={unit}
        planName={planTitle(currentPlan)}
        reach={recommendation.standing === null ? null : hitPoint(recommendation.standing)}
        tone={EVIDENCE_TONES[priority]}
        label={`${metricTitle}: what was measured, and the forecast against the limit`}
      />
    </figure>
  );
}

function Side({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <section>
      <h3 className="t-strong">{title}</h3>
      {lines.length === 0 ? <p className="t-small t-3">Nothing known.</p> : null}
      <ul className="dots t-2">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function Sources({ recommendation }: { readonly recommendation: RecommendationView }) {
  return (
    <section>
      <h3 className="t-strong">Sources</h3>
      <ul className="dots t-2">
        {recommendation.sources.map((source) => (
          <li key={source.text}>
            {source.text}{' '}
            {source.date === null ? (
              <span className="t-warn">no date: check</span>
            ) : (
              <span className="t-3">{datedWords(source.date)}</span>
            )}
          </li>
        ))}
        <li>Worked out {formatDateTime(recommendation.updatedAt)}</li>
      </ul>
    </section>
  );
}

function History({ recommendation }: { readonly recommendation: RecommendationView }) {
  return recommendation.history.length === 0 ? null : (
    <section className="recommendation-history">
      <h3 className="t-strong">What happened</h3>
      <ul className="dots t-2">
        {recommendation.history.map((event) => (
          <li key={`${event.at} ${event.to}`}>
            {formatDate(event.at)}: {event.from.toLowerCase()} → {event.to.toLowerCase()}
            {event.actor === 'app' ? ', by Headroom' : ''}
            {event.reason === '' ? '' : ` (${event.reason})`}
          </li>
        ))}
      </ul>
    </section>
  );
}
