import { expect, it, onTestFinished } from 'vitest';
import { setAlertSettings } from '#main/actions/alert-settings';
import { alertDelivery } from '#main/delivery/alert-delivery';
import { type DeliveryChannel, type Message, SHOWN } from '#main/delivery/channel';
import { readMessages } from '#main/queries/alerts/messages';
import type { Alert } from '#shared/domain/alert';
import type { AlertSettings } from '#shared/domain/alert-settings';
import { DAY, HOUR } from '#shared/domain/instant';
import { CACHE, decided, NOW } from '../actions/decided';
import { handClock, settle } from '../collection/hand-clock';
import { alertOf, stepOf } from './told-store';

/** A Redis whose storage is at 80 % and whose commands of the day are at 97 %, told over one channel by a clock by hand. */
async function telling(settings: Partial<AlertSettings> = {}) {
  const subject = await decided();
  await subject.storage(80);
  await subject.commands(9_700);
  const { store } = subject.parts;
  const clock = handClock(NOW);
  const parts = { ...subject.parts, clock };
  await setAlertSettings({ store }, 'UTC', settings);
  const shown: Message[] = [];
  const channel = (id: string): DeliveryChannel => ({
    id,
    send: async (message) => {
      shown.push(message);
      return SHOWN;
    },
  });
  const channels = async () => [channel('window')];
  const delivery = alertDelivery({ parts, settingsStore: store, channels, stays: true });
  onTestFinished(() => delivery.stop());
  const firing = async (metric: string, percent: number, change: Partial<Alert> = {}) => {
    const alert = alertOf({
      ...{ key: `${CACHE}/VERCEL_KV/${metric}`, connectionId: CACHE, metric, percent },
      ...{ activeAt: NOW, firedAt: NOW, judgedAt: NOW, updatedAt: NOW, ...change },
    });
    const written = await store.alerts.insert(alert, stepOf(alert, 'firing', NOW));
    const [event] = written.events;
    if (event === undefined) throw new Error('No step was written.');
    return { alert: written.alert, event, subject: null, group: 'one' };
  };
  return { parts, delivery, shown, firing, clock };
}

it('of several alerts what presses most names the message, in the notice and in the list of the window alike', async () => {
  const { parts, delivery, shown, firing } = await telling();
  // The one that presses less has rung first.
  const steps = [
    await firing('STORAGE_MB', 80),
    await firing('COMMANDS_PER_DAY', 97, { severity: 'critical', rung: 3 }),
  ];
  await delivery.notify({ steps, catchUp: false });
  await delivery.settled();
  expect(shown.map(({ title }) => title)).toEqual([expect.stringMatching(/^Redis commands .* and 1 more$/)]);
  expect(shown[0]?.body.split('\n').map((line) => line.split(' ')[1])).toEqual(['commands', 'storage']);
  const [message, ...others] = await readMessages(parts);
  expect(others).toEqual([]);
  expect(message?.title).toMatch(/^Redis commands .* and 1 more$/);
  expect(message).toMatchObject({ severity: 'critical', path: '/alerts', isOver: false });
});

it('what quiet hours held back is told when they end, and not with the next cycle', async () => {
  // 10:00 on a Tuesday: they end at 12:00.
  const quietHours = { days: [2 as const], from: '09:00' as const, to: '12:00' as const, criticalAtOnce: false };
  const { delivery, shown, firing, clock } = await telling({ zone: 'UTC', quietHours });
  await delivery.notify({ steps: [await firing('STORAGE_MB', 80)], catchUp: false });
  await delivery.settled();
  await clock.advance(2 * HOUR - 1);
  expect(shown).toEqual([]);
  await clock.advance(2);
  await settle();
  await delivery.settled();
  expect(shown).toHaveLength(1);
  // What comes hours later says since when it is.
  expect(shown[0]?.body).toMatch(/ refuses writes\. .* raise the limit\. Since 24 Nov 2026, 10:00\.$/);
  expect(clock.pending).toBe(0);
});

it('what a snooze held back is told when it ends', async () => {
  const { delivery, shown, firing, clock } = await telling();
  const step = await firing('STORAGE_MB', 80, { snoozedUntil: NOW + HOUR });
  // Another one is snoozed for longer.
  const other = await firing('COMMANDS_PER_DAY', 97, { snoozedUntil: NOW + 3 * HOUR });
  await delivery.notify({ steps: [step, other], catchUp: false });
  await delivery.settled();
  expect(shown).toEqual([]);
  await clock.advance(HOUR + 2);
  await settle();
  await delivery.settled();
  expect(shown).toHaveLength(1);
});

it('a digest of a week is told once, and not days later', async () => {
  const { delivery, shown, clock } = await telling({ zone: 'UTC', digest: 'weekly' });
  for (let times = 0; times < 2; times += 1) {
    await delivery.catchUp();
    await delivery.settled();
  }
  expect(shown.map(({ kind }) => kind)).toEqual(['digest']);
  // The next one was due on Monday; the computer was off until Friday.
  await clock.advance(10 * DAY);
  await delivery.catchUp();
  await delivery.settled();
  expect(shown).toHaveLength(1);
});
