import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { channelKind } from '#main/delivery/channels/kinds';
import { makeCertificate } from '../support/redis-server';
import { message, never, tools } from './messages';

const PASSWORD = 'correct-horse-battery';
let folder = '';
let certificate: { key: Buffer; cert: Buffer };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom-smtp-'));
  const { certFile, keyFile } = makeCertificate(folder);
  certificate = { key: readFileSync(keyFile), cert: readFileSync(certFile) };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
  readonly secure: boolean;
  readonly user: string;
}

/** A real mail server on this computer that keeps what it takes. */
async function mailServer(options: SMTPServerOptions = {}) {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    ...certificate,
    disableReverseLookup: true,
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'me' && password === PASSWORD ? done(null, { user: username }) : done(new Error('Invalid login')),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString(),
          secure: session.secure,
          user: String(session.user ?? ''),
        });
        done();
      });
    },
    ...options,
  });
  // A client that breaks off is what some of the tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as { port: number };
  const destination = { host: '127.0.0.1', port: String(port), from: 'headroom@example.com', to: 'ops@example.com' };
  return { mails, destination };
}

const send = (destination: Record<string, string>, change = {}, patience = tools) =>
  channelKind('email').send(message(change), destination, patience, never);

/** What a person does who gives their own authority to Node: its certificate is known. */
function knowCertificate(): void {
  const connect = tls.connect;
  const spy = vi.spyOn(tls, 'connect') as unknown as {
    mockImplementation(made: (options: tls.ConnectionOptions, done?: () => void) => tls.TLSSocket): void;
  };
  spy.mockImplementation((options, done) => connect({ ...options, ca: certificate.cert }, done));
  onTestFinished(() => void vi.restoreAllMocks());
}

describe('mail', () => {
  it('goes over TLS with a user, to several, and a repetition has the same Message-ID', async () => {
    knowCertificate();
    const { mails, destination } = await mailServer({ secure: true, authOptional: false });
    const signedIn = {
      ...destination,
      security: 'tls',
      user: 'me',
      password: PASSWORD,
      to: 'ops@example.com\nfounder@example.com',
    };
    expect(await send(signedIn)).toEqual({ outcome: 'shown', why: null });
    expect(await send(signedIn)).toEqual({ outcome: 'shown', why: null });
    expect(mails).toHaveLength(2);
    expect(mails[0]).toMatchObject({
      from: 'headroom@example.com',
      to: ['ops@example.com', 'founder@example.com'],
      secure: true,
      user: 'me',
    });
    const [first = '', second = ''] = mails.map(({ text }) => text);
    const idOf = (text: string) => /^Message-ID: (.+)$/im.exec(text)?.[1]?.trim();
    expect(idOf(first)).toBe(`<${message().key}@example.com>`);
    expect(idOf(second)).toBe(idOf(first));
    expect(first).toMatch(/^Subject: Redis storage above 75 %\r$/m);
    expect(first).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(first).toContain('25.5 of 30 MB are used on the Free plan, 85 %.');
  });

  it('takes a file along', async () => {
    const { mails, destination } = await mailServer();
    const bytes = Buffer.from('%PDF-1.4 a report');
    const attachments = [{ name: 'headroom-acme-2026-11.pdf', mediaType: 'application/pdf', bytes }];
    expect(await send({ ...destination, security: 'none' }, { kind: 'report', alerts: [], attachments })).toMatchObject(
      {
        outcome: 'shown',
      },
    );
    const [mail] = mails;
    expect(mail?.text).toMatch(/^Content-Disposition: attachment; filename=headroom-acme-2026-11\.pdf\r$/m);
    expect(mail?.text).toMatch(/^Content-Type: application\/pdf; name=headroom-acme-2026-11\.pdf\r$/m);
    expect(mail?.text).toContain(bytes.toString('base64'));
  });

  it('upgrades with STARTTLS, and sends nothing where the server cannot', async () => {
    knowCertificate();
    const { mails, destination } = await mailServer();
    expect(await send({ ...destination, security: 'starttls', user: 'me', password: PASSWORD })).toMatchObject({
      outcome: 'shown',
    });
    expect(mails[0]).toMatchObject({ secure: true, user: 'me' });
    const plain = await mailServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    const outcome = await send({ ...plain.destination, security: 'starttls', user: 'me', password: PASSWORD });
    expect(outcome).toMatchObject({ outcome: 'failed', again: false, why: { code: 'tls' } });
    expect(plain.mails).toEqual([]);
  });

  it('is not sent to a server whose certificate nobody vouches for', async () => {
    const { mails, destination } = await mailServer({ secure: true });
    expect(await send({ ...destination, security: 'tls' })).toMatchObject({ again: false, why: { code: 'tls' } });
    expect(mails).toEqual([]);
  });

  it('says that the password is wrong, and never what it was', async () => {
    const { destination } = await mailServer({
      authOptional: false,
      onAuth: ({ password }, _session, done) => done(new Error(`No such password: ${password}`)),
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
    });
    const outcome = await send({ ...destination, security: 'none', user: 'me', password: 'wrong-password' });
    expect(outcome).toMatchObject({ outcome: 'failed', again: false, why: { code: 'mail-sign-in', status: 535 } });
    expect(JSON.stringify(outcome)).not.toContain('wrong-password');
  });

  it('is tried again where it is greylisted, and not where it is refused', async () => {
    let asked = 0;
    const grey = await mailServer({
      onRcptTo(_address, _session, done) {
        asked += 1;
        if (asked > 1) return done();
        return done(Object.assign(new Error('Greylisted, try again in 5 minutes'), { responseCode: 451 }));
      },
    });
    const to = { ...grey.destination, security: 'none' };
    expect(await send(to)).toMatchObject({ outcome: 'failed', again: true, why: { code: 'mail-later', status: 451 } });
    expect(await send(to)).toEqual({ outcome: 'shown', why: null });
    const strict = await mailServer({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('No such user'), { responseCode: 550 })),
    });
    const refused = await send({ ...strict.destination, security: 'none' });
    expect(refused).toMatchObject({ outcome: 'failed', again: false, why: { code: 'mail-refused', status: 550 } });
    expect(strict.mails).toEqual([]);
  });

  it('tells which of several addresses was not taken', async () => {
    const { mails, destination } = await mailServer({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('gone') ? Object.assign(new Error('No such user'), { responseCode: 550 }) : null),
    });
    const outcome = await send({ ...destination, security: 'none', to: 'ops@example.com, gone@example.com' });
    expect(outcome).toEqual({ outcome: 'shown', why: { code: 'in-part', refused: ['gone@example.com'] } });
    expect(mails[0]?.to).toEqual(['ops@example.com']);
  });

  it('leaves a server that never answers, one that is not there, and stops when it is told to', async () => {
    const open: Socket[] = [];
    const silent = createServer((socket) => open.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', () => resolve()));
    onTestFinished(() => {
      for (const socket of open) socket.destroy();
      silent.close();
    });
    const port = String((silent.address() as { port: number }).port);
    const to = { host: '127.0.0.1', port, security: 'none', from: 'a@example.com', to: 'b@example.com' };
    expect(await send(to)).toMatchObject({ again: true, why: { code: 'timeout' } });
    expect(await send({ ...to, port: '1' })).toMatchObject({ again: true, why: { code: 'unreachable' } });
    const stop = AbortSignal.timeout(100);
    const patient = { ...tools, patienceMs: 10_000 };
    const stopped = await channelKind('email').send(message(), to, patient, stop);
    expect(stopped).toMatchObject({ outcome: 'failed', again: true });
  });

  it('waits for a slow server', async () => {
    const { mails, destination } = await mailServer({
      onMailFrom: (_address, _session, done) => void setTimeout(() => done(), 200),
    });
    expect(await send({ ...destination, security: 'none' })).toMatchObject({ outcome: 'shown' });
    expect(mails).toHaveLength(1);
  });
});

describe('the form of mail', () => {
  const right = { host: 'smtp.example.com', security: 'tls', from: 'headroom@example.com', to: 'a@example.com' };
  const complaint = (change: Record<string, string>) => channelKind('email').complaint({ ...right, ...change });
  it('takes what can be used', () => {
    expect(complaint({})).toBeNull();
    expect(complaint({ port: '2525', to: 'a@example.com\nb@example.com' })).toBeNull();
    expect(complaint({ host: '127.0.0.1', security: 'none' })).toBeNull();
  });
  it('never lets mail go in the clear to another computer, nor a header into an address', () => {
    expect(complaint({ security: 'none' })).toMatch(/this computer only/);
    expect(complaint({ host: 'https://smtp.example.com' })).not.toBeNull();
    expect(complaint({ port: '0' })).not.toBeNull();
    expect(complaint({ from: 'a@example.com\r\nBcc: b@example.com' })).not.toBeNull();
    expect(complaint({ to: 'Someone <a@example.com>' })).not.toBeNull();
    expect(complaint({ to: ' ' })).not.toBeNull();
  });
});
