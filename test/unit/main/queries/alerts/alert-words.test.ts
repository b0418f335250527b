import { describe, expect, it } from 'vitest';
import { alertView } from '#main/queries/alerts/alert-views';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { DAY } from '#shared/domain/instant';
import { decided, NOW } from '../../actions/decided';

async function words(percents: readonly number[]) {
  const subject = await decided();
  for (const percent of percents) {
    subject.parts.clock.set(subject.parts.clock.now() + 900);
    await subject.storage(percent);
    await subject.evaluate();
  }
  const [alert] = await subject.parts.store.alerts.list({ start: 0, end: subject.parts.clock.now() + 1 });
  if (alert === undefined) {
    throw new Error('There is no alert.');
  }
  const states = await readMetricStates(subject.parts, { forecast: false });
  return alertView(alert, { states, deliveries: [], stops: [] });
}

describe('what a notification says of a metric', () => {
  it('says of a limit that is foreseen when it may come at the earliest, and when it is expected', async () => {
    const subject = await decided();
    for (let day = 20; day >= 0; day -= 1) {
      subject.parts.clock.set(NOW - day * DAY);
      await subject.storage(73 - day * 3.6);
    }
    await subject.evaluate();
    const [alert] = await subject.parts.store.alerts.open();
    if (alert === undefined) throw new Error('There is no alert.');
    const states = await readMetricStates(subject.parts);
    const view = alertView(alert, { states, deliveries: [], stops: [] });
    expect(view).toMatchObject({ severity: 'warning', basis: 'forecast' });
    expect(view.title).toMatch(/^Redis storage may reach its limit in about [567] days$/);
    expect(view.sentence).toMatch(/^21\.9 of 30 MB, 73 %\. The limit is reached in about [78] days\.$/);
  });

  it('names the threshold while it fires', async () => {
    expect((await words([80])).title).toBe('Redis storage above 75 %');
  });

  it('says that it is over once it is, not that it is above a threshold', async () => {
    const view = await words([80, 20]);
    expect(view).toMatchObject({ state: 'resolved', title: 'Redis storage is back to normal' });
    expect(view.sentence).toContain('20 %');
  });
});
