import { beforeEach, describe, expect, it } from 'vitest';
import { type DeliveryChannel, failed, type Message, SHOWN } from '#main/delivery/channel';
import { deferredDesktopChannel, desktopChannel } from '#main/delivery/channels/desktop';
import { DAY, HOUR, MINUTE } from '#shared/domain/instant';
import { ToldStore } from './told-store';

let told: ToldStore;
beforeEach(async () => {
  told = await ToldStore.open();
});

const CRITICAL = { severity: 'critical', rung: 3, percent: 91 } as const;
const OVER = { state: 'resolved', resolvedAt: 5000, percent: 60 } as const;

describe('a channel that refuses', () => {
  it('is recorded with its reason and asked again later each time, five times in all, with the same key', async () => {
    told.answer = failed({ code: 'no-service' }, true);
    const delivery = told.deliver();
    await told.tell(delivery, await told.firing());
    await told.catchUp(delivery);
    expect(told.shown).toHaveLength(1);
    const [, next] = await told.rows();
    expect(next).toMatchObject({ outcome: 'waiting', nextAt: 1000 + MINUTE });
    const tried = [told.clock.now()];
    for (let at = 1000; at < 1000 + 3 * HOUR; at += MINUTE) {
      told.clock.set(at);
      const before = told.shown.length;
      await told.catchUp(delivery);
      if (told.shown.length > before) tried.push(at);
    }
    expect(tried.map((at) => (at - 1000) / MINUTE)).toEqual([0, 1, 6, 21, 81]);
    expect(new Set(told.shown.map(({ key }) => key)).size).toBe(1);
    expect(await told.outcomes()).toEqual(Array(5).fill('desktop failed no-service'));
    expect((await told.store.alerts.find(1))?.lastSentSeverity).toBeNull();
  });

  it('is not asked again about what was snoozed meanwhile', async () => {
    told.answer = failed({ code: 'no-service' }, true);
    const delivery = told.deliver();
    await told.tell(delivery, await told.firing());
    await told.change(1, { snoozedUntil: 1000 + DAY });
    told.clock.set(1000 + MINUTE);
    await told.catchUp(delivery);
    expect(told.shown).toHaveLength(1);
    expect(await told.outcomes()).toEqual(['desktop failed no-service', 'desktop held-back snoozed']);
  });

  it('waits as long as it was told to, and is not asked again where there is no point', async () => {
    told.answer = failed({ code: 'status', place: 'chat', status: 429, detail: '' }, true, 1000 + 10 * MINUTE);
    const delivery = told.deliver();
    await told.tell(delivery, await told.firing());
    expect((await told.rows())[1]?.nextAt).toBe(1000 + 10 * MINUTE);
    told.answer = failed({ code: 'status', place: 'chat', status: 404, detail: '' }, false);
    told.clock.set(1000 + 10 * MINUTE);
    await told.catchUp(delivery);
    expect(await told.outcomes()).toEqual(['desktop failed status', 'desktop failed status']);
    told.clock.set(1000 + 5 * HOUR);
    await told.catchUp(delivery);
    expect(told.shown).toHaveLength(2);
  });

  it('does not keep another from telling, and gets its own second try', async () => {
    const seen: string[] = [];
    let mailWorks = false;
    const mail: DeliveryChannel = {
      id: 'email-1',
      async send() {
        seen.push('email');
        return mailWorks ? SHOWN : failed({ code: 'mail-later', place: 'smtp', status: 451, detail: '' }, true);
      },
    };
    const delivery = told.deliver([mail, told.channel()]);
    await told.tell(delivery, await told.firing());
    mailWorks = true;
    told.clock.set(1000 + MINUTE);
    await told.catchUp(delivery);
    await told.catchUp(delivery);
    expect(seen).toHaveLength(2);
    expect(told.shown).toHaveLength(1);
  });

  it('that hangs holds neither the cycle nor another channel, nor what it was told later', async () => {
    let release = (): void => undefined;
    const got: string[] = [];
    const hung: DeliveryChannel = {
      id: 'email-1',
      send: (message) =>
        new Promise((resolve) => {
          got.push(message.title);
          release = () => resolve(SHOWN);
        }),
    };
    const delivery = told.deliver([hung, told.channel()]);
    const first = await told.firing();
    await delivery.notify({ steps: [{ ...first, subject: null, group: 'a' }], catchUp: false });
    await expect.poll(() => told.shown.length).toBe(1);
    const second = await told.firing({ key: 'b', ...CRITICAL });
    await delivery.notify({ steps: [{ ...second, subject: null, group: 'a' }], catchUp: false });
    await expect.poll(() => told.shown.length).toBe(2);
    expect(got).toEqual(['Redis storage firing warning']);
    release();
    await expect.poll(() => got.length).toBe(2);
    release();
    await delivery.settled();
    expect([...(await told.outcomes())].sort()).toEqual([
      'desktop shown',
      'desktop shown',
      'email-1 shown',
      'email-1 shown',
    ]);
  });
});

describe('a crash', () => {
  it('between sending and writing it down repeats the message once, with the same key', async () => {
    const sent: Message[] = [];
    let die = true;
    const channel: DeliveryChannel = {
      id: 'webhook-1',
      async send(message) {
        sent.push(message);
        // The process ends here: nothing of what came of it is written.
        if (die) await new Promise(() => undefined);
        return SHOWN;
      },
    };
    const first = told.deliver([channel], 'first process');
    const step = await told.firing();
    await first.notify({ steps: [{ ...step, subject: null, group: 'a' }], catchUp: false });
    await expect.poll(() => sent.length).toBe(1);
    first.stop();
    die = false;
    const second = told.deliver([channel], 'second process');
    await told.catchUp(second);
    // The first may still be at it: its right to send ends by itself.
    expect(sent).toHaveLength(1);
    told.clock.set(1000 + 3 * MINUTE);
    await told.catchUp(second);
    await told.catchUp(second);
    expect(sent).toHaveLength(2);
    expect(sent[1]?.key).toBe(sent[0]?.key);
    expect(await told.outcomes()).toEqual(['webhook-1 shown']);
  });

  it('before sending loses nothing, and two processes send it once', async () => {
    const nobody = told.deliver([{ ...told.channel(), defers: true }]);
    await told.tell(nobody, await told.firing());
    const [one, two] = [told.deliver(undefined, 'one'), told.deliver(undefined, 'two')];
    await Promise.all([told.catchUp(one), told.catchUp(two)]);
    expect(told.shown).toHaveLength(1);
  });

  it('of a channel that is gone by then is written down as that', async () => {
    await told.tell(told.deliver([{ ...told.channel('email-1'), defers: true }]), await told.firing());
    await told.catchUp(told.deliver([told.channel('desktop')]));
    expect(await told.outcomes()).toEqual(['email-1 held-back channel-gone']);
  });
});

describe('what the terminal found', () => {
  const show = async (notice: { readonly title: string; readonly body: string }) => {
    told.shown.push(notice as Message);
    return null;
  };

  it('waits for the window, which shows it once', async () => {
    const { alert, event } = await told.firing();
    await told.tell(told.deliver([deferredDesktopChannel]), { alert, event });
    expect(await told.outcomes()).toEqual(['desktop waiting']);
    const window = told.deliver([desktopChannel({ show })]);
    await told.catchUp(window);
    await told.catchUp(window);
    expect(told.shown).toHaveLength(1);
    expect(await told.outcomes()).toEqual(['desktop shown']);
    expect((await told.store.alerts.find(alert.id))?.lastSentSeverity).toBe('warning');
  });

  it('is not shown when it is over by then', async () => {
    const { alert, event } = await told.firing();
    await told.tell(told.deliver([deferredDesktopChannel]), { alert, event });
    await told.change(alert.id, { state: 'resolved' });
    await told.catchUp(told.deliver());
    expect(told.shown).toEqual([]);
    expect(await told.outcomes()).toEqual(['desktop held-back over-before-window']);
  });

  it('is shown days later when it still fires, but not that it was over days ago', async () => {
    const terminal = told.deliver([deferredDesktopChannel]);
    const { alert, event } = await told.firing();
    await told.tell(terminal, { alert, event });
    told.clock.set(1000 + 3 * DAY);
    await told.catchUp(told.deliver());
    expect(told.shown).toHaveLength(1);
    await told.step(terminal, alert.id, 'resolved', 1000 + 4 * DAY, OVER);
    told.clock.set(1000 + 6 * DAY);
    await told.catchUp(told.deliver());
    expect(told.shown).toHaveLength(1);
    expect(await told.outcomes()).toEqual(['desktop shown', 'desktop held-back over-long-ago']);
  });
});

describe('the window', () => {
  it('with the focus holds back the notice of the desktop, and nothing else', async () => {
    const notices: string[] = [];
    const notifier = {
      async show({ title }: { readonly title: string }) {
        notices.push(title);
        return null;
      },
    };
    let focus = true;
    const delivery = told.deliver([
      told.channel('window'),
      desktopChannel(notifier, () => focus),
      told.channel('email-1'),
    ]);
    const { alert, event } = await told.firing();
    await told.tell(delivery, { alert, event });
    expect(await told.outcomes()).toEqual(['window shown', 'desktop held-back in-focus', 'email-1 shown']);
    focus = false;
    await told.catchUp(delivery);
    expect(notices).toEqual([]);
    await told.step(delivery, alert.id, 'worse', 2000, CRITICAL);
    expect(notices).toEqual(['Redis storage worse critical']);
  });

  it('keeps what is unread until it is read', async () => {
    const delivery = told.deliver([told.channel('window'), told.channel('email-1')]);
    await told.tell(delivery, await told.firing());
    await delivery.tellDigest({ start: 0, end: 900 });
    await delivery.settled();
    // One that is turned off gets no digest either.
    const off = { ...told.channel('desktop'), silent: { code: 'off' } as const };
    await told.deliver([off]).tellDigest({ start: 0, end: 901 });
    const { deliveries } = told.store;
    expect((await deliveries.digests({ start: 0, end: 1e12 })).map(({ channel }) => channel)).not.toContain('desktop');
    const [unread, ...others] = await deliveries.unread();
    expect(others).toEqual([]);
    expect(await deliveries.unreadDigests()).toMatchObject([{ period: { start: 0, end: 900 }, channel: 'window' }]);
    await deliveries.markRead([unread?.key ?? ''], 1500);
    expect(await deliveries.unread()).toEqual([]);
    expect(await deliveries.unreadDigests()).toHaveLength(1);
    await deliveries.markRead(null, 1600);
    expect(await deliveries.unreadDigests()).toEqual([]);
    expect((await told.rows()).map(({ channel, readAt }) => [channel, readAt])).toEqual([
      ['window', 1500],
      ['email-1', null],
    ]);
  });
});
