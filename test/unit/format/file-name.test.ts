import { describe, expect, it } from 'vitest';
import { reportFileName } from '#shared/format/file-name';
import { paperOf } from '#shared/format/paper';

describe('the name of a report', () => {
  it.each([
    ['Acme Inc. (EU)', 'headroom-acme-inc-eu-2026-11.pdf'],
    ['Café Größe', 'headroom-cafe-große-2026-11.pdf'],
    ['../../etc/passwd', 'headroom-etc-passwd-2026-11.pdf'],
    ['株式会社', 'headroom-株式会社-2026-11.pdf'],
    [' / ', 'headroom-2026-11.pdf'],
    ['', 'headroom-2026-11.pdf'],
  ])('of %j is %s', (account, name) => {
    expect(reportFileName(account, '2026-11', 'pdf')).toBe(name);
  });

  it('stays short', () => {
    expect(reportFileName('x'.repeat(500), '2026-11', 'pdf').length).toBeLessThan(64);
  });
});

describe('the paper of a country', () => {
  it.each([
    ['en-US', 'Letter'],
    ['es-MX', 'Letter'],
    ['fr-CA', 'Letter'],
    ['en', 'Letter'],
    ['en-GB', 'A4'],
    ['de', 'A4'],
    ['es-AR', 'A4'],
    ['no locale at all', 'A4'],
  ])('%s is %s', (locale, paper) => {
    expect(paperOf(locale)).toBe(paper);
  });
});
