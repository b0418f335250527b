import type { ReactNode } from 'react';
import type { Instant } from '#shared/domain/instant';
import { formatBillAmount } from '#shared/format/bill';
import { formatDateTime } from '#shared/format/date';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { LIFE, statusWord } from '#shared/words/recommendation-life';
import { verdictWord } from '#shared/words/recommendation-outcome';
import { Badge } from '../../components/badge';
import { StatRow } from '../../components/stat';
import { Stepper } from '../../components/stepper';
import { ModelText } from '../assistant/model-text';
import { datedWords } from '../shared/day-words';
import { priorityTone, priorityWord } from '../shared/priority-bars';
import { DetailActions } from './detail-actions';
import { Evidence } from './evidence';
import { shelfOf } from './filters';
import { QuestionCard } from './question-card';
import { shortStats } from './recommendation-words';
import { workOutRoi } from './roi-sums';
import { RoiTable } from './roi-table';
import { useAssumptions } from './use-assumptions';

interface RecommendationDetailProps {
  readonly recommendation: RecommendationView;
  readonly now: Instant;
}

/** One recommendation: in short, the evidence, the sums, what was weighed, both sides, the sources, and what to do. */
export function RecommendationDetail({ recommendation, now }: RecommendationDetailProps) {
  const edited = useAssumptions(recommendation.assumptions, recommendation.connectionId);
  const sums = workOutRoi(recommendation, edited.valid);
  const tone = priorityTone(recommendation.priority);
  const { question, note } = recommendation;
  return (
    <article className="card recommendation" aria-labelledby="recommendation-title">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1). */}
      <section className="recommendation-body" tabIndex={0} aria-label="Reasons and figures">
        <div className="recommendation-head">
          <Badge tone={tone === 'calm' ? 'plain' : tone}>{priorityWord(recommendation.priority)}</Badge>
          <Badge>{recommendation.subject}</Badge>
          <span className="grow" />
          <Stepper steps={LIFE} current={statusWord(recommendation.status)} />
        </div>
        <h2 className="t-title-l" id="recommendation-title">
          {recommendation.title}
        </h2>
        <p className="t-2 recommendation-reason">{recommendation.headline}</p>
        <p className="t-small t-3">{recommendation.priorityReason}</p>
        <ModelText id={recommendation.id} />
        {note === '' ? null : <p className="t-small t-2 recommendation-note">{note}</p>}
        <Outcome recommendation={recommendation} />
        <div className="recommendation-stats">
          <StatRow boxed stats={shortStats(recommendation, sums, now)} />
        </div>
        {question === null || shelfOf(recommendation) !== 'open' ? null : (
          <QuestionCard id={recommendation.id} question={question} />
        )}
        <Evidence recommendation={recommendation} />
        <RoiTable recommendation={recommendation} edited={edited} sums={sums} />
        <Alternatives recommendation={recommendation} />
        <div className="recommendation-sides">
          <Side title="Speaks for it" lines={recommendation.benefits} />
          <Side title="Speaks against it" lines={recommendation.against} />
          <Side title="If you wait" lines={recommendation.risks} />
          <Side title="How to do it" lines={recommendation.steps} ordered />
          <Sources recommendation={recommendation} />
          <History recommendation={recommendation} />
        </div>
      </section>
      <DetailActions recommendation={recommendation} now={now} />
    </article>
  );
}

/** What came of it, and when the next look is. */
function Outcome({
  recommendation: { status, outcomes, nextLook },
}: Pick<RecommendationDetailProps, 'recommendation'>) {
  if (status !== 'IMPLEMENTED') {
    return null;
  }
  const worked = outcomes.at(-1)?.verdict === 'worked';
  return (
    <section
      className={`recommendation-outcome ${worked ? 'recommendation-outcome-good' : ''}`}
      aria-label="What came of it"
    >
      {outcomes.map(({ days, verdict, text }) => (
        <p key={days}>
          <span className="t-strong">{verdictWord(verdict)}</span> <span className="t-2">{text}</span>{' '}
          <span className="t-small t-3">after {days} days</span>
        </p>
      ))}
      {nextLook === null ? null : (
        <p className="t-small t-3">
          {outcomes.length === 0 ? 'Too early to tell. ' : ''}The {outcomes.length === 0 ? 'first' : 'next'} look is on{' '}
          {formatDateTime(nextLook).split(',')[0]}.
        </p>
      )}
    </section>
  );
}

/** Every way that was weighed, with its bill a month and why it lost. */
function Alternatives({ recommendation }: Pick<RecommendationDetailProps, 'recommendation'>) {
  const { alternatives, roi, breakEven } = recommendation;
  if (alternatives.length < 2) {
    return null;
  }
  return (
    <section className="recommendation-weighed">
      <h3 className="t-strong">What was weighed</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1). */}
      <section className="table-scroll" aria-label="What was weighed" tabIndex={0}>
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Way</th>
              <th scope="col" className="cell-end">
                Bill a month
              </th>
              <th scope="col">Why not</th>
            </tr>
          </thead>
          <tbody>
            {alternatives.map(({ id, name, cost, isLeast, lost }) => (
              <tr key={id} className={lost === null ? 'weighed-won' : undefined}>
                <td>{name}</td>
                <td className="cell-end t-num">
                  {cost === null ? '–' : formatBillAmount({ amount: cost, complete: isLeast !== true }, roi.currency)}
                </td>
                <td className="t-small">{lost ?? 'Recommended'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {breakEven === null ? null : <p className="t-small t-2">{breakEven}</p>}
    </section>
  );
}

interface SideProps {
  readonly title: string;
  readonly lines: readonly string[];
  readonly ordered?: boolean;
}

function Side({ title, lines, ordered = false }: SideProps) {
  const items: ReactNode = lines.map((line) => <li key={line}>{line}</li>);
  return lines.length === 0 ? null : (
    <section>
      <h3 className="t-strong">{title}</h3>
      {ordered ? <ol className="numbered t-2">{items}</ol> : <ul className="dots t-2">{items}</ul>}
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
            {source.text} <SourceDate {...source} />
          </li>
        ))}
        <li>Worked out {formatDateTime(recommendation.updatedAt)}</li>
      </ul>
    </section>
  );
}

function History({ recommendation }: { readonly recommendation: RecommendationView }) {
  return recommendation.history.length === 0 ? null : (
    <section>
      <h3 className="t-strong">What happened</h3>
      <ul className="dots t-2">
        {recommendation.history.map(({ at, to, text }) => (
          <li key={`${at} ${to} ${text}`}>{text}</li>
        ))}
      </ul>
    </section>
  );
}

/** When a price was read, unless its source says so itself. */
function SourceDate({ text, date }: RecommendationView['sources'][number]) {
  if (date === null) {
    return <span className="t-warn">no date: check</span>;
  }
  return text.includes(date) ? null : <span className="t-3">{datedWords(date)}</span>;
}
