import { drizzleOver } from './database/drizzle';
import { followedBy, writeNamesFile } from './database/names-file';
import type { OpenMarker } from './database/open-marker';
import { IN_MEMORY, type SqliteDatabase } from './database/sqlite';
import { guarded } from './guard';
import { aiUsageRepository } from './repositories/ai-usage';
import { alertRepository } from './repositories/alerts';
import { backfillRepository } from './repositories/backfills';
import { billStatementRepository } from './repositories/bill-statements';
import { budgetRepository } from './repositories/budgets';
import { channelRepository } from './repositories/channels';
import { chargeRepository } from './repositories/charges';
import { connectionRepository } from './repositories/connections';
import { cycleRepository } from './repositories/cycles';
import { deliveryRepository } from './repositories/deliveries';
import { factRepository } from './repositories/facts';
import { forecastRepository } from './repositories/forecasts';
import { limitHistoryRepository, planHistoryRepository } from './repositories/histories';
import { jobRunRepository } from './repositories/job-runs';
import { keptForecastRepository } from './repositories/kept-forecasts';
import { leaseRepository } from './repositories/leases';
import { limitRepository } from './repositories/limits';
import { modelForecastRepository } from './repositories/model-forecasts';
import { priceListRepository } from './repositories/price-lists';
import { priceOverrideRepository } from './repositories/price-overrides';
import { providerFactRepository, providerLimitRepository } from './repositories/provider-answers';
import { recommendationRepository } from './repositories/recommendations';
import { sampleRepository } from './repositories/samples';
import { setAsideRepository } from './repositories/set-aside';
import { settingRepository } from './repositories/settings';
import { verdictRepository } from './repositories/verdicts';
import type { MayBeNegative } from './rollup/accept-sample';
import { SampleIntake } from './rollup/sample-intake';
import type { OpenReport, Store } from './store';

/** The store over an open, migrated connection. Closing it takes the marker away, unless damage was met. */
export function assembleStore(
  sqlite: SqliteDatabase,
  openReport: OpenReport,
  mayBeNegative: MayBeNegative,
  marker: OpenMarker | null,
): Store {
  const db = drizzleOver(sqlite);
  const intake = new SampleIntake(sqlite, mayBeNegative);
  const dataVersion = sqlite.prepare<[], number>('PRAGMA data_version').pluck();
  const written = sqlite.prepare<[], number>('SELECT total_changes()').pluck();
  const file = sqlite.name === IN_MEMORY ? null : sqlite.name;
  const leases = leaseRepository(db, file);
  const names = file === null || sqlite.readonly ? null : writeNamesFile(sqlite, file);
  names?.keep();
  let damaged = false;
  const guard = <T extends object>(repository: T): T =>
    guarded(repository, () => {
      damaged = true;
    });

  return {
    file: sqlite.name,
    openReport,
    connections: guard(
      followedBy(
        connectionRepository(db, () => intake.forget()),
        ['save', 'remove'],
        () => names?.keep(),
      ),
    ),
    samples: guard(followedBy(sampleRepository(sqlite, intake), ['save'], () => names?.keepNewSeries())),
    limits: guard(limitRepository(db)),
    recommendations: guard(recommendationRepository(db)),
    alerts: guard(alertRepository(db)),
    deliveries: guard(deliveryRepository(db)),
    channels: guard(channelRepository(db)),
    cycles: guard(cycleRepository(db, sqlite)),
    facts: guard(factRepository(db)),
    charges: guard(chargeRepository(sqlite)),
    priceOverrides: guard(priceOverrideRepository(db)),
    budgets: guard(budgetRepository(db)),
    forecasts: guard(forecastRepository(db)),
    aiUsage: guard(aiUsageRepository(db)),
    limitHistory: guard(limitHistoryRepository(db)),
    planHistory: guard(planHistoryRepository(db)),
    billStatements: guard(billStatementRepository(db)),
    providerLimits: guard(providerLimitRepository(db)),
    providerFacts: guard(providerFactRepository(db)),
    backfills: guard(backfillRepository(db)),
    keptForecasts: guard(keptForecastRepository(db)),
    modelForecasts: guard(modelForecastRepository(db)),
    priceLists: guard(priceListRepository(db)),
    verdicts: guard(verdictRepository(db)),
    jobRuns: guard(jobRunRepository(db)),
    settings: guard(settingRepository(db)),
    leases: guard({ take: leases.take, release: leases.release }),
    setAside: guard(setAsideRepository(sqlite, intake)),
    dataVersion: () => dataVersion.get() ?? 0,
    revision: () => `${dataVersion.get() ?? 0}.${written.get() ?? 0}`,
    emptyLog() {
      const patience = Number(sqlite.pragma('busy_timeout', { simple: true }));
      sqlite.pragma('busy_timeout = 0');
      sqlite.pragma('wal_checkpoint(TRUNCATE)');
      sqlite.pragma(`busy_timeout = ${patience}`);
    },
    close() {
      if (!sqlite.open) {
        return;
      }
      leases.letGo();
      if (!damaged) {
        names?.keep();
      }
      sqlite.close();
      if (damaged) {
        marker?.leave();
      } else {
        marker?.remove();
      }
    },
  };
}
