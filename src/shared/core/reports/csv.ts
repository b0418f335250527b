import { stringify } from 'csv-stringify/sync';
import type { Report } from '#shared/domain/report';
import { csvText } from '#shared/format/csv-cell';
import { oneLine } from '#shared/format/plain-text';
import { SAMPLE } from '#shared/words/report/sample';
import { formatInstant } from '../calendar/calendar';
import { figuresIn, textsIn } from './figures';

const HEAD = ['section', 'id', 'of', 'label', 'value', 'low', 'high', 'unit', 'text', 'note', 'link'] as const;

/**
 * The report as a table for spreadsheets, one figure a row (RFC 4180): where it stands, its id, value, 80 % bounds and
 * unit, and the words that every other form shows. Sentences are rows whose unit is `text`. Nothing in it is a formula.
 */
export function reportAsCsv(report: Report): string {
  const about = [
    textRow('summary', 'report.title', 'Title', report.title),
    textRow('summary', 'report.account', 'Account', report.account),
    textRow('summary', 'report.period', 'Period', report.period.title),
    [
      'summary',
      'report.made',
      '',
      'Made',
      formatInstant(report.madeAt),
      '',
      '',
      'date-time',
      report.madeAtText,
      '',
      '',
    ],
    ...(report.sample ? [textRow('summary', 'report.sample', 'Sample', SAMPLE)] : []),
  ];
  const figures = figuresIn(report).map(({ section, of, figure }) => [
    ...[section, figure.id, of, figure.label],
    ...[
      figure.value ?? '',
      figure.low ?? '',
      figure.high ?? '',
      figure.unit,
      figure.text,
      figure.note,
      figure.link ?? '',
    ],
  ]);
  const counts = new Map<string, number>();
  const texts = textsIn(report).map(({ section, text }) => {
    const count = (counts.get(section) ?? 0) + 1;
    counts.set(section, count);
    return textRow(section, `${section}.text.${count}`, '', text);
  });
  return stringify([[...HEAD], ...about, ...texts, ...figures], {
    record_delimiter: 'windows',
    cast: { string: (text) => csvText(oneLine(text)) },
  });
}

function textRow(section: string, id: string, label: string, text: string): readonly string[] {
  return [section, id, '', label, '', '', '', 'text', text, '', ''];
}
