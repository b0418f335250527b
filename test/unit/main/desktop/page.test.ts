import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONTENT_POLICY, contentType, PAGE_ORIGIN, pageFile, pageHeaders } from '#main/desktop/page-file';

const folder = '/opt/headroom/out/renderer';

describe('pageFile', () => {
  it('serves the page itself for its address and for every screen', () => {
    expect(pageFile(`${PAGE_ORIGIN}/`, folder)).toBe(join(folder, 'index.html'));
    expect(pageFile(`${PAGE_ORIGIN}/alerts/12?from=tray`, folder)).toBe(join(folder, 'index.html'));
  });

  it('serves the files of the build', () => {
    expect(pageFile(`${PAGE_ORIGIN}/assets/index-1a.js`, folder)).toBe(join(folder, 'assets/index-1a.js'));
  });

  it.each([
    'app://other/index.html',
    `${PAGE_ORIGIN}/..%2f..%2fmain%2findex.js`,
    `${PAGE_ORIGIN}/%2e%2e%2f%2e%2e%2fpackage.json`,
    `${PAGE_ORIGIN}/..%5c..%5c..%2fmain%2findex.js`,
    `${PAGE_ORIGIN}/%`,
    'nonsense',
  ])('serves nothing outside of the folder: %s', (address) => {
    const file = pageFile(address, folder);
    expect(file === null || !relative(folder, file).split(sep).includes('..')).toBe(true);
  });
});

describe('pageHeaders', () => {
  it('forbids everything but the own files', () => {
    const headers = pageHeaders('text/html');
    expect(headers['content-security-policy']).toBe(CONTENT_POLICY);
    expect(CONTENT_POLICY).not.toMatch(/unsafe|\*|https?:|blob:/);
    expect(CONTENT_POLICY).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('is no looser than the policy that the page itself states', () => {
    const page = readFileSync('src/renderer/index.html', 'utf8');
    const own = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1];
    const directives = (policy: string) => policy.split(';').map((directive) => directive.trim());
    expect(own).toBeDefined();
    expect(directives(CONTENT_POLICY)).toEqual(expect.arrayContaining(directives(own ?? '').filter(Boolean)));
  });

  it('knows the types of a build', () => {
    expect(contentType('a/index.JS')).toBe('text/javascript; charset=utf-8');
    expect(contentType('inter.woff2')).toBe('font/woff2');
    expect(contentType('x.bin')).toBe('application/octet-stream');
  });
});
