import type { RecordLineView } from '#shared/ipc/record';
import { RecordPlot } from '../../charts/record-plot';
import { Card } from '../../components/card';
import { SkeletonCard } from '../../components/skeleton';
import { useQueryChannel } from '../../data/use-query-channel';
import { QueryView } from '../shared/query-view';
import { backtestWords } from './record-words';

/** The chosen series, day by day: what was expected and what came. */
export function DaysCard({ line }: { readonly line: RecordLineView }) {
  const days = useQueryChannel('record:days', { seriesId: line.seriesId });
  const title = `${line.title}, day by day`;
  return (
    <QueryView query={days} what="The days" skeleton={<SkeletonCard height={320} />}>
      {({ days: judged, unit, zone }) => (
        <Card className="record-days" aria-label={title}>
          <div className="record-days-head">
            <h2 className="t-strong">{title}</h2>
            <Legend />
          </div>
          {judged.length === 0 ? null : (
            <RecordPlot
              days={judged}
              unit={unit}
              zone={zone}
              label={`${title}: ${judged.length} days. Arrow keys read the days, D goes to the next miss.`}
              wordsOf={(day) => backtestWords(day, unit, zone)}
            />
          )}
        </Card>
      )}
    </QueryView>
  );
}

function Legend() {
  return (
    <ul className="record-legend t-caption t-2">
      <li>
        <span className="record-came" aria-hidden="true" /> came
      </li>
      <li>
        <span className="legend-band" aria-hidden="true" /> dark 50 %, light 80 % of cases
      </li>
      <li>
        <span className="record-miss" aria-hidden="true" /> missed
      </li>
    </ul>
  );
}
