import type { Instant } from '#shared/domain/instant';
import type { Standing } from '#shared/domain/standing';
import { formatBillAmount, isUnknownAmount } from '#shared/format/bill';
import type { MessageView } from '#shared/ipc/channels';
import { namesOf, percentWords, type Reader, whenShort } from '#shared/words/standing';
import { applies, type VerdictWords, verdictWords } from '#shared/words/verdict';
import { countUnread, readMessages } from '../alerts/messages';
import { readBillSummary } from '../bill/bill-summary';
import type { SchedulerState } from '../connections/collection-health';
import type { PricedParts } from '../read-parts';
import { readStandings } from '../standings/read-standings';

/** What the tray tells. Texts are ready to be shown. */
export interface TrayState {
  /** Drives the icon. `paused`: notifications are paused, or nothing is collected. */
  readonly state: 'fine' | 'warning' | 'critical' | 'paused';
  /** `Redis storage reaches its limit in about 5 days`. */
  readonly verdict: string;
  /** At most three, in the one order. `text` is `85 %, about 5 days`, or why there is none. */
  readonly tightest: readonly { readonly title: string; readonly percent: number | null; readonly text: string }[];
  /** `$116.40 so far this month`; null while nothing is known of a bill. */
  readonly bill: string | null;
  readonly collecting: boolean;
  /** The newest messages that were not read yet, at most three; and how many there are. */
  readonly unread: {
    readonly count: number;
    readonly newest: readonly { readonly title: string; readonly path: string }[];
  };
  /** Notifications are held back until then; null when they are not paused. */
  readonly pausedUntil: Instant | null;
}

/** The menu has room for three. */
const TIGHTEST = 3;
const UNREAD = 3;

/** A pause hides no warning: these show first. */
const ALARMS: Readonly<Partial<Record<VerdictWords['tone'], TrayState['state']>>> = {
  critical: 'critical',
  warning: 'warning',
};

/** What the tray tells: the verdict, and the three tightest limits. */
export async function readTrayState(
  parts: PricedParts,
  scheduler: SchedulerState,
  pausedUntil: Instant | null,
  withMessages = false,
): Promise<TrayState> {
  const [{ list }, connections, bill, unread] = await Promise.all([
    readStandings(parts),
    parts.store.connections.list(),
    readBillSummary(parts),
    withMessages && (await countUnread(parts)) > 0 ? readMessages(parts) : [],
  ]);
  const now = parts.clock.now();
  const verdict = verdictWords({ list, connections: connections.length, reader: { now } });
  const still = pausedUntil !== null || verdict.tone === 'empty' || verdict.tone === 'stale';
  const names = namesOf(list);
  return {
    state: ALARMS[verdict.tone] ?? (still ? 'paused' : 'fine'),
    verdict: verdict.headline,
    tightest: list
      .filter(applies)
      .slice(0, TIGHTEST)
      .map((standing) => ({
        title: names.get(standing.key) ?? standing.title,
        percent: standing.percent,
        text: trayText(standing, { now }),
      })),
    bill:
      bill === null || isUnknownAmount(bill.soFar)
        ? null
        : `${formatBillAmount(bill.soFar, bill.currency)} so far over everything`,
    collecting: scheduler.running,
    unread: unreadOf(unread),
    pausedUntil,
  };
}

function unreadOf(messages: readonly MessageView[]): TrayState['unread'] {
  const unread = messages.filter(({ readAt }) => readAt === null);
  return { count: unread.length, newest: unread.slice(0, UNREAD).map(({ title, path }) => ({ title, path })) };
}

/** `85 %, about 5 days`: how full, and when, in the words of every other surface. */
function trayText(standing: Standing, reader: Reader): string {
  return [percentWords(standing), whenShort(standing, reader)].filter((words) => words !== '').join(', ');
}
