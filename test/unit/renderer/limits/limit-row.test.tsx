import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { LimitView } from '#shared/ipc/limits';
import { LimitRow } from '../../../../src/renderer/screens/limits/limit-row';
import { limitView, NOW } from './limit-view';

function row(limit: LimitView, open = false): string {
  return renderToStaticMarkup(
    <table>
      <tbody>
        <LimitRow limit={limit} now={NOW} open={open} onToggle={() => undefined}>
          <td>form</td>
        </LimitRow>
      </tbody>
    </table>,
  );
}

describe('a row of the queue', () => {
  it('never shows a chance of 0 or 100', () => {
    expect(row(limitView({ within7: 0, within30: 1 }))).toMatch(/&lt;1 %.*&gt;99 %/s);
  });

  it('asks to check a source without a date', () => {
    expect(row(limitView())).toContain('no date: check');
  });

  it('has the colour of its severity', () => {
    expect(row(limitView())).toContain('limit-warning"');
    expect(row(limitView({ status: 'critical', percent: 95 }))).toContain('limit-critical"');
    expect(row(limitView({ status: 'calm' }))).not.toMatch(/limit-(warning|critical)"/);
  });

  it('has no chance of what is reached already', () => {
    expect(row(limitView({ percent: 112, status: 'over' }))).toContain('visually-hidden"> reached');
  });

  it('says that a switched-off limit is not watched', () => {
    expect(row(limitView({ limit: null, percent: null }, { enabled: false }))).toContain('not watched');
  });

  it('opens below itself', () => {
    expect(row(limitView())).not.toContain('form');
    const open = row(limitView(), true);
    expect(open).toContain('aria-expanded="true"');
    const controls = /aria-controls="([^"]+)"/.exec(open)?.[1] ?? '';
    expect(open).toContain(`id="${controls}"`);
  });
});
