import type { Report, ReportBlock, ReportChart } from '#shared/domain/report';
import { plainJson } from '#shared/format/plain-text';
import { formatInstant } from '../calendar/calendar';

/** The report for machines, in the shape of docs/report.schema.json: moments in ISO 8601, UTC. */
export function reportAsJson(report: Report): string {
  const sections = report.sections.map((section) => ({ ...section, blocks: section.blocks.map(blockJson) }));
  return `${plainJson(JSON.stringify({ ...report, madeAt: formatInstant(report.madeAt), sections }, null, 2))}\n`;
}

function blockJson(block: ReportBlock): unknown {
  switch (block.kind) {
    case 'charts':
      return { ...block, charts: block.charts.map(chartJson) };
    case 'item':
      return { ...block, blocks: block.blocks.map(blockJson) };
    default:
      return block;
  }
}

function chartJson({ now, points, path, reach, ...chart }: ReportChart): unknown {
  const moment = (at: number | null) => (at === null ? null : formatInstant(Math.round(at)));
  return {
    ...chart,
    now: moment(now),
    points: points.map(({ t, value }) => ({ t: moment(t), value })),
    path: path.map(({ t, ...quantiles }) => ({ t: moment(t), ...quantiles })),
    reach: reach === null ? null : { from: moment(reach.from), at: moment(reach.at), to: moment(reach.to) },
  };
}
