import { fail } from '#shared/domain/failure';
import type { Provider } from '../monitor';
import { importedDescriptor } from './descriptor';

export const imported: Provider = {
  descriptor: importedDescriptor,
  monitor: {
    collectMetrics: async () => ({ samples: [], attempts: [], facts: {}, cursors: {} }),
    getPlanLimits: () => [],
  },
  verify: async () =>
    fail({
      code: 'not-configured',
      message: 'Imported series have no account.',
      action: 'Import a newer file with "headroom import" to bring them up to date.',
      retryable: false,
    }),
};
