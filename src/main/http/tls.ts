import type { Failure } from '#shared/domain/failure';

/** Node's and OpenSSL's codes for a certificate that was refused, each with what it means to a person. */
const CERTIFICATE: Readonly<Record<string, { readonly what: string; readonly action: string }>> = {
  CERT_HAS_EXPIRED: {
    what: 'its certificate has expired',
    action: 'Check the clock of this computer; if it is right, the server has to renew its certificate.',
  },
  CERT_NOT_YET_VALID: {
    what: 'its certificate is not valid yet',
    action: 'Check the clock of this computer.',
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    what: 'its certificate is signed by itself, so nobody vouches for it',
    action: 'Give the server a certificate of a known authority, or add its own to NODE_EXTRA_CA_CERTS.',
  },
  SELF_SIGNED_CERT_IN_CHAIN: {
    what: 'its certificate comes from an authority that this computer does not know',
    action: 'A proxy or virus scanner may be reading along: add its root certificate to NODE_EXTRA_CA_CERTS.',
  },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {
    what: 'its certificate comes from an authority that this computer does not know',
    action: 'A proxy or virus scanner may be reading along: add its root certificate to NODE_EXTRA_CA_CERTS.',
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    what: 'it does not send the whole chain of its certificate',
    action: 'The server has to send its intermediate certificates, or a proxy is reading along.',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    what: 'its certificate belongs to another name',
    action: 'Check the address for a typing error; if it is right, something answers in its place.',
  },
  CERT_REVOKED: {
    what: 'its certificate was withdrawn',
    action: 'Do not go on; ask whoever runs the server.',
  },
};

const PROTOCOL_CODES = new Set(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG']);

/** The failure for a refused or broken TLS connection, or null when `code` is none of TLS. */
export function explainTls(host: string, code: string): Failure | null {
  const certificate = CERTIFICATE[code];
  if (certificate !== undefined) {
    return {
      code: 'tls',
      message: `The connection to ${host} is not trusted: ${certificate.what}.`,
      action: certificate.action,
      retryable: false,
    };
  }
  if (PROTOCOL_CODES.has(code) || code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) {
    return {
      code: 'tls',
      message: `${host} does not speak TLS on this port, or an old form of it.`,
      action: 'Check the port, and whether the address should begin without the s (http, redis).',
      retryable: false,
    };
  }
  return null;
}
