import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { networkCode } from '#main/http/outcome';
import { explainTls } from '#main/http/tls';
import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';
import type { CredentialField } from './monitor';

/**
 * How the certificate of a store is looked at. `authorities`: by those that this computer knows. `ca`: by the
 * authority in a file. `pinned`: it is the very one with this fingerprint. `unchecked`: encrypted, but whoever answers
 * is believed. `if-known`: like `authorities`, but one that nobody vouches for is told instead of refused.
 */
export type Trust =
  | { readonly kind: 'authorities' | 'unchecked' | 'if-known' }
  | { readonly kind: 'ca'; readonly pem: string; readonly checksName: boolean }
  | { readonly kind: 'pinned'; readonly fingerprint: string };

/** Key of the setting in which a person says how the certificate of a store is looked at. */
export const CERTIFICATE_SETTING = 'certificate';
const UNCHECKED = 'unchecked';
const LABEL = 'Certificate of the server';

/** The form's field for it, the same for every store that is reached by a protocol of its own. */
export function certificateField(variable: string): CredentialField {
  return {
    key: CERTIFICATE_SETTING,
    label: LABEL,
    secret: false,
    required: false,
    help: `Only where an authority of the provider or the company signs it, or it is signed by itself. The path of the authority's file (.pem), which is best; or the fingerprint that Headroom shows when it refuses the certificate, then only this one is accepted; or the word ${UNCHECKED}: encrypted, but nobody checks who answers, so whoever sits on the way could read along. Empty: checked by the authorities that this computer knows.`,
    placeholder: '/path/to/ca.pem',
    environment: [variable],
    check: (value) => {
      const trust = readTrust(value);
      return trust.ok ? null : `${trust.failure.message} ${trust.failure.action}`;
    },
  };
}

/**
 * Reads the setting: a path, a fingerprint (SHA-256, 64 hexadecimal digits, with or without colons), or `unchecked`.
 * Fails with `invalid-input` for a file that cannot be read or holds no certificate.
 */
export function readTrust(setting: string | undefined): Result<Trust> {
  const text = setting?.trim() ?? '';
  if (text === '') return succeed({ kind: 'authorities' });
  if (text.toLowerCase() === UNCHECKED) return succeed({ kind: 'unchecked' });
  const fingerprint = text.replace(/^sha-?256[\s:=]+(fingerprint=)?/i, '').replaceAll(/[:\s]/g, '');
  if (/^[0-9a-f]{64}$/i.test(fingerprint)) return succeed({ kind: 'pinned', fingerprint: fingerprint.toUpperCase() });
  return trustFile(text, true);
}

/** Trust in the authorities of a file in PEM form. `checksName` false: the name in the certificate may be any. */
export function trustFile(path: string, checksName: boolean): Result<Trust> {
  let pem = '';
  try {
    pem = readFileSync(path, 'utf8');
  } catch {
    return fail(noCertificate(`The file of the authority cannot be read: ${path}.`));
  }
  return pem.includes('-----BEGIN CERTIFICATE-----')
    ? succeed({ kind: 'ca', pem, checksName })
    : fail(noCertificate(`The file ${path} holds no certificate.`));
}

function noCertificate(message: string): Failure {
  return {
    code: 'invalid-input',
    message,
    action: `Under "${LABEL}" goes the path of a PEM file, a SHA-256 fingerprint of 64 digits, or the word ${UNCHECKED}.`,
    retryable: false,
  };
}

/** A connection that is encrypted. `isChecked` false: nobody vouches for who answers. */
export interface Secured {
  readonly socket: TLSSocket;
  readonly isChecked: boolean;
}

/**
 * Speaks TLS over an open connection, and looks at the certificate before anything is sent over it. `host` as the
 * address writes it, without brackets. Fails with `tls` for a certificate that `trust` does not accept; throws what
 * breaks the connection.
 */
export async function secure(
  socket: Socket,
  host: string,
  trust: Trust,
  more: Pick<ConnectionOptions, 'cert' | 'key' | 'ALPNProtocols'> = {},
): Promise<Result<Secured>> {
  const secured = connect({
    ...more,
    socket,
    // For an address in numbers, which is no name to ask for, but has to stand in the certificate all the same.
    host,
    // The decision is taken below, where the certificate can be told.
    rejectUnauthorized: false,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(trust.kind === 'ca' ? { ca: trust.pem } : {}),
  });
  await once(secured, 'secureConnect');
  // Later trouble shows where somebody reads.
  secured.on('error', () => undefined);
  const refused = refusal(secured, trust);
  if (refused === null) return succeed({ socket: secured, isChecked: true });
  if (trust.kind === 'unchecked' || trust.kind === 'if-known') return succeed({ socket: secured, isChecked: false });
  const failure = notTrusted(host, refused, secured.getPeerCertificate(), trust);
  secured.destroy();
  return fail(failure);
}

/** OpenSSL's or Node's code for why a certificate is not accepted; null when it is. */
function refusal(secured: TLSSocket, trust: Trust): string | null {
  if (trust.kind === 'pinned') {
    return plain(secured.getPeerCertificate().fingerprint256) === trust.fingerprint ? null : 'PINNED';
  }
  if (secured.authorized) return null;
  const error: unknown = secured.authorizationError;
  const code = typeof error === 'string' ? error : networkCode(error);
  return trust.kind === 'ca' && !trust.checksName && code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? null : code;
}

/** Codes of a certificate that may be the right one, but nobody whom this computer knows says so. */
const UNKNOWN_AUTHORITY = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function notTrusted(host: string, code: string, certificate: PeerCertificate, trust: Trust): Failure {
  const seen = certificate.fingerprint256;
  if (trust.kind === 'pinned') {
    return {
      code: 'tls',
      message: `${host} shows another certificate than the one that you trust: its fingerprint is ${seen}.`,
      action: `Where the server got a new certificate, enter this fingerprint under "${LABEL}". Otherwise do not go on: somebody may answer in its place.`,
      retryable: false,
    };
  }
  const known = explainTls(host, code);
  const failure: Failure = known ?? {
    code: 'tls',
    message: `The connection to ${host} is not trusted: its certificate is refused (${code}).`,
    action: '',
    retryable: false,
  };
  const isNameOnly = code === 'ERR_TLS_CERT_ALTNAME_INVALID';
  if (!UNKNOWN_AUTHORITY.has(code) && !isNameOnly) return failure;
  return {
    ...failure,
    message: `${failure.message} Its fingerprint (SHA-256) is ${seen}.`,
    action: `${isNameOnly ? 'Check the address for a typing error. ' : ''}Under "${LABEL}" enter one of three: the path of the authority's file (.pem) that the provider offers; this fingerprint, after comparing it with what openssl x509 -noout -fingerprint -sha256 says of the certificate on the server; or the word ${UNCHECKED}, which encrypts but lets whoever sits on the way answer in the server's place.`,
  };
}

function plain(fingerprint: string | undefined): string {
  return (fingerprint ?? '').replaceAll(':', '').toUpperCase();
}

/** What a person has to know of a connection that is encrypted, but not checked. */
export function uncheckedNote(host: string): string {
  return `The connection to ${host} is encrypted, but nobody checked the certificate, so another server could answer in its place. Under "${LABEL}" enter a file or a fingerprint to have it checked.`;
}
