/** What a person reads of `headroom serve`: a failure in two sentences, what happened and what to do. */
export interface ServeRefusal {
  readonly message: string;
  readonly action: string;
}

export const SERVE_WITHOUT_SECRET: ServeRefusal = {
  message: 'CRON_SECRET is not set: anybody could start a monitoring cycle.',
  action: 'Set it to a long random text, such as the answer of "openssl rand -hex 32".',
};

export const TLS_IN_HALVES: ServeRefusal = {
  message: 'A certificate goes with its key.',
  action: 'Give --tls-cert and --tls-key together.',
};

/** `host` can be reached from other computers. */
export function needsTls(host: string): ServeRefusal {
  return {
    message: `${host} can be reached from other computers, and a token must not travel in the clear.`,
    action: 'Give --tls-cert and --tls-key, or leave --host out.',
  };
}

export function needsToken(host: string): ServeRefusal {
  return {
    message: `${host} can be reached from other computers, and there is no token to read with.`,
    action: 'Make one with "headroom serve token", or leave --host out.',
  };
}

export function unreadableTlsFile(file: string): ServeRefusal {
  return { message: `${file} cannot be read.`, action: 'Check the path and its rights.' };
}

export const UNUSABLE_TLS: ServeRefusal = {
  message: 'The certificate and the key cannot be used together.',
  action: 'Both must be PEM files, and the key that of the certificate.',
};

/** Nothing can listen there. `code` is the system's. */
export function cannotListen(host: string, port: number, code: string): ServeRefusal {
  return code === 'EADDRINUSE'
    ? { message: `Port ${port} is in use.`, action: 'Choose another with --port, or 0 for a free one.' }
    : {
        message: `${host} port ${port} cannot be listened on (${code}).`,
        action: 'Choose others with --host, --port.',
      };
}

export function answersAt(url: string): string {
  return `Headroom answers at ${url} until it is interrupted.`;
}

/** Of a cycle that ended by a mistake of Headroom's own. */
export const CYCLE_BROKE_OFF: ServeRefusal = {
  message: 'The cycle broke off because of a mistake of Headroom’s own.',
  action: 'Run "headroom collect" with HEADROOM_DEBUG=1 to see where, and report that.',
};

export const TOKEN_SHOWN_ONCE = 'The token is shown this once: Headroom keeps only its hash.';
export const NO_TOKENS = 'There is no token. Make one with "headroom serve token".';

export function tokenRevoked(id: string): string {
  return `Token ${id} was revoked.`;
}

export function unknownToken(id: string): ServeRefusal {
  return { message: `There is no token "${id}".`, action: '"headroom serve token list" names them.' };
}
