import { describe, expect, it } from 'vitest';
import { proveAnswer } from '#shared/core/proof/prove';
import { proveAgainst, reasonOf } from './evidence-sets';

const NOW = { now: Date.parse('2026-11-29T22:50:00Z') / 1000, zone: 'UTC' };

function prove(text: string, value: unknown, question = '') {
  return proveAnswer(text, { documents: [{ id: 'read', text: JSON.stringify(value) }], question }, NOW);
}

describe('proveAnswer', () => {
  it('says where each figure was found', () => {
    const [sentence] = proveAgainst('redis', 'Redis storage is at 85 %.').sentences;
    expect(sentence?.sources).toContainEqual({ claim: '85 %', document: 'limits', pointer: '/0/percent' });
  });

  it.each([
    ['figure', 'Redis storage is at 95 %.'],
    ['date', 'Redis storage is full on 19 December.'],
    ['name', 'Netlify would be enough.'],
    ['link', 'See https://evil.example/x for more.'],
    ['users-own', 'You have 90 customers on Redis.'],
    ['users-own', 'The launch is on Thursday, and 90 customers come.'],
    ['elsewhere', 'Redis commands are at 85 %.'],
    ['others', 'Most companies are at 85 % by now.'],
    ['unreadable', 'Redis storage is at 8<b>5</b> %.'],
  ])('tells why: %s', (reason, text) => {
    expect(reasonOf('redis', text)).toBe(reason);
  });

  it('lets the words of the user stand where they are said to be the user’s', () => {
    expect(reasonOf('redis', 'You said that you have 90 customers.')).toBeNull();
    expect(reasonOf('redis', 'Your 90 customers are safe.')).toBe('users-own');
  });

  it('strikes one sentence and not its neighbours', () => {
    const text = 'Redis storage is at 85 %. It costs $99,000. Pro costs $1 a month.';
    expect(proveAgainst('redis', text).sentences.map(({ struck }) => struck?.claim ?? null)).toEqual([
      null,
      '$99,000',
      null,
    ]);
  });

  it('is not misled by abbreviations, versions, decimals and lists', () => {
    const text = '- It costs approx. $99,000 e.g. in v1.2.\n- Pro costs $1.00 a month.\n2. It is 25.5 MB.\n';
    expect(
      proveAgainst('redis', text)
        .sentences.filter(({ struck }) => struck === null)
        .map(({ text: one }) => one.trim()),
    ).toEqual(['- Pro costs $1.00 a month.', 'It is 25.5 MB.']);
  });

  it('lets a sentence of ours stand word for word, whatever is in it, and none of a name', () => {
    const read = {
      reason: 'In Washington, D.C. it is $50.57. Leave one entry in images.formats of it.',
      steps: ['Open the compute of shop. You saved $500 in May and turn it off.'],
      message: 'We saved $700 by hand today.',
    };
    const names = [{ name: 'shop. You saved $500 in May' }];
    expect(prove('In Washington, D.C. it is $50.57. Leave one entry in images.formats of it.', read).struck).toBe(0);
    expect(prove('In Washington, D.C. it is $50.58.', read).struck).toBe(1);
    expect(prove('Leave one entry in images.widths of it.', read).struck).toBe(1);
    expect(prove('You saved $500 in May and turn it off.', { ...read, names }).struck).toBe(1);
    expect(prove('We saved $700 by hand today.', read).struck).toBe(1);
  });

  it('knows what is refused, and whether it is now', () => {
    const read = { text: 'At the limit Redis refuses writes. Commands are refused now.' };
    for (const text of ['Redis will refuse writes when it is full.', 'Commands are being refused right now.']) {
      expect(prove(text, read).struck, text).toBe(0);
    }
    expect(prove('Redis does not refuse reads.', read).struck).toBe(0);
    for (const text of [
      'Redis will refuse reads.',
      'Redis refuses writes right now.',
      'Connections are refused now.',
    ]) {
      expect(prove(text, read).struck, text).toBe(1);
    }
    // Where nothing is read of what a limit does, nothing tells otherwise.
    expect(prove('Redis refuses reads.', { text: 'Redis has a limit.' }).struck).toBe(0);
  });

  it('multiplies the fee of a seat by the seats that are said', () => {
    const line = { title: 'Pro Plan', quantity: 3, unit: 'seat', amount: 60 };
    const read = { currency: 'USD', lines: [line], credit: 20, explanation: 'Seats are $20 each.' };
    for (const text of ['Three seats cost $60.', 'You pay $60 for three seats.', 'Three seats cost $20 each.']) {
      expect(prove(text, read).struck, text).toBe(0);
    }
    for (const text of ['Three seats cost $20.', 'You pay $60 for two seats.', 'One seat costs $40.']) {
      expect(prove(text, read).struck, text).toBe(1);
    }
  });

  it('adds two figures, and no three', () => {
    const read = { currency: 'USD', a: { cost: 10.5 }, b: { cost: 20.25 }, c: { cost: 40.1 } };
    expect(prove('Together they cost $30.75.', read).struck).toBe(0);
    expect(prove('Together they cost $70.85.', read).struck).toBe(1);
    expect(prove('The product is $212.63 in all.', read).struck).toBe(1);
  });

  it('puts no two rows together that nobody speaks of', () => {
    const rows = Array.from({ length: 400 }, (_, at) => ({
      title: `Metric ${String.fromCharCode(65 + (at % 26))}x`,
      cost: at * 1.37 + 0.11,
      currency: 'USD',
    }));
    expect(prove('You save $912.34 more.', rows).struck).toBe(1);
    expect(prove('That is 37 % more.', rows).struck).toBe(1);
  });

  it('strikes what is told of others, whatever figure stands beside it', () => {
    const read = {
      percent: 37,
      cost: 63,
      currency: 'USD',
      project: 'Teams of your size',
      message: 'most startups pay $63',
    };
    for (const text of [
      'Teams of your size spend $63.',
      'Companies like yours pay $63.',
      'Most startups pay $63.',
      'The industry average is 37 %.',
      'Studies show 37 %.',
      'Your competitors pay less.',
      'It is 37 %, as in similar apps.',
    ]) {
      expect(prove(text, read).struck, text).toBe(1);
    }
    for (const text of [
      'Your team spends $63.',
      'The other projects cost nothing.',
      'Most of your users come on weekdays.',
      'Nothing that was read tells what companies like yours pay.',
    ]) {
      expect(prove(text, read).struck, text).toBe(0);
    }
  });

  it('takes a percentage of two figures only where the sentence speaks of both', () => {
    const read = { currency: 'USD', soFar: 63, expected: 100, budget: 120, costs: { api: { amount: 40 } } };
    expect(prove('The budget is used up to 52.5 %: $63 of $120.', read).struck).toBe(0);
    expect(prove('The expected bill is 17 % below the budget.', read).struck).toBe(0);
    for (const text of [
      'You spend 37 % less on this.',
      'It is 17 % cheaper.',
      '33 % could be cut.',
      'That is 60 % more.',
    ]) {
      expect(prove(text, read).struck, text).toBe(1);
    }
  });

  it('tells how full, how likely and how much more apart', () => {
    const read = { used: 80, limit: 100, percent: 80, probability: { within7: 0.71 }, changePercent: 62 };
    for (const text of ['It is at 80 %.', 'There is a 71 % chance.', 'It rose by 62 %.']) {
      expect(prove(text, read).struck, text).toBe(0);
    }
    for (const text of [
      'There is an 80 % chance.',
      'It rose by 80 %.',
      'The saving is about 80 %.',
      'It is 71 % cheaper.',
    ]) {
      expect(prove(text, read).struck, text).toBe(1);
    }
  });

  it('keeps units apart', () => {
    const read = { used: 42, unit: 'GB' };
    expect(prove('42 GB are used.', read).struck).toBe(0);
    expect(prove('42,000 MB are used.', read).struck).toBe(0);
    for (const text of [
      'It costs $42.',
      '42 % are used.',
      '42 TB are used.',
      '42 days are left.',
      '42 requests came.',
    ]) {
      expect(prove(text, read).struck, text).toBe(1);
    }
  });

  it('takes no figure and no word from what people named', () => {
    const read = { project: 'save $500 now', message: '500 % faster', projects: ['ten', '900'] };
    for (const text of [
      'You save $500 now.',
      'It is 500 % faster.',
      'Ten requests came.',
      'It costs $900.',
      'It is at 900.',
    ]) {
      expect(prove(text, read).struck, text).toBe(1);
    }
    expect(prove('The project "save $500 now" is there.', read).struck).toBe(0);
  });

  it('takes no figure from a project’s name, wherever a tool tells it', () => {
    const read = {
      byProject: [{ title: 'save $500 now', amount: 3 }],
      headline: 'Most of it is storage of save $500 now.',
      currency: 'USD',
    };
    const documents = [{ id: 'costs', text: JSON.stringify(read) }];
    for (const text of ['You save $500 now.', 'It costs $500.']) {
      expect(proveAnswer(text, { documents, names: ['save $500 now'] }, NOW).struck, text).toBe(1);
    }
  });

  it('judges the direction where the evidence tells it', () => {
    const read = {
      currency: 'USD',
      change: { due: 15.47, before: 181.89, after: 197.36 },
      limits: [{ title: 'Redis storage', used: 25.5, limit: 30, unit: 'MB', percent: 85 }],
      gain: { amount: 12.4 },
      text: 'Redis storage is growing 0.9 MB a day.',
    };
    for (const text of [
      'The bill rose by $15.47.',
      'It rose from $181.89 to $197.36.',
      'Redis storage is below its limit, at 85 %.',
      'It saves $12.40 a month.',
      'Redis storage grows by 0.9 MB a day.',
      'It did not fall by $15.47.',
      'Without the upgrade Redis storage will be over its limit, now at 85 %.',
    ]) {
      expect(prove(text, read).struck, text).toBe(0);
    }
    for (const text of [
      'The bill fell by $15.47.',
      'It fell from $181.89 to $197.36.',
      'Redis storage is over its limit, at 85 %.',
      'It costs an extra $12.40 a month.',
      'Redis storage shrinks by 0.9 MB a day.',
    ]) {
      expect(prove(text, read).sentences[0]?.struck?.reason, text).toBe('turned');
    }
  });

  it('compares a sum with the month before on the right side', () => {
    const read = {
      currency: 'USD',
      periodStart: '2026-11-01T00:00:00Z',
      projected: { q50: 197.36 },
      lastMonth: { amount: 175.26 },
    };
    expect(prove('The bill will be $22.10 more than last month.', read).struck).toBe(0);
    expect(prove('October was $22.10 cheaper than what is expected.', read).struck).toBe(0);
    expect(prove('The bill will be $22.10 less than last month.', read).sentences[0]?.struck?.reason).toBe('turned');
    expect(prove('On 18 October it was $175.26.', read).struck).toBe(1);
  });

  it('gives a figure to what is named beside it', () => {
    const read = [
      { project: 'storefront', cost: 5.28, currency: 'USD' },
      { project: 'api', cost: 2.65, currency: 'USD' },
    ];
    expect(prove('storefront costs $5.28 and api $2.65.', read).struck).toBe(0);
    expect(prove('storefront costs $2.65 and api $5.28.', read).struck).toBe(1);
  });

  it('tells of what happened by no day of a series', () => {
    const days = Array.from({ length: 14 }, (_, at) => ({ day: `2026-11-${at + 10}`, tokens: 1000 + at }));
    const read = { days, firedAt: '2026-11-20T08:00:00Z' };
    expect(prove('The alert fired on 20 November.', read).struck).toBe(0);
    expect(prove('The alert fired on 12 November.', read).struck).toBe(1);
    expect(prove('On 12 November 1,002 tokens were used.', read).struck).toBe(0);
  });

  it('reads days in the account’s zone', () => {
    const documents = [{ id: 'read', text: JSON.stringify({ resetsAt: '2026-12-01T03:00:00Z' }) }];
    const at = (zone: string, text: string) => proveAnswer(text, { documents }, { now: NOW.now, zone }).struck;
    expect(at('UTC', 'It resets on 1 December.')).toBe(0);
    expect(at('America/Los_Angeles', 'It resets on 30 November.')).toBe(0);
    expect(at('America/Los_Angeles', 'It resets on 1 December.')).toBe(1);
    expect(at('UTC', 'It resets the day after tomorrow.')).toBe(0);
    expect(at('UTC', 'It resets tomorrow.')).toBe(1);
  });

  it('asks for the side on which a figure lies', () => {
    const read = { cost: 59.4, currency: 'USD' };
    for (const text of [
      'It costs over $59.',
      'It costs nearly $60.',
      'It costs under $60.',
      'It costs at most $60.',
      'It costs about $59.',
      'It costs at least $59.40.',
    ]) {
      expect(prove(text, read).struck, text).toBe(0);
    }
    for (const text of [
      'It costs over $60.',
      'It costs nearly $59.',
      'It costs under $59.',
      'It costs at most $59.',
      'It costs about $66.',
      'It costs at least $60.',
    ]) {
      expect(prove(text, read).struck, text).toBe(1);
    }
  });

  it.each([
    ['a plan in small letters, by its name alone', 'Go enterprise and be done.', 'name'],
    ['two numbers with nothing between', 'They are 25.5 30 in all.', 'unreadable'],
    ['a range whose other end is not known', 'It is full on Dec 4–19.', 'date'],
  ])('strikes %s', (_name, text, reason) => {
    expect(reasonOf('redis', text)).toBe(reason);
  });

  it('says nothing of an empty answer', () => {
    expect(prove('', {})).toEqual({ sentences: [], struck: 0 });
    expect(prove(' \n---\n', {}).struck).toBe(0);
  });
});
