import { beforeEach, describe, expect, it } from 'vitest';
import type { AlertBatch, AlertStep } from '#main/actions/alert-notifier';
import { settableClock } from '#main/clock';
import type { ChannelOutcome, Message } from '#main/delivery/channel';
import { deferredDesktopChannel, desktopChannel } from '#main/delivery/channels/desktop';
import { createDelivery, type Delivery } from '#main/delivery/delivery';
import type { NotificationPreferences } from '#main/delivery/stages';
import type { DesktopNotice, NoticeOutcome } from '#main/ports';
import type { Alert } from '#shared/domain/alert';
import { DAY } from '#shared/domain/instant';
import { AlertMemory, firingAlert } from './alert-memory';

let memory: AlertMemory;
let alert: Alert;
let shown: Message[];
let answer: ChannelOutcome;
let preferences: NotificationPreferences;
const clock = settableClock(1000);
const subject = { stop: null };

function deliver(channels = [{ id: 'desktop', send: show }]): Delivery {
  return createDelivery({
    store: { alerts: memory.repository },
    channels,
    clock,
    preferences: async () => preferences,
    words: async (subject, event) => ({
      title: `Redis storage ${event.kind} ${event.severity}`,
      body: `${subject.percent} %`,
    }),
    markTold: async (id, severity, at) => void memory.change(id, { lastSentSeverity: severity, lastSentAt: at }),
  });
}

async function show(message: Message): Promise<ChannelOutcome> {
  shown.push(message);
  return answer;
}

async function showNotice(notice: DesktopNotice): Promise<NoticeOutcome> {
  shown.push(notice);
  return { outcome: 'shown', reason: '' };
}

function batchOf(step: Omit<AlertStep, 'group'>): AlertBatch {
  return { steps: [{ ...step, group: 'redis-1/limit' }], catchUp: false };
}

/** Lets the alert take a step at `at`, and tells it. */
async function step(
  delivery: Delivery,
  kind: 'firing' | 'worse' | 'better' | 'resolved',
  change: Partial<Alert>,
  at: number,
) {
  clock.set(at);
  alert = memory.change(alert.id, change);
  await delivery.notify(batchOf({ alert, event: memory.addEvent(alert, kind, at), subject }));
}

beforeEach(() => {
  memory = new AlertMemory();
  alert = firingAlert();
  memory.alerts.push(alert);
  shown = [];
  answer = { outcome: 'shown', reason: '' };
  preferences = { enabled: true, pausedUntil: null };
  clock.set(1000);
});

describe('one notice a crossing', () => {
  it('tells once at the warning threshold, once when critical, once when it is over', async () => {
    const delivery = deliver();
    await step(delivery, 'firing', {}, 1000);
    await step(delivery, 'worse', { severity: 'critical', percent: 91 }, 2000);
    await step(delivery, 'better', { severity: 'warning', percent: 86 }, 3000);
    await step(delivery, 'worse', { severity: 'critical', percent: 92 }, 4000);
    await step(delivery, 'resolved', { state: 'resolved', percent: 60 }, 5000);
    expect(shown.map((message) => [message.title, message.urgency])).toEqual([
      ['Redis storage firing warning', 'normal'],
      ['Redis storage worse critical', 'critical'],
      ['Redis storage resolved critical', 'normal'],
    ]);
    expect(shown[0]?.path).toBe('/alerts/1');
    expect(memory.sent.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['shown', ''],
      ['shown', ''],
      ['held-back', 'Told already that it is critical.'],
      ['shown', ''],
    ]);
  });

  it('does not tell the same step twice, not even at once', async () => {
    const delivery = deliver();
    const event = memory.addEvent(alert, 'firing', 1000);
    await Promise.all([
      delivery.notify(batchOf({ alert, event, subject })),
      delivery.catchUp(),
      delivery.notify(batchOf({ alert, event, subject })),
    ]);
    expect(shown).toHaveLength(1);
    expect(memory.sent).toHaveLength(1);
  });

  it('does not tell that something is over that nobody was told about', async () => {
    await step(deliver(), 'resolved', { state: 'resolved' }, 1500);
    expect(shown).toEqual([]);
    expect(memory.sent[0]).toMatchObject({ outcome: 'held-back', reason: 'It was over before anyone was told.' });
  });
});

describe('silence', () => {
  it('holds back while notifications are off, and says why', async () => {
    preferences = { enabled: false, pausedUntil: null };
    await step(deliver(), 'firing', {}, 1000);
    expect(shown).toEqual([]);
    expect(memory.sent[0]).toMatchObject({
      outcome: 'held-back',
      reason: 'Notifications are turned off in the settings.',
    });
  });

  it('tells after the pause what still fires', async () => {
    preferences = { enabled: true, pausedUntil: 2000 };
    const delivery = deliver();
    await step(delivery, 'firing', {}, 1000);
    await delivery.catchUp();
    expect(shown).toEqual([]);
    expect(memory.sent).toHaveLength(1);
    clock.set(2000);
    await delivery.catchUp();
    await delivery.catchUp();
    expect(shown).toHaveLength(1);
    expect(memory.sent.map(({ outcome }) => outcome)).toEqual(['held-back', 'shown']);
  });

  it('says once why it holds back what was found before the pause', async () => {
    preferences = { enabled: true, pausedUntil: 2000 };
    const delivery = deliver();
    memory.addEvent(alert, 'firing', 1000);
    await delivery.catchUp();
    await delivery.catchUp();
    expect(memory.sent).toHaveLength(1);
    expect(memory.sent[0]?.reason).toMatch(/^Notifications are paused until /);
  });

  it('does not lose a worsening while snoozed', async () => {
    const delivery = deliver();
    await step(delivery, 'firing', {}, 1000);
    await step(delivery, 'worse', { severity: 'critical', snoozedUntil: 5000 }, 2000);
    expect(shown).toHaveLength(1);
    clock.set(5000);
    await delivery.catchUp();
    expect(shown.map(({ title }) => title)).toEqual(['Redis storage firing warning', 'Redis storage worse critical']);
  });

  it('is quiet about what was seen, but tells that it gets worse', async () => {
    const delivery = deliver();
    memory.change(1, { acknowledgedAt: 1000 });
    await step(delivery, 'firing', {}, 1000);
    expect(shown).toEqual([]);
    await step(delivery, 'worse', { severity: 'critical' }, 2000);
    expect(shown).toHaveLength(1);
  });
});

describe('a channel that refuses', () => {
  it('is recorded with its reason and asked again, three times in all', async () => {
    answer = { outcome: 'failed', reason: 'No notification service.' };
    const delivery = deliver();
    await step(delivery, 'firing', {}, 1000);
    for (let again = 0; again < 4; again += 1) await delivery.catchUp();
    expect(shown).toHaveLength(3);
    expect(
      memory.sent.every(({ outcome, reason }) => outcome === 'failed' && reason === 'No notification service.'),
    ).toBe(true);
    expect(memory.alerts[0]?.lastSentSeverity).toBeNull();
  });

  it('does not keep another from telling, and gets its own second try', async () => {
    const seen: string[] = [];
    let mailWorks = false;
    const mail = {
      id: 'email',
      send: async (): Promise<ChannelOutcome> => {
        seen.push('email');
        return mailWorks ? { outcome: 'shown', reason: '' } : { outcome: 'failed', reason: 'Refused.' };
      },
    };
    const delivery = deliver([mail, { id: 'desktop', send: show }]);
    await step(delivery, 'firing', {}, 1000);
    mailWorks = true;
    await delivery.catchUp();
    await delivery.catchUp();
    expect(seen).toHaveLength(2);
    expect(shown).toHaveLength(1);
  });
});

describe('what the terminal found', () => {
  it('waits for the window, which shows it once', async () => {
    await step(deliver([deferredDesktopChannel]), 'firing', {}, 1000);
    expect(memory.sent[0]).toMatchObject({ channel: 'desktop', outcome: 'waiting' });
    const window = deliver([desktopChannel({ show: showNotice })]);
    await window.catchUp();
    await window.catchUp();
    expect(shown).toHaveLength(1);
    expect(memory.sent).toHaveLength(1);
    expect(memory.sent[0]?.outcome).toBe('shown');
    expect(memory.alerts[0]?.lastSentSeverity).toBe('warning');
  });

  it('is not shown when it is over by then', async () => {
    await step(deliver([deferredDesktopChannel]), 'firing', {}, 1000);
    memory.change(1, { state: 'resolved' });
    await deliver().catchUp();
    expect(shown).toEqual([]);
    expect(memory.sent).toMatchObject([{ outcome: 'held-back', reason: 'It was over before the window ran.' }]);
  });

  it('is shown days later when it still fires, but not that it was over days ago', async () => {
    const terminal = deliver([deferredDesktopChannel]);
    await step(terminal, 'firing', {}, 1000);
    clock.set(1000 + 3 * DAY);
    await deliver().catchUp();
    expect(shown).toHaveLength(1);
    await step(terminal, 'resolved', { state: 'resolved' }, 1000 + 4 * DAY);
    clock.set(1000 + 6 * DAY);
    await deliver().catchUp();
    expect(shown).toHaveLength(1);
    expect(memory.sent[1]).toMatchObject({
      outcome: 'held-back',
      reason: 'It was over for more than a day when the window ran.',
    });
  });
});
