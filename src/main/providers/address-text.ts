import { type Failure, fail, type Result, succeed } from '#shared/domain/failure';

/** The parts of the address of a store, decoded. */
export interface AddressParts {
  readonly url: URL;
  /** As `net.connect` takes it: without the brackets of IPv6. */
  readonly hostname: string;
  readonly user: string;
  readonly password: string;
  /** What follows the first slash. */
  readonly path: string;
}

export interface AddressForm {
  /** Such as `database`: what the address is of. */
  readonly what: string;
  /** Such as `postgres://user:password@host:5432/database`. */
  readonly example: string;
  readonly schemes: readonly string[];
}

/**
 * Reads an address of the form `scheme://user:password@host:port/path`. Whatever is wrong with it is told as
 * `invalid-input` with the mend; the address itself never is, since it holds a password.
 */
export function readAddressText(text: string, form: AddressForm): Result<AddressParts> {
  const trimmed = text.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1]?.toLowerCase();
  if (scheme === undefined || !form.schemes.includes(scheme)) return fail(unreadable(form));
  const rest = trimmed.slice(scheme.length + 3);
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? '';
  const hosts = authority.slice(authority.lastIndexOf('@') + 1);
  if (hosts.includes(',')) return fail(severalHosts(form));
  // The password holds a / ? or # as it is: what stands before it would pass for the host, the rest for the database.
  if (!authority.includes('@') && rest.includes('@')) return fail(unreadable(form));
  if (isSocket(hosts) || /[?&]host=(\/|%2f)/i.test(rest)) return fail(unixSocket(form));
  if (!URL.canParse(trimmed)) return fail(unreadable(form));
  const url = new URL(trimmed);
  const [host, port] = [url.searchParams.get('host'), url.searchParams.get('port')];
  if (url.hostname === '') return fail(unreadable(form));
  if (host?.includes(',') || port?.includes(',')) return fail(severalHosts(form));
  try {
    return succeed({
      url,
      hostname: decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1'),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      path: decodeURIComponent(url.pathname.slice(1)),
    });
  } catch {
    return fail(strayPercent(form));
  }
}

/** Where a path of a socket stands in place of the host, encoded or not: `%2Fvar%2Frun%2Fpostgresql`. */
function isSocket(host: string): boolean {
  return /^(\/|%2f)/i.test(host);
}

function invalid(message: string, action: string): Failure {
  return { code: 'invalid-input', message, action, retryable: false };
}

/** An address that nobody can read. */
function unreadable({ what, example }: AddressForm): Failure {
  return invalid(
    `The address of the ${what} cannot be read.`,
    `It has the form ${example}; special characters are written as %XX: / as %2F, @ as %40, # as %23, % as %25.`,
  );
}

function strayPercent({ what }: AddressForm): Failure {
  return invalid(`The address of the ${what} holds a % that begins no %XX, mostly in the password.`, 'Write % as %25.');
}

function severalHosts({ what, example }: AddressForm): Failure {
  return invalid(
    `The address names several hosts, and Headroom watches one ${what} per connection.`,
    `Write one of them: ${example}. Add the others as connections of their own.`,
  );
}

/** A socket in the file system, which Headroom does not speak over. */
export function unixSocket({ what, example }: AddressForm): Failure {
  return invalid(
    `The address leads to a Unix socket, and Headroom reaches a ${what} over the network only.`,
    `Write it with a host, 127.0.0.1 for this computer: ${example}. The server has to listen there.`,
  );
}
