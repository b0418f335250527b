import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { sparkPath } from '../../../../src/renderer/charts/sparkline';
import { Badge } from '../../../../src/renderer/components/badge';
import { LevelBars } from '../../../../src/renderer/components/level-bars';
import { Meter } from '../../../../src/renderer/components/meter';
import { Stepper } from '../../../../src/renderer/components/stepper';

const meter = { label: 'Redis storage', valueText: '25.5 of 30 MB', warning: 75, critical: 90 } as const;

describe('Meter', () => {
  it('says its value and draws fill, projection and both cuts', () => {
    const html = renderToStaticMarkup(<Meter {...meter} percent={85} projected={97} tone="warning" />);
    expect(html).toContain('role="meter"');
    expect(html).toContain('aria-valuenow="85"');
    expect(html).toContain('aria-valuetext="25.5 of 30 MB"');
    expect(html).toContain('left:85%;width:12%');
    expect(html).toMatch(/meter-cut-warning" style="left:75%"/);
    expect(html).toMatch(/meter-cut-critical" style="left:90%"/);
  });

  it('is full with an arrow past the limit, and never over its end', () => {
    const html = renderToStaticMarkup(<Meter {...meter} percent={112} projected={140} />);
    expect(html).toContain('meter-arrow');
    expect(html).toContain('width:100%');
    expect(html).not.toContain('meter-projected');
  });

  it('projects nothing from an old value', () => {
    const html = renderToStaticMarkup(<Meter {...meter} percent={41} projected={69} stale />);
    expect(html).toContain('meter-stale');
    expect(html).not.toContain('meter-projected');
  });
});

describe('status is never color alone', () => {
  it('gives badges a shape and a word', () => {
    const html = renderToStaticMarkup(<Badge tone="critical">Critical</Badge>);
    expect(html).toContain('<svg');
    expect(html).toContain('Critical');
  });

  it('gives bars a name', () => {
    expect(renderToStaticMarkup(<LevelBars level={3} label="High priority" />)).toContain('aria-label="High priority"');
  });
});

describe('Stepper', () => {
  it('marks the current step, and shows a way out alone', () => {
    const steps = ['Pending', 'Reviewed'];
    expect(renderToStaticMarkup(<Stepper steps={steps} current="Reviewed" />)).toMatch(/aria-current="step".*Reviewed/);
    expect(renderToStaticMarkup(<Stepper steps={steps} current="Expired" />)).not.toContain('Pending');
  });
});

describe('sparkPath', () => {
  it('stays inside its 96 by 28 pixels, flat series in the middle', () => {
    const path = sparkPath([
      { t: 0, value: 3 },
      { t: 1, value: -2 },
      { t: 5, value: 9 },
    ]);
    expect(path.every(([x, y]) => x >= 0 && x <= 96 && y >= 0 && y <= 28)).toBe(true);
    expect(
      sparkPath([
        { t: 0, value: 4 },
        { t: 1, value: 4 },
      ]).map(([, y]) => y),
    ).toEqual([14, 14]);
  });
});
