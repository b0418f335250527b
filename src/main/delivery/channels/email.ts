import { redactor } from '#main/http/redaction';
import { isLoopback } from '#main/http/safe-address';
import { oneLine, plainText } from '#shared/format/plain-text';
import { mailComplaints } from '#shared/words/channel';
import { type ChannelOutcome, failed, isUrgent, type Message, SHOWN } from '../channel';
import { type ChannelKindEntry, type Destination, listOf } from './channel-kind';

/** Milliseconds for each silence of the mail server. */
const SILENCE_MS = 20_000;
const LONGEST_DETAIL = 200;
/** An address as RFC 5322 has it in its plain form: something, an at sign, a host; no blanks, no angle brackets. */
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;
/** TLS failures as Node and the mail library name them. */
const TLS_CODES = /^(ETLS|EPROTO|ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/** Mail over SMTP. The library is loaded with the first message. */
export const email: ChannelKindEntry = {
  id: 'email',
  fields: [
    { key: 'host', required: true, secret: false, input: 'text' },
    { key: 'security', required: true, secret: false, input: 'choice', choices: ['tls', 'starttls', 'none'] },
    { key: 'port', required: false, secret: false, input: 'text' },
    { key: 'user', required: false, secret: false, input: 'text' },
    { key: 'password', required: false, secret: true, input: 'text' },
    { key: 'from', required: true, secret: false, input: 'text' },
    { key: 'to', required: true, secret: false, input: 'lines' },
  ],
  complaint,
  target: ({ to }) => listOf(to).join(', '),
  async send(message, destination, { patienceMs = SILENCE_MS }, signal) {
    const { createTransport } = await import('nodemailer');
    const transport = createTransport(optionsOf(destination, patienceMs));
    try {
      const { rejected } = await transport.sendMail({ ...mailOf(message, destination), signal });
      const refused = (rejected ?? []).map(String);
      return refused.length === 0 ? SHOWN : { outcome: 'shown', why: { code: 'in-part', refused } };
    } catch (error) {
      return outcomeOf(error, destination);
    } finally {
      transport.close();
    }
  },
};

/** A password, and what is told, go encrypted to every computer but this one. */
function complaint({ host = '', security = '', port = '', from = '', to = '' }: Destination): string | null {
  if (!/^[\w.:-]+$/.test(host)) return mailComplaints.host;
  if (port !== '' && !(/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536)) return mailComplaints.port;
  if (security === 'none' && !isLoopback(host)) return mailComplaints.inClear;
  if (!ADDRESS.test(from)) return mailComplaints.from;
  const wrong = listOf(to).find((address) => !ADDRESS.test(address));
  return wrong === undefined && listOf(to).length > 0 ? null : mailComplaints.to;
}

const PORTS: Readonly<Record<string, number>> = { tls: 465, starttls: 587, none: 25 };

function optionsOf(destination: Destination, silenceMs: number) {
  const { host = '', port = '', security = 'tls', user = '', password = '' } = destination;
  return {
    host,
    port: port === '' ? (PORTS[security] ?? 465) : Number(port),
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: silenceMs,
    greetingTimeout: silenceMs,
    socketTimeout: silenceMs,
    dnsTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user === '' ? {} : { auth: { user, pass: password } }),
  };
}

function mailOf(message: Message, { from = '', to }: Destination) {
  const host = from.slice(from.lastIndexOf('@') + 1);
  const first = message.alerts[0];
  return {
    from: { name: 'Headroom', address: from },
    to: [...listOf(to)],
    subject: oneLine(message.title),
    text: plainText(`${message.body || message.title}\n`),
    // The same for each repetition, so that a mailbox that gets it twice shows it once.
    messageId: `<${message.key}@${host}>`,
    // All mails about one alert stand together.
    ...(first === undefined ? {} : { references: [`<alert-${first.id}-${first.since}@${host}>`] }),
    attachments: (message.attachments ?? []).map(({ name, mediaType, bytes }) => ({
      filename: oneLine(name),
      contentType: mediaType,
      content: Buffer.from(bytes),
    })),
    headers: { 'Auto-Submitted': 'auto-generated', ...(isUrgent(message) ? { Importance: 'high' } : {}) },
  };
}

interface MailError {
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

function outcomeOf(error: unknown, { host = '', password = '' }: Destination): ChannelOutcome {
  const { code = '', originalCode = '', responseCode: status, response = '' } = error as MailError;
  if (TLS_CODES.test(code) || TLS_CODES.test(originalCode)) return failed({ code: 'tls', place: host }, false);
  if (status !== undefined) {
    const detail = redactor([password])(oneLine(response.replace(/^\d{3}[ -]/, ''))).slice(0, LONGEST_DETAIL);
    const again = status < 500;
    if (again) return failed({ code: 'mail-later', place: host, status, detail }, true);
    return failed({ code: code === 'EAUTH' ? 'mail-sign-in' : 'mail-refused', place: host, status, detail }, false);
  }
  if (code === 'EAUTH' || code === 'ENOAUTH') {
    return failed({ code: 'mail-sign-in', place: host, status: 0, detail: '' }, false);
  }
  if (code === 'ETIMEDOUT' || code === 'EABORT') return failed({ code: 'timeout', place: host }, true);
  return failed({ code: 'unreachable', place: host }, true);
}
