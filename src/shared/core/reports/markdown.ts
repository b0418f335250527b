import type { Report, ReportBlock, ReportFigure, ReportSection } from '#shared/domain/report';
import { oneLine } from '#shared/format/plain-text';
import { SAMPLE } from '#shared/words/report/sample';
import { guarded, html, safeLink } from './markup';

/** The report as GitHub-flavored Markdown, for an issue or a chat. Names of others are text in it and nothing else. */
export function reportAsMarkdown(report: Report): string {
  const { verdict, short } = report;
  return joined([
    `# ${text(verdict.headline)}`,
    `${text(report.title)} · ${text(report.account)} · ${text(report.period.title)} · made ${text(report.madeAtText)}`,
    report.sample ? `**${SAMPLE}**` : '',
    verdict.urgency === '' ? '' : `**${text(verdict.urgency)}**`,
    text(verdict.sentence),
    factsTable('Summary', short.figures),
    ...report.sections.map(sectionText),
  ]);
}

function joined(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function sectionText({ title, blocks }: ReportSection): string {
  return [`## ${text(title)}`, ...blocks.map(blockText)].join('\n\n');
}

function blockText(block: ReportBlock): string {
  switch (block.kind) {
    case 'text':
      return text(block.text);
    case 'list':
      return [...(block.title === '' ? [] : [`**${text(block.title)}**`]), bullets(block.items)].join('\n\n');
    case 'facts':
      return factsTable(block.title, block.figures);
    case 'table':
      return [
        ...(block.title === '' ? [] : [`**${text(block.title)}**`]),
        table(
          block.heads,
          block.rows.map(({ title, cells }) => [
            text(title),
            ...cells.map((cell) => [figureText(cell), text(cell.note)].filter((part) => part !== '').join(' · ')),
          ]),
        ),
      ].join('\n\n');
    case 'charts':
      return bullets(block.charts.map(({ alt }) => alt));
    case 'bars':
      return text(block.bars.alt);
    case 'item':
      // Between the tags of a summary GitHub reads HTML, not Markdown.
      return [
        `<details><summary>${guarded(html(block.title))} · ${guarded(html(block.meta))}</summary>`,
        ...block.blocks.map(blockText),
        '</details>',
      ].join('\n\n');
  }
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${text(item)}`).join('\n');
}

function factsTable(title: string, figures: readonly ReportFigure[]): string {
  const noted = figures.some(({ note }) => note !== '');
  return table(
    [title, 'Figure', ...(noted ? ['Rests on'] : [])],
    figures.map((one) => [text(one.label), figureText(one), ...(noted ? [text(one.note)] : [])]),
  );
}

/** Cells are Markdown already. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(heads.map(text)), `|${heads.map(() => ' --- |').join('')}`, ...rows.map(row)].join('\n');
}

function figureText({ text: words, link }: ReportFigure): string {
  const safe = safeLink(link);
  return safe === null ? text(words) : `[${text(words)}](${safe})`;
}

/** What Markdown, HTML or a table would read as markup is escaped. */
function text(raw: string): string {
  return guarded(oneLine(raw).replace(/[\\`*_{}[\]<>|#~!&]|^(?:[-+]|\d+[.)])(?= )|:(?=\/\/)/g, escaped));
}

function escaped(mark: string): string {
  return mark === '&' ? '&amp;' : mark.replace(/^\d+/, '$&\\').replace(/^[^\d]/, '\\$&');
}
