import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { usagePicture } from '../../../../src/renderer/charts/usage-picture';
import { LIMITED, REDIS_STORAGE } from '../../../../src/renderer/gallery/fixtures/metrics';
import { usageChart } from '../../../../src/renderer/gallery/fixtures/series';
import { ChartLegend } from '../../../../src/renderer/screens/usage/chart-legend';

const bandwidth = usageChart(LIMITED.find(({ title }) => title === 'Bandwidth')!, '30d');
const legend = (chart: typeof bandwidth) =>
  renderToStaticMarkup(<ChartLegend picture={usagePicture(chart, 'level')} readAt="10:42" source="Vercel usage" />);

describe('the legend', () => {
  it('names plan changes beside deployments', () => {
    expect(legend(bandwidth)).toMatch(/Deployment.*Plan change/);
  });

  it('names nothing that is not drawn', () => {
    expect(legend(usageChart(REDIS_STORAGE, '30d'))).not.toContain('Plan change');
    expect(legend({ ...bandwidth, deployments: [] })).not.toContain('Deployment');
  });
});
