import { describe, expect, it } from 'vitest';
import { alertView } from '#main/queries/alert-views';
import { readMetricStates } from '#main/queries/metric-states';
import { decided } from '../actions/decided';

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
  it('names the mark while it fires', async () => {
    expect((await words([80])).title).toBe('Redis storage above 75 %');
  });

  it('says that it is over once it is, not that it is above a mark', async () => {
    const view = await words([80, 20]);
    expect(view).toMatchObject({ state: 'resolved', title: 'Redis storage is back to normal' });
    expect(view.sentence).toContain('20 %');
  });
});
