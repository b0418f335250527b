import { describe, expect, it } from 'vitest';
import { maskNames } from '#shared/core/reports/mask-names';

const mask = () =>
  maskNames([
    { title: 'Account', names: ['Acme Inc. (EU)', 'Acme'] },
    { title: 'Project', names: ['web', 'web-shop', 'ACME'] },
  ]);

describe('masked names', () => {
  it('are the same number in every text, counted as they are met', () => {
    const hide = mask();
    expect(hide('web-shop fills Redis; then web does')).toBe('Project 1 fills Redis; then Project 2 does');
    expect(hide('Again web, of Acme')).toBe('Again Project 2, of Account 1');
  });

  it('leave no rest of a longer name, and take signs for what they are', () => {
    expect(mask()('Acme Inc. (EU) pays')).toBe('Account 1 pays');
    expect(mask()("ACME's bill")).toBe("Account 1's bill");
  });

  it('are not looked for inside of words', () => {
    expect(mask()('website, cobweb, web2')).toBe('website, cobweb, web2');
  });

  it('are none where nobody has any', () => {
    expect(maskNames([{ title: 'Project', names: ['', ' '] }])('web')).toBe('web');
  });
});
