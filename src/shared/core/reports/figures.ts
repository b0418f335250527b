import type { Report, ReportBlock, ReportFigure, ReportSectionId } from '#shared/domain/report';

/** A figure with where it stands: the section, and what its row is about. */
export interface PlacedFigure {
  readonly section: 'summary' | ReportSectionId;
  /** What the row, or the thing it belongs to, is called; empty for a figure that stands by itself. */
  readonly of: string;
  readonly figure: ReportFigure;
}

/** Every figure of a report, in the order in which it is read. */
export function figuresIn(report: Report): readonly PlacedFigure[] {
  return [
    ...report.short.figures.map((figure): PlacedFigure => ({ section: 'summary', of: '', figure })),
    ...report.sections.flatMap(({ id, blocks }) => blocks.flatMap((block) => figuresOfBlock(id, block, ''))),
  ];
}

function figuresOfBlock(section: ReportSectionId, block: ReportBlock, of: string): readonly PlacedFigure[] {
  switch (block.kind) {
    case 'facts':
      return block.figures.map((figure) => ({ section, of, figure }));
    case 'table':
      return block.rows.flatMap(({ title, cells }) => cells.map((figure) => ({ section, of: title, figure })));
    case 'item':
      return block.blocks.flatMap((part) => figuresOfBlock(section, part, block.title));
    default:
      return [];
  }
}

/** Every sentence of a report that is no figure, in the order in which it is read. */
export function textsIn(
  report: Report,
): readonly { readonly section: 'summary' | ReportSectionId; readonly text: string }[] {
  const { headline, sentence, urgency } = report.verdict;
  const verdict = [headline, sentence, urgency].filter((text) => text !== '');
  return [
    ...verdict.map((text) => ({ section: 'summary' as const, text })),
    ...report.sections.flatMap(({ id, blocks }) => blocks.flatMap(textsOfBlock).map((text) => ({ section: id, text }))),
  ];
}

function textsOfBlock(block: ReportBlock): readonly string[] {
  switch (block.kind) {
    case 'text':
      return [block.text];
    case 'list':
      return block.items;
    case 'charts':
      return block.charts.map(({ alt }) => alt);
    case 'bars':
      return [block.bars.alt];
    case 'item':
      return block.blocks.flatMap(textsOfBlock);
    default:
      return [];
  }
}
