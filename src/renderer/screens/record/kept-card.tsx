import { formatPercent } from '#shared/format/percent';
import { counted } from '#shared/format/plural';
import { formatNumber } from '#shared/format/quantity';
import type { RecordView } from '#shared/ipc/record';
import { Card } from '../../components/card';
import { RangeMeter } from './range-meter';
import { chancePoints, FEWEST_SCORED, widened } from './record-words';

const RANGES = [
  { name: '50 % range', promised: 0.5, of: 'inside50' },
  { name: '80 % range', promised: 0.8, of: 'inside80' },
  { name: '95 % range', promised: 0.95, of: 'inside95' },
] as const;

/** What each range promised and how often it held, and what Headroom made of it. */
export function KeptCard({ record }: { readonly record: RecordView }) {
  const { overall, series } = record;
  const judged = overall.count >= FEWEST_SCORED;
  const wider = widened(series);
  return (
    <Card
      title="Promised and kept"
      aside={
        <span className="record-promised t-caption t-3">
          <b className="record-promised-tick" aria-hidden="true" />
          promised
        </span>
      }
    >
      <ul>
        {RANGES.map(({ name, promised, of }) => (
          <li key={of} className="record-range">
            <div className="row row-between t-small">
              <span className="t-label">{name}</span>
              <span className="t-2 t-num">
                {judged ? (
                  <>
                    held <strong>{formatPercent((overall[of] / overall.count) * 100)}</strong> ·{' '}
                  </>
                ) : null}
                {formatNumber(overall[of])} of {formatNumber(overall.count)}
              </span>
            </div>
            {judged ? <RangeMeter share={overall[of] / overall.count} promised={promised} tone="accent" /> : null}
          </li>
        ))}
      </ul>
      <p className="record-note t-small t-2">
        {judged
          ? `Within ${counted(chancePoints(overall.count), 'point')} is as good as ${formatNumber(overall.count)} can tell. `
          : 'Too few to judge. '}
        Each miss widens the ranges of its series a little, each hit narrows them less.
      </p>
      <p className="t-small t-2">
        {wider === null ? (
          'No range is wider than its series alone would ask for.'
        ) : (
          <>
            <strong>Widened now:</strong> {wider}.
          </>
        )}
      </p>
    </Card>
  );
}
