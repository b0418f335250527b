import type { Report, ReportFigure } from '#shared/domain/report';
import { oneLine } from '#shared/format/plain-text';
import { whenCell } from './when-cell';

const NOT_AVAILABLE = 'not available';

/** The report as GitHub-flavored Markdown, for an issue or a chat. */
export function reportAsMarkdown(report: Report): string {
  const parts = [
    `# ${text(report.title)}`,
    `${text(report.account)} · ${report.madeAtText}${report.sample ? ' · **Sample data, not a real account**' : ''}`,
    `## ${text(report.verdict)}`,
    text(report.verdictSentence),
    '## Limits',
    table(
      ['Metric', 'Used', 'Limit', 'Percent', 'Reached', 'At the limit', 'Source'],
      report.limits.map((limit) => [
        limit.title,
        limit.current ?? NOT_AVAILABLE,
        limit.limit ?? NOT_AVAILABLE,
        limit.percent ?? '–',
        whenCell(limit),
        limit.atLimit,
        limit.source,
      ]),
    ),
    ...(report.bill.length === 0 ? [] : ['## What this month costs', figures('Bill', report.bill)]),
    '## Recommendations',
    ...(report.recommendations.length === 0 ? ['None.'] : report.recommendations.map(recommendation)),
    '## Open alerts',
    list(report.alerts.map((alert) => `**${text(alert.title)}** (${alert.since}): ${text(alert.sentence)}`)),
    ...(report.missing.length === 0 ? [] : ['## Not available', list(report.missing.map(text))]),
    '## How these figures were worked out',
    list(report.method.map(text)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function recommendation(one: Report['recommendations'][number]): string {
  return [
    `### ${text(one.title)}`,
    `${one.priority} · ${one.status}`,
    text(one.headline),
    text(one.reason),
    figures('What comes out', one.figures),
    figures('Assumptions', one.assumptions),
    ...(one.outcome === '' ? [] : ['**What came of it**', text(one.outcome)]),
    ...(one.weighed.length < 2 ? [] : [figures('What was weighed', one.weighed)]),
    '**Benefits**',
    list(one.benefits.map(text)),
    '**What speaks against it**',
    list(one.against.map(text)),
    '**Risks of waiting**',
    list(one.risks.map(text)),
    '**How to do it**',
    list(one.steps.map(text)),
    '**Sources**',
    list(one.sources.map(text)),
  ].join('\n\n');
}

function figures(title: string, rows: readonly ReportFigure[]): string {
  return table(
    [title, 'Amount', 'Basis'],
    rows.map(({ label, value, basis }) => [label, value, basis]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) {
    return 'None.';
  }
  const line = (cells: readonly string[]) => `| ${cells.map(text).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

function list(items: readonly string[]): string {
  return items.length === 0 ? 'None.' : items.map((item) => `- ${item}`).join('\n');
}

/** Names come from providers: what Markdown or a table would read as markup is escaped. */
function text(raw: string): string {
  return oneLine(raw).replace(/[\\`*_[\]<>|#]/g, '\\$&');
}
