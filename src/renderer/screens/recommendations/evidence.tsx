import type { RecommendationView } from '#shared/ipc/recommendations';
import { hitPoint } from '#shared/words/standing';
import { FanChart } from '../../charts/fan-chart';
import { MiniFan } from '../../charts/mini-fan';

const TONES = { CRITICAL: 'critical', HIGH: 'warning', MEDIUM: 'calm', LOW: 'calm' } as const;

/** What it rests on: the readings against the limit, or by themselves, and in words. */
export function Evidence({ recommendation }: { readonly recommendation: RecommendationView }) {
  const { evidence } = recommendation;
  return (
    <section className="recommendation-grounds" aria-label="Evidence">
      <Picture recommendation={recommendation} />
      {evidence.texts.length === 0 ? null : (
        <ul className="dots t-2">
          {evidence.texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
