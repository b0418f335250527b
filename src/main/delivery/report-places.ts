import { join } from 'node:path';
import type { Clock } from '#main/clock';
import { mayWrite } from '#main/files/own-file';
import { writeWhole } from '#main/files/whole-file';
import type { Store } from '#main/store/store';
import { fail, succeed } from '#shared/domain/failure';
import type { ReportSchedule } from '#shared/domain/report-schedule';
import { whyWords } from '#shared/words/delivery';
import { folderUnusable, MAIL_CHANNEL_GONE, NO_FOLDER, notMailed, reportMail } from '#shared/words/report-schedule';
import { type ChannelsInUse, ownChannel } from './channels-in-use';
import { sendWithin } from './outbox';
import type { MadeReport, ReportDelivery } from './scheduled-reports';

export interface ReportPlaces {
  readonly store: Pick<Store, 'channels'>;
  readonly clock: Clock;
  /** Of Headroom: nothing that it keeps is ever written over. */
  readonly dataDir: string;
  readonly own: NonNullable<ChannelsInUse['own']>;
}

/** Takes a report into the folder, or over the mail channel, that its schedule names. */
export function reportDelivery(places: ReportPlaces): ReportDelivery {
  return (schedule, report, key) =>
    schedule.into === 'folder' ? intoFolder(places, schedule, report) : byMail(places, schedule, report, key);
}

/** The same report has the same name: made again after a crash it takes its own place. */
async function intoFolder({ dataDir }: ReportPlaces, { folder }: ReportSchedule, { name, bytes }: MadeReport) {
  if (folder === null) return fail(NO_FOLDER);
  const path = join(folder, name);
  const allowed = mayWrite(path, { dataDir, replace: true });
  if (!allowed.ok) return allowed;
  try {
    await writeWhole(path, bytes);
    return succeed(path);
  } catch {
    return fail(folderUnusable(folder));
  }
}

async function byMail({ store, clock, own }: ReportPlaces, schedule: ReportSchedule, report: MadeReport, key: string) {
  const channel = (await store.channels.list()).find(({ id }) => id === schedule.channel);
  if (channel === undefined || channel.kind !== 'email' || !channel.enabled) return fail(MAIL_CHANNEL_GONE);
  const { name, mediaType, bytes } = report;
  const outcome = await sendWithin(
    clock,
    ownChannel(channel, own),
    {
      key,
      kind: 'report',
      ...reportMail(report.title, report.short),
      severity: null,
      path: '/',
      at: clock.now(),
      alerts: [],
      attachments: [{ name, mediaType, bytes }],
    },
    NEVER,
  );
  if (outcome.outcome === 'shown') return succeed(channel.target);
  return fail(notMailed(outcome.why === null ? '' : whyWords(outcome.why), outcome.again === true));
}

/** A mail that is on its way is let arrive: cut off, nobody could tell whether it did. */
const NEVER = new AbortController().signal;
