import type { Report, ReportFigure } from '#shared/domain/report';
import { plainText } from '#shared/format/plain-text';
import { whenCell } from './when-cell';

/** The report as one HTML file: no script, no request, readable in light and dark, and on paper. */
export function reportAsHtml(report: Report): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(report.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<p class="meta">${html(report.account)} · ${html(report.madeAtText)}</p>
${report.sample ? '<p class="sample">Sample data. Nothing here is a real account.</p>' : ''}
<h1>${html(report.verdict)}</h1>
<p>${html(report.verdictSentence)}</p>
</header>
<section>
<h2>Limits</h2>
${table(
  ['Metric', 'Used', 'Limit', 'Percent', 'Reached', 'At the limit', 'Source'],
  report.limits.map((limit) => [
    limit.title,
    limit.current ?? 'not available',
    limit.limit ?? 'not available',
    limit.percent ?? '–',
    whenCell(limit),
    limit.atLimit,
    limit.source,
  ]),
)}
</section>
${bill(report)}<section>
<h2>Recommendations</h2>
${report.recommendations.length === 0 ? '<p>None.</p>' : report.recommendations.map(recommendation).join('\n')}
</section>
<section>
<h2>Open alerts</h2>
${list(report.alerts.map((alert) => `<strong>${html(alert.title)}</strong> (${html(alert.since)}): ${html(alert.sentence)}`))}
</section>
${report.missing.length === 0 ? '' : `<section><h2>Not available</h2>${list(report.missing.map(html))}</section>`}
<section>
<h2>How these figures were worked out</h2>
${list(report.method.map(html))}
</section>
</main>
</body>
</html>
`;
}

function recommendation(one: Report['recommendations'][number]): string {
  return `<article>
<h3>${html(one.title)}</h3>
<p class="meta">${html(one.priority)} · ${html(one.status)}</p>
<p>${html(one.headline)}</p>
<p>${html(one.reason)}</p>
${figures('What comes out', one.figures)}
${figures('Assumptions', one.assumptions)}
${one.outcome === '' ? '' : `<h4>What came of it</h4><p>${html(one.outcome)}</p>`}
${one.weighed.length < 2 ? '' : figures('What was weighed', one.weighed)}
<h4>Benefits</h4>${list(one.benefits.map(html))}
<h4>What speaks against it</h4>${list(one.against.map(html))}
<h4>Risks of waiting</h4>${list(one.risks.map(html))}
<h4>How to do it</h4>${list(one.steps.map(html))}
<h4>Sources</h4>${list(one.sources.map(html))}
</article>`;
}

/** The one total with its accounts; nothing where no account has a bill. */
function bill(report: Report): string {
  return report.bill.length === 0
    ? ''
    : `<section>\n<h2>What this month costs</h2>\n${figures('Bill', report.bill)}\n</section>\n`;
}

function figures(title: string, rows: readonly ReportFigure[]): string {
  return table(
    [title, 'Amount', 'Basis'],
    rows.map(({ label, value, basis }) => [label, value, basis]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) {
    return '<p>None.</p>';
  }
  const cells = (tag: 'th' | 'td', row: readonly string[]) =>
    row.map((cell) => `<${tag}>${html(cell)}</${tag}>`).join('');
  return `<table><thead><tr>${cells('th', head)}</tr></thead><tbody>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</tbody></table>`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '<p>None.</p>' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function html(raw: string): string {
  return plainText(raw).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const STYLE = `
:root{color-scheme:light dark;--ink:#12151c;--ink-2:#454c59;--line:#e3e6eb;--ground:#fff;--soft:#f1f3f6}
@media (prefers-color-scheme:dark){:root{--ink:#f1f3f7;--ink-2:#b7beca;--line:#363d49;--ground:#14171d;--soft:#1b1f27}}
@media print{:root{--ink:#000;--ink-2:#333;--line:#bbb;--ground:#fff;--soft:#f1f3f6}}
body{margin:0;font:15px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--ink);background:var(--ground)}
main{max-width:880px;margin:0 auto;padding:40px 24px}
h1{font-size:26px;line-height:1.25;margin:4px 0 8px}
h2{font-size:18px;margin:32px 0 8px}
h3{font-size:16px;margin:24px 0 2px}
h4{font-size:14px;margin:12px 0 2px}
.meta{color:var(--ink-2);margin:0}
.sample{background:var(--soft);padding:6px 10px;border-radius:6px}
table{border-collapse:collapse;width:100%;margin:8px 0;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:6px 10px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
th{font-weight:500;color:var(--ink-2);font-size:13px}
ul{margin:4px 0;padding-left:20px}
article{break-inside:avoid-page}
`;
