import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InfrastructureMonitoringService } from '#main/collection/monitoring-service';
import { MINUTE } from '#shared/domain/instant';
import { cyclesBegan, openedStore } from '../../unit/main/store/temporary-store';
import { monitored, NOW } from './monitored';

describe('one collector at a time on a file', () => {
  it('refuses the second while the first still collects, and lets it in afterwards', async () => {
    const { service, simulator, store, clock, folder } = await monitored({ redis: false });
    const beside = await openedStore(join(folder, 'headroom.db'), { clock });
    const second = new InfrastructureMonitoringService(beside, {}, { clock, owner: 'another-process' });
    simulator.setFault({ kind: 'slow', path: '/vercel/v2/user', delayMilliseconds: 400 });

    await service.initializeDefaultLimits();
    const running = service.runMonitoringCycle();
    await expect(second.runMonitoringCycle()).rejects.toMatchObject({
      name: 'MonitoringError',
      message: expect.stringContaining('Another Headroom'),
      cause: { code: 'store-locked', retryable: true },
    });
    expect((await running).metricsCollected).toBeGreaterThan(0);
    expect(cyclesBegan(store)).toEqual([NOW]);

    await expect(second.runMonitoringCycle()).resolves.toMatchObject({ metricsCollected: 0 });
  });

  it('does not wait for a process that died longer than the lease', async () => {
    const { service, store, clock } = await monitored({ redis: false });
    await store.leases.take('collector', 'died', NOW, NOW + 10 * MINUTE);
    await expect(service.runMonitoringCycle()).rejects.toThrow('Another Headroom');
    clock.set(NOW + 10 * MINUTE);
    await expect(service.runMonitoringCycle()).resolves.toMatchObject({ metricsCollected: expect.any(Number) });
  });
});
