import { recordCsv } from '#main/queries/record/record-csv';
import { readRecordDays, readRecordView } from '#main/queries/record/record-view';
import type { WindowSession } from '#main/session/window-session';
import { succeed } from '#shared/domain/failure';
import type { ExportedFiles } from './exported-files';
import type { HandlersOf } from './handlers-of';

/** Days of one series that the page draws. */
const DRAWN_DAYS = 90;

const CSV_FILE = {
  title: 'Save the record of forecasts as CSV',
  defaultName: 'headroom-forecast-record.csv',
  filters: [{ name: 'CSV', extensions: ['csv'] }],
};

export function recordHandlers(session: WindowSession, files: ExportedFiles): HandlersOf<'record'> {
  return {
    'record:list': async () => succeed(await session.current.ask(readRecordView)),
    'record:days': async ({ seriesId }) => succeed(await session.current.ask(readRecordDays, seriesId, DRAWN_DAYS)),
    'record:export-csv': async () => files.save(CSV_FILE, () => session.current.ask(recordCsv)),
  };
}
