import { expect, it } from 'vitest';
import { isPageAddress } from '#main/http/safe-address';

it.each(['https://vercel.com/acme/~/settings/billing', 'https://console.upstash.com/'])('opens %s', (address) => {
  expect(isPageAddress(address)).toBe(true);
});

it.each([
  'http://vercel.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ms-settings:',
  'https://user@evil.example/',
  'https://:secret@evil.example/',
  'vercel.com',
  '',
])('does not open %s', (address) => {
  expect(isPageAddress(address)).toBe(false);
});
