import { readForecastRecord } from '#main/queries/record/forecast-record';
import { succeed } from '#shared/domain/failure';
import { links } from '#shared/domain/screen-links';
import { formatPercent } from '#shared/format/percent';
import { formatNumber } from '#shared/format/quantity';
import { leftOut, narrowing, toolWords } from '#shared/words/assistant-tools';
import { fitted } from './fitted';
import { inputs, mostInput } from './inputs';
import { withMoments } from './moments';
import { namedMetric } from './named';
import { defineTool, type ToolFigure } from './tool';

/** `forecast_record`: as `headroom record --json`. */
export const forecastRecordTool = defineTool({
  name: 'forecast_record',
  ...toolWords.forecast_record,
  input: { metric: inputs.onlyMetric, most: mostInput(15, 100) },
  async read(account, { metric: name, most }) {
    const metric = name === undefined ? succeed(null) : await namedMetric(account, name);
    if (!metric.ok) {
      return metric;
    }
    const { overall, series } = await account.ask(readForecastRecord);
    const asked = series.filter(({ key }) => metric.value === null || key === metric.value.key);
    const { shown, left } = fitted(withMoments(asked), most);
    return succeed({
      content: { overall, series: shown },
      figures: [
        ...shareFigures('All forecasts', overall, links.record()),
        ...shown.flatMap((line) => shareFigures(line.title, line, links.record(line.seriesId))),
      ],
      notes: leftOut(left, 'metric', narrowing.record),
    });
  },
});

interface Shares {
  readonly count: number;
  readonly share80: number | null;
}

function shareFigures(title: string, { count, share80 }: Shares, link: string): readonly ToolFigure[] {
  return share80 === null
    ? []
    : [
        {
          label: `${title}: inside the 80 % range`,
          value: share80 * 100,
          unit: 'percent',
          text: `${formatPercent(share80 * 100)} of ${formatNumber(count)}`,
          link,
        },
      ];
}
