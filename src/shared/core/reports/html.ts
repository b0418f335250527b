import type { Report, ReportBlock, ReportChart, ReportFigure, ReportSection } from '#shared/domain/report';
import { BARS, FAN, footWords, SAMPLE } from '#shared/words/report/sample';
import { barsSvg } from './bars-svg';
import { chartSvg } from './chart-svg';
import { STYLE } from './html-style';
import { html, safeLink } from './markup';

/**
 * The report as one HTML file: no script, no request, no picture beside it; for a light screen, a dark one and paper.
 * Names of others are text in it and nothing else.
 */
export function reportAsHtml(report: Report): string {
  const { verdict, short, sections } = report;
  return `<!doctype html>
<html lang="${report.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Headroom">
<title>${html(`${report.title}, ${report.account}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<p class="meta">${html(report.title)}</p>
<p class="meta">${html(report.account)} · ${html(report.period.title)} · made ${html(report.madeAtText)}</p>
${report.sample ? `<p class="sample">${SAMPLE}</p>` : ''}
</header>
<main>
<section class="verdict ${verdict.tone}" aria-labelledby="verdict">
<h1 id="verdict">${html(verdict.headline)}</h1>
${verdict.urgency === '' ? '' : `<p class="urgency">${html(verdict.urgency)}</p>`}
<p class="lead">${prose(verdict.sentence)}</p>
<dl>${short.figures.map((one) => `<div><dt>${html(one.label)}</dt><dd>${html(one.text)}</dd>${note(one)}</div>`).join('')}</dl>
</section>
${sections.map(sectionHtml).join('\n')}
</main>
<footer><p class="meta">${html(footWords(report.madeAtText))}</p></footer>
</body>
</html>
`;
}

/** A sentence whose percentages stay on one line. */
function prose(text: string): string {
  return html(text).replace(/(\d) %/g, '$1&#160;%');
}

function note({ note: words }: ReportFigure): string {
  return words === '' ? '' : `<dd class="note">${html(words)}</dd>`;
}

function sectionHtml({ id, title, blocks }: ReportSection): string {
  return `<section aria-labelledby="${id}">\n<h2 id="${id}">${html(title)}</h2>\n${blocks.map((block) => blockHtml(block, 3)).join('\n')}\n</section>`;
}

/** `level` is that of the block's own heading. */
function blockHtml(block: ReportBlock, level: number): string {
  switch (block.kind) {
    case 'text':
      return `<p>${prose(block.text)}</p>`;
    case 'list':
      return `${heading(block.title, level)}<ul>${block.items.map((item) => `<li>${html(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return factsHtml(block.title, block.figures);
    case 'table':
      return tableHtml(block);
    case 'charts':
      return `<div class="charts">${block.charts.map(chartHtml).join('')}</div><p class="meta">${FAN}</p>`;
    case 'bars':
      return `<figure class="bars">${barsSvg(block.bars)}<figcaption>${BARS}</figcaption></figure>`;
    case 'item':
      return `<article>\n${heading(block.title, level)}<p class="meta">${html(block.meta)}</p>\n${block.blocks.map((part) => blockHtml(part, level + 1)).join('\n')}\n</article>`;
  }
}

/** The caption names the picture, so that it is read once. */
function chartHtml(chart: ReportChart, at: number): string {
  const id = `chart-${at + 1}`;
  return `<figure>${chartSvg(chart, id)}<figcaption id="${id}">${html(chart.alt)}</figcaption></figure>`;
}

function heading(title: string, level: number): string {
  return title === '' ? '' : `<h${level}>${html(title)}</h${level}>`;
}

/** Without notes the third column falls away. */
function factsHtml(title: string, figures: readonly ReportFigure[]): string {
  const noted = figures.some((one) => one.note !== '');
  const rows = figures.map((one) => {
    const words = noted ? `<td class="note">${html(one.note)}</td>` : '';
    return `<tr><th scope="row">${html(one.label)}</th><td${numeric(one)}>${figureHtml(one)}</td>${words}</tr>`;
  });
  return `<table class="facts">${caption(title)}<tbody>${rows.join('')}</tbody></table>`;
}

function tableHtml({ title, heads, rows }: Extract<ReportBlock, { kind: 'table' }>): string {
  const numbers = heads.map((_, column) => rows.some(({ cells }) => isNumber(cells[column - 1])));
  const head = heads.map((words, column) => `<th scope="col"${numbers[column] ? N : ''}>${html(words)}</th>`).join('');
  const body = rows.map(
    (row) =>
      `<tr><th scope="row">${html(row.title)}</th>${row.cells.map((cell, at) => `<td${numbers[at + 1] ? N : ''}>${figureHtml(cell)}${cell.note === '' ? '' : `<small>${html(cell.note)}</small>`}</td>`).join('')}</tr>`,
  );
  return `<div class="wide"><table>${caption(title)}<thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

function caption(title: string): string {
  return title === '' ? '' : `<caption>${html(title)}</caption>`;
}

function figureHtml({ text, link }: ReportFigure): string {
  const safe = safeLink(link);
  return safe === null ? inCell(text) : `<a href="${html(safe)}" rel="noreferrer">${html(text)}</a>`;
}

/** A date with its time breaks between the two and nowhere else. */
function inCell(text: string): string {
  return html(text).replace(/\d{1,2} [A-Z][a-z]{2} \d{4},(?= \d)/g, '<span class="whole">$&</span>');
}

const N = ' class="n"';

function numeric(figure: ReportFigure): string {
  return isNumber(figure) ? N : '';
}

function isNumber(figure: ReportFigure | undefined): boolean {
  return typeof figure?.value === 'number';
}
