import { RecommendationEngine as Engine } from '#main/actions/recommendation-engine';
import { cycleParts, type MonitoringOptions } from '#main/collection/monitoring-parts';
import { InfrastructureMonitoringService as Service } from '#main/collection/monitoring-service';
import { createTerminalLogger } from '#main/log';
import type { Store } from '#main/store/store';
import { type Environment, environmentParts } from './environment';

export interface LibraryOptions extends MonitoringOptions {
  /**
   * Variables that describe further accounts and addresses, as they do for the terminal (docs/providers.md); default
   * `process.env`, `{}` for none. With `vercelToken` the variables of a Vercel account are not looked at.
   */
  readonly environment?: Environment;
}

/**
 * Watches the accounts of a store: collects, keeps, recommends, alerts. The very service that the window's timer and the
 * terminal run. With `vercelToken` it watches that Vercel account; besides it, and without any options, what the
 * environment describes and what the window connected into the same file.
 *
 * No process collects into a file while another one does: the second is told so.
 */
export class InfrastructureMonitoringService extends Service {
  constructor(store: Store, options: LibraryOptions = {}) {
    const { environment = process.env, ...rest } = options;
    const { vercelToken, baseUrls = {} } = rest;
    const addresses = Object.keys(baseUrls).filter((id) => Boolean(baseUrls[id]?.trim()));
    super(store, rest, () =>
      environmentParts(store, environment, { hasVercel: Boolean(vercelToken?.trim()), addresses }),
    );
  }
}

/**
 * Turns the usage that a store holds into upgrade recommendations. A cycle does the same at its end; on its own it looks
 * again without asking anybody, as after the prices or the assumptions changed.
 */
export class RecommendationEngine extends Engine {
  constructor(store: Store) {
    super(cycleParts(store, { logger: createTerminalLogger(process.env) }));
  }
}
