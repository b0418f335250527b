import { ChartLine, Table2 } from 'lucide-react';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { MetricView } from '#shared/ipc/metric-view';
import type { UsageChart, UsageRange } from '#shared/ipc/usage';
import { shapesOf, type UsageShape, usagePicture } from '../../charts/usage-picture';
import { UsagePlot } from '../../charts/usage-plot';
import { Badge } from '../../components/badge';
import { Card } from '../../components/card';
import { Segmented } from '../../components/segmented';
import { SkeletonCard } from '../../components/skeleton';
import { StatRow } from '../../components/stat';
import { useNow } from '../../data/now';
import { useQueryChannel } from '../../data/use-query-channel';
import { links } from '../shared/links';
import { statusTone } from '../shared/metric-words';
import { momentWords } from '../shared/moment-words';
import { QueryView } from '../shared/query-view';
import { Breakdown } from './breakdown';
import { ChartLegend } from './chart-legend';
import { detailSentence, detailStats, standingBadge } from './detail-words';
import { ExportMenu } from './export-menu';
import { PointTable } from './point-table';
import { QueryTable } from './query-table';
import { RangeControl } from './range-control';

interface MetricDetailProps {
  readonly metric: MetricView;
  readonly range: UsageRange;
  readonly onRange: (range: UsageRange) => void;
  readonly view: 'chart' | 'table';
  readonly onView: (view: 'chart' | 'table') => void;
}

/** Points asked for: about two for three pixels of the widest plot. */
const POINTS = 500;

/** Name, sentence, range, figures, chart or table, and who carries it. */
export function MetricDetail({ metric, range, onRange, view, onView }: MetricDetailProps) {
  const chart = useQueryChannel('usage:chart', { key: metric.key, range, points: POINTS });
  const now = useNow();
  const shapes = shapesOf(metric);
  const [shape, setShape] = useState<UsageShape>(shapes[0] ?? 'level');
  const figure = useRef<HTMLElement>(null);
  const head = useRef<HTMLDivElement>(null);
  // Another metric is read from its name on, wherever the one before was left.
  useEffect(() => head.current?.scrollIntoView({ block: 'nearest' }), []);
  const tone = statusTone(metric);
  return (
    <>
      <div className="usage-head" ref={head}>
        <h2 className="t-title-l">{metric.title}</h2>
        <Badge tone={tone ?? 'plain'}>{standingBadge(metric, now)}</Badge>
        {metric.planName === null ? null : <Badge>{metric.planName} plan</Badge>}
      </div>
      <p className="usage-sentence t-2">{detailSentence(metric, chart.data, now)}</p>
      <div className="usage-tools">
        <RangeControl range={range} onChange={onRange} />
        <span className="grow" />
        {shapes.length > 1 ? (
          <Segmented
            label="Shown as"
            value={shape}
            segments={[
              { value: 'level', label: 'Total' },
              { value: 'days', label: 'By day' },
            ]}
            onChange={setShape}
          />
        ) : null}
        <Segmented
          label="View"
          value={view}
          segments={[
            { value: 'chart', label: 'Chart', icon: ChartLine },
            { value: 'table', label: 'Table', icon: Table2 },
          ]}
          onChange={onView}
        />
        <ExportMenu metric={metric} range={range} chart={chart.data} shape={shape} figure={figure} />
      </div>
      <QueryView query={chart} what="The chart" skeleton={<SkeletonCard height={440} />}>
        {(data) => <DetailBody metric={metric} chart={data} shape={shape} view={view} figure={figure} />}
      </QueryView>
    </>
  );
}

interface DetailBodyProps {
  readonly metric: MetricView;
  readonly chart: UsageChart;
  readonly shape: UsageShape;
  readonly view: 'chart' | 'table';
  readonly figure: RefObject<HTMLElement | null>;
}

function DetailBody({ metric, chart, shape, view, figure }: DetailBodyProps) {
  const picture = useMemo(() => usagePicture(chart, shape), [chart, shape]);
  return (
    <>
      <Card aria-label={view === 'chart' ? 'Chart' : 'Table'}>
        <StatRow stats={detailStats(metric, chart, chart.now)} />
        {view === 'table' ? (
          <PointTable chart={chart} picture={picture} />
        ) : (
          <figure ref={figure}>
            <div className="usage-plot">
              <UsagePlot chart={chart} picture={picture} emptyText={emptyText(metric)} />
            </div>
            <ChartLegend
              picture={picture}
              readAt={metric.asOf === null ? '' : momentWords(metric.asOf, chart.now)}
              source={sourceWords(chart)}
            />
          </figure>
        )}
      </Card>
      {chart.record ? (
        <p className="usage-note t-small t-3">
          {chart.record.sentence} <Link href={links.record(metric.key)}>See them</Link>
        </p>
      ) : null}
      <Breakdown chart={chart} />
      {chart.queries ? <QueryTable queries={chart.queries} /> : null}
    </>
  );
}

/** Who told the figures, `Redis`, instead of the address that was asked. */
function sourceWords({ source, metric }: UsageChart): string {
  return source.includes(':') ? metric.group : source;
}

function emptyText(metric: MetricView): string {
  return metric.note === '' ? 'Nothing was measured in this range.' : metric.note;
}
