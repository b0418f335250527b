import { Download, Image, Sheet } from 'lucide-react';
import type { RefObject } from 'react';
import { formatDateRange, formatDateTime } from '#shared/format/date';
import type { MetricView } from '#shared/ipc/metric-view';
import type { UsageChart, UsageRange } from '#shared/ipc/usage';
import { readChartTheme } from '../../charts/chart-theme';
import { type UsageShape, usagePicture } from '../../charts/usage-picture';
import { Button } from '../../components/button';
import { Menu } from '../../components/menu';
import { useToast } from '../../components/toast';
import { useQueryChannel } from '../../data/use-query-channel';
import { useExportedFile } from '../shared/use-exported-file';
import { useToldAction } from '../shared/use-told-action';
import { standingBadge } from './detail-words';

interface ExportMenuProps {
  readonly metric: MetricView;
  readonly range: UsageRange;
  /** Undefined while it is being read. */
  readonly chart: UsageChart | undefined;
  readonly shape: UsageShape;
  /** The chart with its legend; null while the table is on screen. */
  readonly figure: RefObject<HTMLElement | null>;
}

/** The button "Export": the points as a table, or the chart as it stands on screen. */
export function ExportMenu({ metric, range, chart, shape, figure }: ExportMenuProps) {
  const csv = useToldAction('usage:export-csv');
  const png = useToldAction('usage:export-png');
  const isSample = useQueryChannel('app:state', null).data?.mode === 'sample';
  const tellSaved = useExportedFile();
  const toast = useToast();
  const savePicture = async () => {
    const shown = figure.current;
    if (shown === null || chart === undefined) {
      toast({ tone: 'critical', text: 'There is no chart on screen. Choose the chart, then export it again.' });
      return;
    }
    const picture = usagePicture(chart, shape);
    const [title, lines] = [metric.title, headLines(metric, chart, isSample)];
    const { usageImage } = await import('../../charts/usage-image');
    const image = await usageImage({ chart, picture, theme: readChartTheme(), figure: shown, title, lines });
    if (image === null) {
      toast({ tone: 'critical', text: 'The picture could not be drawn. Make the window smaller, then try again.' });
      return;
    }
    png.run({ title, png: image }, tellSaved);
  };
  return (
    <Menu
      heading="Export as"
      trigger={
        <Button size="small" icon={Download} disabled={csv.pending || png.pending}>
          Export
        </Button>
      }
      items={[
        { label: 'Picture (PNG)', icon: Image, onSelect: () => void savePicture() },
        { label: 'Table (CSV)', icon: Sheet, onSelect: () => csv.run({ key: metric.key, range }, tellSaved) },
      ]}
    />
  );
}

/** Whose figures they are and of when: a picture travels without the window around it. */
function headLines(metric: MetricView, chart: UsageChart, isSample: boolean): readonly string[] {
  const account = [metric.connectionTitle, metric.planName === null ? '' : `${metric.planName} plan`];
  const dates = formatDateRange(chart.from, chart.to - 1, chart.zone);
  const words = [...account, standingBadge(metric, chart.now), dates].filter((part) => part !== '').join(', ');
  const made = `Made ${formatDateTime(chart.now, chart.zone)} (${chart.zone}) with Headroom`;
  return [words, isSample ? `${made} from sample data` : made];
}
