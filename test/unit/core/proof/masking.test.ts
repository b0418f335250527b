import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskingOf, maskNames } from '#shared/core/proof/masking/masking';

const NAMES = [
  { kind: 'project', name: 'web' },
  { kind: 'project', name: 'website' },
  { kind: 'project', name: 'Photo Lab' },
  { kind: 'project', name: 'production' },
  { kind: 'project', name: 'total' },
  { kind: 'project', name: 'Project A' },
  { kind: 'account', name: 'Acme' },
  { kind: 'person', name: 'Ana Lovric' },
  { kind: 'host', name: 'db-7.internal.acme.test' },
] as const;

describe('maskingOf', () => {
  it('puts one stand-in in a name’s place, everywhere the same, and the name back', () => {
    const masking = maskingOf(NAMES);
    const out = masking.out('web costs more than website; Web is of Acme, says Ana Lovric.');
    expect(out).toBe('Project B costs more than Project C; Project B is of Account A, says Person A.');
    expect(masking.back('project B and Project C of Account A’s: 5')).toBe('web and website of Acme’s: 5');
    expect(masking.count).toBe(4);
  });

  it('finds a name as a slug, in an address and in JSON', () => {
    const masking = maskingOf(NAMES);
    for (const form of ['Photo Lab', 'photo-lab', 'photo_lab', 'Photo%20Lab', 'PHOTO LAB', 'photo-lab.vercel.app']) {
      expect(masking.out(`see ${form} there`).toLowerCase()).not.toMatch(/photo|lab/);
    }
    expect(masking.out('https://photo-lab-git-main-acme.vercel.app/x?p=Photo+Lab')).not.toMatch(/photo|lab|acme/i);
  });

  it('leaves a word inside another word', () => {
    const masking = maskingOf(NAMES);
    expect(masking.out('webhook and cobweb')).toBe('webhook and cobweb');
  });

  it('masks keys and values, and leaves fields of ours', () => {
    const { masked, masking } = maskNames(
      { byProject: { web: 1, website: 2 }, total: 3, project: 'total', title: 'Usage of production' },
      NAMES,
    );
    expect(JSON.stringify(masked)).not.toMatch(/web|production/);
    expect(masked).toHaveProperty('total', 3);
    expect(masked.project).not.toBe('total');
    expect(masking.back(JSON.stringify(masked))).toBe(
      JSON.stringify({ byProject: { web: 1, website: 2 }, total: 3, project: 'total', title: 'Usage of production' }),
    );
  });

  it('gives no stand-in that a name is called like, and brings a text’s own one back', () => {
    const masking = maskingOf(NAMES);
    const out = masking.out('web beside Project A');
    expect(out).not.toContain('Project A');
    expect(masking.back(out)).toBe('web beside Project A');
    const later = masking.out('somebody wrote Project B');
    expect(later).not.toContain('Project B');
    expect(masking.back(later)).toBe('somebody wrote Project B');
  });

  it('masks by shape what only looks like a name', () => {
    const masking = maskingOf([]);
    const text =
      'ana@acme.test at db.acme.test, 10.1.2.3, 6f9619ff-8b86-d011-b42d-00cf4fc964ff, prj_9aXk20sLw, 9f86d081884c7d65';
    const out = masking.out(text);
    expect(out).not.toMatch(/acme|10\.1|6f96|prj_|9f86/);
    expect(masking.back(out)).toBe(text);
  });

  it.each(['2001:db8:0:0:0:8a2e:370:7334', '2001:db8::8a2e:370:7334', 'fe80::1'])('masks the host %s', (host) => {
    const masking = maskingOf([]);
    expect(masking.out(`at ${host}, 10:30:00`)).toBe('at Host A, 10:30:00');
    expect(masking.back('Host A')).toBe(host);
  });

  it('finds a name whose letters are put together otherwise, and with the escapes of JSON', () => {
    const composed = 'Zürich Käse';
    for (const [name, text] of [
      [composed, composed.normalize('NFD')],
      [composed.normalize('NFD'), composed],
      ['the "lemon" shop', JSON.stringify({ of: 'the "lemon" shop' })],
    ] as const) {
      const out = maskingOf([{ kind: 'project', name }]).out(`see ${text} there`);
      expect(out).toContain('Project A');
      expect(out).not.toMatch(/rich|lemon/);
    }
  });

  it('leaves figures, days, models and the providers’ own sites', () => {
    const text =
      'claude-sonnet-4-5-20250929 cost $1,234.56 on 2026-12-05T03:37:07Z; see https://vercel.com/docs and next.config.js, v1.2, 25.5 MB';
    expect(maskingOf([]).out(text)).toBe(text);
  });

  it('removes secrets for good', () => {
    const masking = maskingOf([]);
    for (const secret of [
      'sk-ant-api03-abcdefghij0123456789',
      'Bearer abcdefghijklmnop',
      'eyJhbGciOi.eyJzdWIiOiIx.sig',
      'ghp_abcdefghijklmnopqrst',
      'github_pat_abcdefghij0123',
      'AKIAABCDEFGHIJKLMNOP',
      'ASIAABCDEFGHIJKLMNOP',
      '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----',
    ]) {
      const out = masking.out(`the key ${secret} here`);
      expect(out, secret).not.toContain(secret.slice(-8));
      expect(masking.back(out)).toBe(out);
    }
    for (const text of [
      'postgres://u:hunter22@db.example/x',
      '{"password":"hunter22"}',
      'https://x.test/a?key=hunter22&b=1',
    ]) {
      expect(masking.back(masking.out(text)), text).not.toContain('hunter22');
      expect(maskingOf([], false).out(text), text).not.toContain('hunter22');
    }
  });

  it.each([
    'KV_REST_API_TOKEN="hunter22"',
    'export VERCEL_TOKEN=hunter22',
    'SMTP_PASSWORD: hunter22',
    'aws_secret_access_key = hunter22/x',
    '{"client_secret":"hunter22"}',
    '{\\"clientSecret\\":\\"hunter22\\"}',
    'x-auth-token: hunter22',
    'Authorization: hunter22',
    'the password is hunter22',
    'postgres://u:hunt@hunter22@db.example/x',
    'postgres://u:hunt/hunter22@db.example/x',
    'curl -u admin:hunter22 https://x.test',
    'Cookie: session=hunter22',
    'https://hooks.slack.com/services/T0/B0/hunter22',
    'https://discord.com/api/webhooks/1/hunter22',
    'https://api.vercel.com/v1/integrations/deploy/prj_a/hunter22',
    'npg_AbCdhunter22',
    'vercel_blob_rw_Ab_hunter22',
    'lin_api_abchunter22',
    '123456789:AAhunter22abcdefghijklmnopqrstuvwx',
    'Zx9Qw8Er7Ty6hunter22Op4As',
    'AIzaSy-hunter22_abcdefghijk',
    'ya29.hunter22abcdefghij',
    'SG.hunter22abcdefghij',
    'with Basic abchunter22',
  ])('removes what %s holds, whatever is masked', (text) => {
    for (const shapes of [true, false]) expect(maskingOf([], shapes).out(text)).not.toContain('hunter22');
  });

  it('leaves what only reads like a secret, and masks the host behind one', () => {
    for (const text of [
      'Tokens: 1240, price per token: $0.002, cache_read_tokens: 5, OPENAI_TOKENS: 12',
      'the secret is out, the key is redis-1/VERCEL_KV/KEYS, at 10:30:00',
      'https://localhost:3000/@scope/name',
      'dpl_Fe8xQw8Er7Ty6Ui5Op4As3Df2, 4f2a9c1d7b3e5f6a8c9d0e1f2a3b4c5d6e7f8a9b',
    ]) {
      expect(maskingOf([], false).out(text)).toBe(text);
    }
    expect(maskingOf([]).out('rediss://default:hunter22@eu1.acme.io:6379')).toBe('rediss://[removed]@Host A:6379');
  });

  it('masks what is left of a name that another one covers in part', () => {
    const masking = maskingOf([
      { kind: 'person', name: 'ask ana' },
      { kind: 'account', name: 'acme' },
    ]);
    expect(masking.out('ask ana@acme.test')).not.toMatch(/ana|acme/);
  });

  it('reads a list of stand-ins as a model writes it', () => {
    const masking = maskingOf(NAMES);
    masking.out('web and website');
    expect(masking.back('Projects B and C cost most.')).toBe('web and website cost most.');
  });

  it('brings every text back', () => {
    const word = fc.constantFrom(
      'web',
      'website',
      'Project A',
      'Project B',
      'Acme',
      'host',
      'total',
      'costs',
      '$5',
      'a@b.co',
      '"',
      ':',
      '/',
      '-',
      'Host A',
      'é',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const masking = maskingOf(
          NAMES.filter(({ name }) => name === name.toLowerCase() || name === 'Acme' || name === 'Project A'),
        );
        const text = words.join(' ');
        expect(masking.back(masking.out(text))).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});
