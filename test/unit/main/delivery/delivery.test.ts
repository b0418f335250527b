import { beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '#main/clock';
import type { DeliveryChannel } from '#main/delivery/channel';
import { sendWithin } from '#main/delivery/outbox';
import { staleReason } from '#main/delivery/stages';
import { whyWords } from '#shared/words/delivery';
import { ToldStore } from './told-store';

let told: ToldStore;
beforeEach(async () => {
  told = await ToldStore.open();
});

const CRITICAL = { severity: 'critical', rung: 3, percent: 91 } as const;
const OVER = { state: 'resolved', resolvedAt: 5000, percent: 60 } as const;

describe('one notice a crossing', () => {
  it('tells once at the warning threshold, once when critical, once when it is over', async () => {
    const delivery = told.deliver();
    const { alert, event } = await told.firing();
    await told.tell(delivery, { alert, event });
    await told.step(delivery, alert.id, 'worse', 2000, CRITICAL);
    await told.step(delivery, alert.id, 'better', 3000, { severity: 'warning', rung: 2, percent: 86 });
    // That it was as bad before is known to the alert: the step says that nobody is to be told.
    await told.step(delivery, alert.id, 'worse', 4000, { ...CRITICAL, percent: 92, tells: false });
    await told.step(delivery, alert.id, 'resolved', 5000, OVER);
    expect(told.shown.map(({ title, kind, severity }) => [title, kind, severity])).toEqual([
      ['Redis storage firing warning', 'firing', 'warning'],
      ['Redis storage worse critical', 'worse', 'critical'],
      ['Redis storage resolved critical', 'resolved', null],
    ]);
    expect(told.shown[0]?.path).toBe(`/alerts/${alert.id}`);
    expect(await told.outcomes()).toEqual(['desktop shown', 'desktop shown', 'desktop shown']);
    expect(new Set(told.shown.map(({ key }) => key)).size).toBe(3);
  });

  it('does not tell the same step twice, not even at once', async () => {
    const delivery = told.deliver();
    const step = await told.firing();
    await Promise.all([told.tell(delivery, step), told.catchUp(delivery), told.tell(delivery, step)]);
    await told.catchUp(delivery);
    expect(told.shown).toHaveLength(1);
    expect(await told.rows()).toHaveLength(1);
  });

  it('tells a step once of which two processes hear at once', async () => {
    const terminal = told.deliver([told.channel()], 'terminal');
    const window = told.deliver([told.channel()], 'window');
    const step = await told.firing();
    await Promise.all([told.tell(terminal, step), told.catchUp(window)]);
    expect(told.shown).toHaveLength(1);
    expect(await told.outcomes()).toEqual(['desktop shown']);
  });

  it('writes a silence once of which two processes hear at once', async () => {
    told.preferences = { pausedUntil: 9000, quiet: null, routes: [] };
    const step = await told.firing();
    await Promise.all([told.tell(told.deliver(), step), told.catchUp(told.deliver([told.channel()], 'two'))]);
    expect(await told.outcomes()).toEqual(['desktop held-back paused']);
  });

  it('does not tell that something is over that nobody was told about', async () => {
    const { alert } = await told.firing();
    await told.step(told.deliver(), alert.id, 'resolved', 1500, OVER);
    expect(told.shown).toEqual([]);
    const [row] = await told.rows();
    expect(row?.outcome).toBe('held-back');
    expect(whyWords(row?.why ?? { code: 'off' })).toBe('It was over before anyone was told.');
  });

  it('steps of one batch that belong together come as one message, with the worst of their severities', async () => {
    const delivery = told.deliver([told.channel('desktop'), told.channel('email-1')]);
    const first = await told.firing();
    const second = await told.firing({ ...CRITICAL, key: 'redis-1/VERCEL_KV/COMMANDS', metric: 'COMMANDS' });
    await told.tell(delivery, first, second);
    expect(
      told.shown.map(({ title, kind, severity, path, alerts }) => [title, kind, severity, path, alerts.length]),
    ).toEqual([
      ['Redis storage firing warning + Redis storage firing critical', 'summary', 'critical', '/alerts', 2],
      ['Redis storage firing warning + Redis storage firing critical', 'summary', 'critical', '/alerts', 2],
    ]);
    expect(await told.rows()).toHaveLength(4);
  });
});

describe('silence', () => {
  it('holds back on a channel that is off, and says why', async () => {
    const off: DeliveryChannel = { ...told.channel(), silent: { code: 'off' } };
    await told.tell(told.deliver([off]), await told.firing());
    expect(told.shown).toEqual([]);
    expect(await told.outcomes()).toEqual(['desktop held-back off']);
  });

  it('tells after the pause what still fires', async () => {
    told.preferences = { pausedUntil: 2000, quiet: null, routes: [] };
    const delivery = told.deliver();
    await told.tell(delivery, await told.firing());
    await told.catchUp(delivery);
    expect(told.shown).toEqual([]);
    expect(await told.outcomes()).toEqual(['desktop held-back paused']);
    told.clock.set(2000);
    await told.catchUp(delivery);
    await told.catchUp(delivery);
    expect(told.shown).toHaveLength(1);
    expect(await told.outcomes()).toEqual(['desktop held-back paused', 'desktop shown']);
  });

  it('says once why it holds back what was found before the pause', async () => {
    told.preferences = { pausedUntil: 2000, quiet: null, routes: [] };
    const delivery = told.deliver();
    await told.firing();
    await told.catchUp(delivery);
    await told.catchUp(delivery);
    const [row, ...others] = await told.rows();
    expect(others).toEqual([]);
    expect(whyWords(row?.why ?? { code: 'off' })).toMatch(/^Notifications are paused until /);
  });

  it('does not lose a worsening while snoozed', async () => {
    const delivery = told.deliver();
    const { alert, event } = await told.firing();
    await told.tell(delivery, { alert, event });
    await told.step(delivery, alert.id, 'worse', 2000, { ...CRITICAL, snoozedUntil: 5000 });
    expect(told.shown).toHaveLength(1);
    told.clock.set(5000);
    await told.catchUp(delivery);
    expect(told.shown.map(({ title }) => title)).toEqual([
      'Redis storage firing warning',
      'Redis storage worse critical',
    ]);
  });

  it('is quiet about what was seen, but tells that it gets worse', async () => {
    const delivery = told.deliver();
    const { alert, event } = await told.firing({ acknowledgedAt: 1000 });
    await told.tell(delivery, { alert, event });
    expect(told.shown).toEqual([]);
    await told.step(delivery, alert.id, 'worse', 2000, CRITICAL);
    expect(told.shown).toHaveLength(1);
  });

  it('in quiet hours what is critical comes through, and that it is over waits', async () => {
    const delivery = told.deliver();
    told.preferences = {
      ...{ pausedUntil: null, routes: [] },
      quiet: { why: 'quiet-hours', until: 9000, criticalAtOnce: true },
    };
    const loud = await told.firing(CRITICAL);
    await told.tell(delivery, loud);
    await told.step(delivery, loud.alert.id, 'resolved', 2000, OVER);
    expect(told.shown.map(({ kind }) => kind)).toEqual(['firing']);
    expect(await told.outcomes()).toContain('desktop held-back quiet-hours');
  });

  it('each silence is a row of its own, and never one of a message', async () => {
    const delivery = told.deliver();
    const first = await told.firing();
    const snoozed = await told.firing({ key: 'b', metric: 'COMMANDS', snoozedUntil: 9000 });
    const other = await told.firing({ key: 'c', metric: 'BANDWIDTH', snoozedUntil: 9000 });
    await told.tell(delivery, first, snoozed, other);
    const rows = await told.rows();
    expect(rows.map(({ outcome }) => outcome).sort()).toEqual(['held-back', 'held-back', 'shown']);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(3);
  });

  it('a channel that came later is not told that something is over of which it never knew', async () => {
    const step = await told.firing();
    await told.tell(told.deliver([told.channel('desktop')]), step);
    const both = told.deliver([told.channel('desktop'), told.channel('email-1')]);
    await told.step(both, step.alert.id, 'resolved', 2000, OVER);
    expect((await told.outcomes()).filter((one) => one.startsWith('email-1'))).toEqual([]);
  });

  it('what the end of the process cut off stays written down', async () => {
    const hanging: DeliveryChannel = {
      id: 'desktop',
      send: (_message, signal) =>
        new Promise((resolve) => {
          const why = { code: 'unreachable', place: 'desktop' } as const;
          signal.addEventListener('abort', () => resolve({ outcome: 'failed', why, again: true }));
        }),
    };
    const delivery = told.deliver([hanging]);
    const step = await told.firing();
    await delivery.notify({ catchUp: false, steps: [{ ...step, subject: null, group: 'one' }] });
    await new Promise((resolve) => setTimeout(resolve, 50));
    delivery.stop();
    await delivery.settled();
    expect(await told.outcomes()).toEqual(['desktop waiting']);
    // An end that came before it was sent sends nothing.
    const sent = await sendWithin(systemClock, hanging, {} as never, AbortSignal.abort());
    expect(sent.outcome).toBe('failed');
  });

  it('what waited is still told where as bad was told before, and not where worse was', () => {
    const firing = { state: 'firing', rung: 3 } as const;
    const step = { kind: 'worse', at: 1000, rung: 3 } as const;
    expect(staleReason(firing, step, 3, 2000)).toBeNull();
    expect(staleReason(firing, step, 4, 2000)).toEqual({ code: 'told-since' });
  });

  it('what was seen before it fired again is told: only what stood then is quiet', async () => {
    const delivery = told.deliver();
    const before = await told.firing({ acknowledgedAt: 900 });
    await told.tell(delivery, before);
    expect(told.shown).toHaveLength(1);
  });

  it('after quiet hours, one digest tells what fires, what is over, and what was to be told once', async () => {
    const delivery = told.deliver();
    const before = await told.firing();
    await told.tell(delivery, before);
    told.preferences = {
      pausedUntil: null,
      quiet: { why: 'quiet-hours', until: 9000, criticalAtOnce: true },
      routes: [],
    };
    const fires = await told.firing({ key: 'a', metric: 'COMMANDS' });
    const short = await told.firing({ key: 'b', metric: 'BANDWIDTH' });
    await told.tell(delivery, fires, short);
    await told.step(delivery, short.alert.id, 'resolved', 2000, OVER);
    await told.step(delivery, before.alert.id, 'resolved', 2500, OVER);
    const notice = await told.firing({ key: 'c', condition: 'price', state: 'resolved' });
    await told.step(delivery, notice.alert.id, 'notice', 3000);
    expect(told.shown).toHaveLength(1);
    // What is critical is told at once all the same.
    const loud = await told.firing({ ...CRITICAL, key: 'd' });
    await told.tell(delivery, loud);
    expect(told.shown).toHaveLength(2);
    told.preferences = { pausedUntil: null, quiet: null, routes: [] };
    told.clock.set(9000);
    await told.catchUp(delivery);
    await told.catchUp(delivery);
    expect(told.shown).toHaveLength(3);
    expect(told.shown[2]?.title.split(' + ').sort()).toEqual([
      'Redis storage firing warning',
      'Redis storage notice warning',
      'Redis storage resolved warning',
      'Redis storage resolved warning',
    ]);
  });

  it('what began and ended in a pause is no news after it; that something told before is over is', async () => {
    const delivery = told.deliver();
    const before = await told.firing();
    await told.tell(delivery, before);
    told.preferences = { pausedUntil: 9000, quiet: null, routes: [] };
    const short = await told.firing({ key: 'b', metric: 'COMMANDS' });
    await told.tell(delivery, short);
    await told.step(delivery, short.alert.id, 'resolved', 2000, { ...OVER, severity: 'critical' });
    await told.step(delivery, before.alert.id, 'resolved', 2500, OVER);
    told.clock.set(9000);
    await told.catchUp(delivery);
    expect(told.shown.map(({ title }) => title)).toEqual([
      'Redis storage firing warning',
      'Redis storage resolved warning',
    ]);
  });

  it('what began and ended in a maintenance window was expected: only what still fires then is told', async () => {
    told.preferences = { pausedUntil: null, quiet: { why: 'maintenance', until: 9000, title: 'Move' }, routes: [] };
    const delivery = told.deliver();
    const short = await told.firing({ ...CRITICAL });
    const long = await told.firing({ key: 'b' });
    await told.tell(delivery, short, long);
    await told.step(delivery, short.alert.id, 'resolved', 2000, OVER);
    told.preferences = { pausedUntil: null, quiet: null, routes: [] };
    told.clock.set(9000);
    await told.catchUp(delivery);
    expect(told.shown.map(({ title }) => title)).toEqual(['Redis storage firing warning']);
  });
});

describe('routes', () => {
  it('a channel is told of what it is for, and that it is over only if it knew', async () => {
    told.preferences = {
      ...told.preferences,
      routes: [{ channel: 'email-1', severities: ['critical'], services: ['VERCEL_KV'], conditions: [] }],
    };
    const delivery = told.deliver([told.channel('desktop'), told.channel('email-1')]);
    const quiet = await told.firing();
    await told.tell(delivery, quiet);
    await told.step(delivery, quiet.alert.id, 'resolved', 2000, OVER);
    expect(await told.outcomes()).toEqual(['desktop shown', 'desktop shown']);
    const loud = await told.firing({ ...CRITICAL, key: 'b' });
    const elsewhere = await told.firing({ ...CRITICAL, key: 'c', service: 'VERCEL_EDGE' });
    await told.tell(delivery, loud);
    await told.tell(delivery, elsewhere);
    expect((await told.outcomes()).slice(2)).toEqual(['desktop shown', 'email-1 shown', 'desktop shown']);
    told.preferences = { ...told.preferences, routes: [] };
    await told.step(delivery, loud.alert.id, 'resolved', 3000, OVER);
    expect((await told.outcomes()).slice(5)).toEqual(['desktop shown', 'email-1 shown']);
  });
});
