import { useLocation } from 'wouter';
import type { MetricView } from '#shared/ipc/metric-view';
import { SelectField } from '../../components/field';
import { links } from '../shared/links';
import { groupMetrics } from './group-metrics';
import { levelText } from './metric-list';

interface MetricSelectProps {
  readonly metrics: readonly MetricView[];
  readonly chosen: string;
}

/** The list of metrics as a menu, for narrow windows. */
export function MetricSelect({ metrics, chosen }: MetricSelectProps) {
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
