import { describe, expect, it } from 'vitest';
import { alertView } from '#main/queries/alerts/alert-views';
import { deliveryIndex, noDeliveries } from '#main/queries/alerts/delivery-views';
import { readMetricStates } from '#main/queries/standings/metric-states';
import { readStandings } from '#main/queries/standings/read-standings';
import type { Alert } from '#shared/domain/alert';
import { DAY } from '#shared/domain/instant';
import { decided, NOW } from '../../actions/decided';
import { alertOf } from '../../delivery/told-store';

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
    expect(view.sentence).toMatch(
      / % likely within (7|30) days; Redis then refuses writes\. Delete what is not needed, or raise the limit\.$/,
    );
  });

  it('names the threshold while it fires, and on the first day too what happens there and what to do', async () => {
    const { title, sentence } = await words([80]);
    expect(title).toBe('Redis storage above 75 %');
    expect(sentence).toMatch(
      /known from .* on\. At the limit Redis refuses writes\. Delete what is not needed, or raise the limit\.$/,
    );
  });

  it('says that it is over once it is, not that it is above a threshold', async () => {
    const view = await words([80, 20, 20, 20]);
    expect(view).toMatchObject({ state: 'resolved', title: 'Redis storage is back to normal' });
    expect(view.sentence).toContain('20 %');
  });
});

it('names of several channels of one kind whom each tells', () => {
  const own = (id: string, title: string, target: string) => {
    return { id, kind: 'email' as const, title, target, enabled: true };
  };
  const row = {
    ...{ id: 1, alertId: 1, alertEventId: 1, channel: 'email-1', at: NOW, outcome: 'shown' as const, why: null },
    ...{ reason: '', key: 'a', sentAt: NOW, nextAt: null, readAt: null },
  };
  const titleOf = (channels: Parameters<typeof deliveryIndex>[1]) =>
    deliveryIndex([row], channels).ofAlert(1)[0]?.channelTitle;
  expect(titleOf([own('email-1', '', 'a@example.com')])).toBe('E-mail');
  expect(titleOf([own('email-1', '', 'a@example.com'), own('email-2', '', 'b@example.com')])).toBe(
    'E-mail (a@example.com)',
  );
  expect(titleOf([own('email-1', 'Ops', 'a@example.com'), own('email-2', '', 'b@example.com')])).toBe('Ops');
});

it('of what was found says nothing to do once it is over, and a notice is not over with its telling', () => {
  const view = (change: Partial<Alert>) =>
    alertView(
      { id: 1, ...alertOf({ limitId: '', state: 'resolved', resolvedAt: NOW, ...change }) },
      { states: [], deliveries: noDeliveries, stops: [], standings: [] },
      NOW,
    );
  const silent = { code: 'silent', source: 'acme', lastGoodAt: NOW - DAY } as const;
  expect(view({ condition: 'stale', service: '', metric: '', reason: silent })).toMatchObject({
    title: 'acme says nothing any more: over',
    sentence: '',
  });
  expect(view({ condition: 'back', reason: { code: 'works-again' } })).toMatchObject({
    title: expect.stringMatching(/ works again$/),
    sentence: 'It is no longer refused.',
  });
});

it('names the mark that was passed: a budget at 55 % is above 50 %, not above the 75 % of limits', () => {
  const reason = { code: 'over-threshold', threshold: 50, held: false } as const;
  const alert = alertOf({ condition: 'budget', limitId: 'own', percent: 55, reason });
  const around = { states: [], deliveries: noDeliveries, stops: [], standings: [] };
  expect(alertView({ id: 1, ...alert }, around, NOW).title).toMatch(/ above 50 %$/);
});
