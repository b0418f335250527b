import { describe, expect, it } from 'vitest';
import { networkFailure, statusFailure } from '#main/http/outcome';
import { redactor, secretsIn } from '#main/http/redaction';
import { FAILURE_CODES } from '#shared/domain/failure';

const NOW = 1_795_514_400;

describe('networkFailure', () => {
  it.each([
    ['ENOTFOUND', 'unreachable'],
    ['EAI_AGAIN', 'unreachable'],
    ['ECONNREFUSED', 'unreachable'],
    ['ECONNRESET', 'unreachable'],
    ['ETIMEDOUT', 'timeout'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['CERT_NOT_YET_VALID', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['EPROTO', 'tls'],
    ['HPE_INVALID_CONSTANT', 'bad-response'],
    ['ERR_STREAM_PREMATURE_CLOSE', 'bad-response'],
    ['SOMETHING_NEW', 'unreachable'],
    ['', 'unreachable'],
  ])('%s becomes %s, with what to do', (code, expected) => {
    const failure = networkFailure('api.example', Object.assign(new Error('secret inside'), { code }));
    expect(failure.code).toBe(expected);
    expect(failure.message).toContain('api.example');
    expect(failure.message).not.toContain('secret inside');
    // A sentence, no code of the system.
    expect(failure.message).not.toMatch(/[A-Z]+_|\b(E[A-Z]{4,}|HPE)\b/);
    expect(failure.action).toMatch(/\.$/);
  });

  it('looks through the causes of an error', () => {
    const cause = Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' });
    expect(networkFailure('h', Object.assign(new Error('y', { cause }), { code: 'ERR_GOT_REQUEST_ERROR' })).code).toBe(
      'tls',
    );
  });
});

describe('statusFailure', () => {
  it('has an entry of the closed list, and a sentence, for every status', () => {
    for (let status = 300; status < 600; status += 1) {
      const failure = statusFailure('Vercel', { status, headers: {}, body: '' }, null);
      expect(FAILURE_CODES).toContain(failure.code);
      expect(failure.message).toContain('Vercel');
      expect(failure.message).not.toContain(String(status));
      expect(failure.action).toMatch(/\.$/);
    }
  });
  it('says when to try again', () => {
    expect(statusFailure('x', { status: 503, headers: {}, body: '' }, NOW + 5).retryAt).toBe(NOW + 5);
    expect(statusFailure('x', { status: 403, headers: {}, body: '' }, NOW + 5).retryAt).toBeUndefined();
  });
});

describe('redaction', () => {
  it.each([
    ['Bearer abcdef.ghi-jkl said no', '*** said no'],
    ['key sk-ant-admin01-AbCd_99 is wrong', 'key *** is wrong'],
    ['redis://user:pa:ss@host:6379/0', 'redis://***@host:6379/0'],
    ['https://x.test/?a=1&_token=abc123&b=2', 'https://x.test/?a=1&_token=***&b=2'],
    ['vcp_0123456789 and napi_0123456789', '*** and ***'],
    ['nothing to hide', 'nothing to hide'],
  ])('%s', (text, expected) => {
    expect(redactor([])(text)).toBe(expected);
  });
  it('masks known values, encoded ones too', () => {
    const mask = redactor(secretsIn({ Authorization: 'Basic dXNlcjpwdw==', 'x-api-key': 'a b/c d', accept: 'text' }));
    expect(mask('dXNlcjpwdw== and a%20b%2Fc%20d and text')).toBe('*** and *** and text');
  });
});
