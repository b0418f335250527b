import { describe, expect, it } from 'vitest';
import { FAILURE_ACTIONS, failureAction, failurePage } from '#main/desktop/failure-page';
import { chromeColors } from '#main/desktop/theme';
import type { Failure } from '#shared/domain/failure';

const failure: Failure = {
  code: 'store-newer',
  message: 'The file is from a newer <Headroom>.',
  action: 'Install the newest version & try again.',
  retryable: false,
};

function page(dark = false): string {
  return decodeURIComponent(failurePage(failure, '/founder/"data"', dark).replace('data:text/html;charset=utf-8,', ''));
}

describe('failurePage', () => {
  it('says what happened, what to do and where the data are, as text', () => {
    expect(page()).toContain('The file is from a newer &#60;Headroom&#62;.');
    expect(page()).toContain('Install the newest version &#38; try again.');
    expect(page()).toContain('/founder/&#34;data&#34;');
  });

  it('runs no script and loads nothing', () => {
    expect(page()).toContain("default-src 'none'");
    expect(page()).not.toMatch(/<script|src=|https?:/);
  });

  it('has a link for each action, which main recognizes', () => {
    for (const [name, address] of Object.entries(FAILURE_ACTIONS)) {
      expect(page()).toContain(`href="${address}"`);
      expect(failureAction(address)).toBe(name);
    }
    expect(failureAction('https://example.com/')).toBeNull();
  });

  it('follows the theme', () => {
    expect(page(true)).toContain(chromeColors(true).canvas);
    expect(page(false)).toContain(chromeColors(false).canvas);
  });
});
