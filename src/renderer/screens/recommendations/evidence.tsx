import type { RecommendationView } from '#shared/ipc/recommendations';
import { hitPoint } from '#shared/words/standing';
import { FanChart } from '../../charts/fan-chart';

const TONES = { CRITICAL: 'critical', HIGH: 'warning', MEDIUM: 'calm', LOW: 'calm' } as const;
const FEWEST_POINTS = 2;

/** What it rests on: the readings, against the limit where it is about one, and in words. */
export function Evidence({ recommendation }: { readonly recommendation: RecommendationView }) {
  const { evidence, limit, currentPlanName, subject, priority, standing, headline, kind } = recommendation;
  // What the reason above says already is not said again.
  const texts = evidence.texts.filter((text) => !headline.includes(text));
  const against = limit === null ? 'what was measured' : 'what was measured, and the forecast against the limit';
  return (
    <section className="recommendation-grounds" aria-label="Evidence">
      {evidence.points.length < FEWEST_POINTS ? null : (
        <figure className="recommendation-evidence">
          <FanChart
            points={evidence.points}
            path={evidence.path}
            limit={limit?.value ?? null}
            unit={evidence.unit}
            planName={kind === 'raise-budget' ? null : currentPlanName || null}
            reach={standing === null || limit === null ? null : hitPoint(standing)}
            tone={TONES[priority]}
            label={`${subject}: ${against}`}
          />
        </figure>
      )}
      {texts.length === 0 ? null : (
        <ul className="dots t-2">
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
