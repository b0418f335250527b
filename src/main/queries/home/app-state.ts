import type { OpenReport } from '#main/store/read-store';
import { isCalledFor } from '#shared/core/recommendations/keep-advice';
import { isOpen } from '#shared/core/recommendations/life-cycle';
import type { Connection } from '#shared/domain/connection';
import type { Failure } from '#shared/domain/failure';
import { capitalized } from '#shared/format/capitalized';
import type { AppState } from '#shared/ipc/app';
import { isAccountStop, type ProviderStop } from '#shared/words/provider-stop';
import { countUnread } from '../alerts/messages';
import type { ReadParts } from '../read-parts';
import { readStops } from '../standings/provider-stops';

export interface AppContext {
  readonly version: string;
  readonly platform: string;
  readonly inSample: boolean;
  readonly clockStart?: AppState['clockStart'];
  readonly preparing: AppState['preparing'];
  /** Null once the person has seen what it says. */
  readonly openReport: OpenReport | null;
  /** What is wrong with the files that hold secrets. */
  readonly secretTroubles?: readonly Failure[];
  /** What the window has to tell about itself. */
  readonly windowNotices?: readonly string[];
}

/** What frames every screen: whose data it is, what waits for the person, what is wrong with the file. */
export async function readAppState(parts: ReadParts, context: AppContext): Promise<AppState> {
  const [connections, recommendations, alerts, attempts] = await Promise.all([
    parts.store.connections.list(),
    parts.store.recommendations.list(['PENDING', 'REVIEWED']),
    parts.store.alerts.open(),
    parts.store.cycles.lastAttempts(),
  ]);
  const stops = await readStops(parts, { connections, attempts });
  const now = parts.clock.now();
  const main = mainAccount(connections);
  const stored = attempts.map(({ attempt }) => attempt).find((attempt) => attempt.outcome.startsWith('store-'));
  const problems: Failure[] =
    stored === undefined || stored.outcome === 'ok'
      ? []
      : [{ code: stored.outcome, message: stored.message, action: stored.action, retryable: true }];
  problems.push(...(context.secretTroubles ?? []), ...stops.filter(isAccountStop).map(toProblem));
  return {
    version: context.version,
    platform: context.platform,
    mode: context.inSample ? 'sample' : modeOf(connections.length),
    preparing: context.preparing,
    account: main === null ? null : { title: main.title, plan: planText(main) },
    openRecommendations: recommendations.filter(
      (one) => isOpen(one.status) && isCalledFor(one) && (one.snoozedUntil === null || one.snoozedUntil <= now),
    ).length,
    clockStart: context.clockStart ?? null,
    firingAlerts: alerts.filter((alert) => alert.state === 'firing').length,
    unreadMessages: await countUnread(parts),
    problems,
    notices: [...openNotices(context.openReport), ...(context.windowNotices ?? [])],
  };
}

/** An account that its provider has paused, as the window tells it on every screen. */
function toProblem({ title, sentence }: ProviderStop): Failure {
  return { code: 'provider-error', message: `${title}.`, action: sentence, retryable: false };
}

/** The account that gives the window its name: the one with a billing period before a single store. */
export function mainAccount(connections: readonly Connection[]): Connection | null {
  return connections.find((connection) => connection.billingAnchor !== null) ?? connections[0] ?? null;
}

function modeOf(connections: number): 'empty' | 'own' {
  return connections === 0 ? 'empty' : 'own';
}

function planText(connection: Connection): string {
  const provider = capitalized(connection.provider);
  return connection.billing === null ? provider : `${provider} ${connection.billing.planName}`;
}

/** What happened to the data file while it was opened, in sentences. */
export function openNotices(report: OpenReport | null): string[] {
  const notices: string[] = [];
  if (report?.rescued) {
    const { damagedFile, rescuedSamples, lost } = report.rescued;
    notices.push(
      `The data file was damaged. ${rescuedSamples} samples were rescued, the damaged file was kept as ${damagedFile}. ${lost}`.trim(),
    );
  }
  if (report?.backupFile) {
    notices.push(`The data file was brought up to date. A copy of the old one is at ${report.backupFile}.`);
  }
  return notices;
}
