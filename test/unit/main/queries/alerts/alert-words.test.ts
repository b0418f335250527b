import { describe, expect, it } from 'vitest';
import { alertView } from '#main/queries/alerts/alert-views';
import { noDeliveries } from '#main/queries/alerts/delivery-views';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { readStandings } from '#main/queries/standings/read-standings';
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
  const { list } = await readStandings(subject.parts);
  return alertView(alert, { states, deliveries: noDeliveries, stops: [], standings: list }, subject.parts.clock.now());
}

describe('what a notification says of a metric', () => {
  it('says of a limit that is foreseen what every other surface says of it', async () => {
    const subject = await decided();
    for (let day = 20; day >= 0; day -= 1) {
      subject.parts.clock.set(NOW - day * DAY);
      await subject.storage(73 - day * 3.6);
    }
    await subject.evaluate();
    const [alert] = await subject.parts.store.alerts.open();
    if (alert === undefined) throw new Error('There is no alert.');
    const states = await readMetricStates(subject.parts);
    const { list } = await readStandings(subject.parts);
    const view = alertView(alert, { states, deliveries: noDeliveries, stops: [], standings: list }, NOW);
    expect(view).toMatchObject({ severity: 'warning', basis: 'forecast' });
    expect(view.title).toMatch(/^Redis storage reaches its limit in about [78] days$/);
    expect(view.sentence).toMatch(/^21\.9 of 30 MB are used on the Free plan, 73 %, growing 1\.08 MB a day\. Full /);
    expect(view.sentence).toMatch(/ % likely within (7|30) days; Redis then refuses writes\.$/);
  });

  it('names the threshold while it fires', async () => {
    expect((await words([80])).title).toBe('Redis storage above 75 %');
  });

  it('says that it is over once it is, not that it is above a threshold', async () => {
    const view = await words([80, 20, 20, 20]);
    expect(view).toMatchObject({ state: 'resolved', title: 'Redis storage is back to normal' });
    expect(view.sentence).toContain('20 %');
  });
});
