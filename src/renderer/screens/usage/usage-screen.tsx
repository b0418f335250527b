import { useLocation, useParams } from 'wouter';
import { z } from 'zod';
import { type UsageRange, usageRangeSchema } from '#shared/ipc/usage';
import { Card } from '../../components/card';
import { Message } from '../../components/message';
import { Screen } from '../../components/screen';
import { SkeletonCard } from '../../components/skeleton';
import { useQueryChannel } from '../../data/use-query-channel';
import { useStoredState } from '../../data/use-stored-state';
import { CollectButton } from '../shared/collect-button';
import { QueryView } from '../shared/query-view';
import { MetricDetail } from './metric-detail';
import { CHART_ID, levelText, MetricList } from './metric-list';
import { rangeWords } from './range-words';
import './usage.css';
import type { MetricView } from '#shared/ipc/metric-view';
import { SelectField } from '../../components/field';
import { links } from '../shared/links';
import { groupMetrics } from './group-metrics';

/** One metric over time, beside the list of all. */
export function UsageScreen() {
  const metrics = useQueryChannel('usage:list', null);
  const [range, setRange] = useStoredState<UsageRange>('usage.range', usageRangeSchema, '30d');
  const [view, setView] = useStoredState('usage.view', z.enum(['chart', 'table']), 'chart');
  const key = useKey();
  const chosen = metrics.data?.find((metric) => metric.key === key) ?? metrics.data?.[0];
  return (
    <Screen title="Usage" context={rangeWords(range)} actions={<CollectButton />}>
      <QueryView query={metrics} what="The list of metrics" skeleton={<SkeletonCard height={420} />}>
        {(all) =>
          chosen === undefined ? (
            <NothingYet />
          ) : (
            <div className="usage-columns">
              <MetricList metrics={all} chosen={chosen.key} />
              <div className="usage-main" id={CHART_ID} tabIndex={-1}>
                <MetricSelect metrics={all} chosen={chosen.key} />
                <MetricDetail
                  key={chosen.key}
                  metric={chosen}
                  range={range}
                  onRange={setRange}
                  view={view}
                  onView={setView}
                />
              </div>
            </div>
          )
        }
      </QueryView>
    </Screen>
  );
}

/** The metric's key in the address, as it is or percent-encoded; undefined for none. */
function useKey(): string | undefined {
  const params = useParams<{ '*'?: string }>();
  const raw = params['*'];
  return raw === undefined || raw === '' ? undefined : decodeKey(raw);
}

function decodeKey(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

function NothingYet() {
  return (
    <Card>
      <Message title="Nothing is measured yet">The first collection fills this page.</Message>
    </Card>
  );
}

interface MetricSelectProps {
  readonly metrics: readonly MetricView[];
  readonly chosen: string;
}

/** The list of metrics as a menu, for narrow windows. */
function MetricSelect({ metrics, chosen }: MetricSelectProps) {
  const [, navigate] = useLocation();
  return (
    <div className="narrow-only usage-select">
      <SelectField label="Metric" value={chosen} onChange={(event) => navigate(links.usage(event.target.value))}>
        {groupMetrics(metrics).map((group) => (
          <optgroup key={group.title} label={group.title}>
            {group.metrics.map((metric) => (
              <option key={metric.key} value={metric.key}>
                {`${group.title} · ${metric.shortTitle}, ${levelText(metric)}`}
              </option>
            ))}
          </optgroup>
        ))}
      </SelectField>
    </div>
  );
}
