import { BlockList, isIP } from 'node:net';
import type { Failure } from '#shared/domain/failure';

/** Why nothing is sent to an address. `in-clear`: http to another computer. `user-info`: a user or password within it. */
export type AddressFault = 'unreadable' | 'scheme' | 'in-clear' | 'user-info';

const thisComputer = new BlockList();
thisComputer.addSubnet('127.0.0.0', 8, 'ipv4');
thisComputer.addAddress('::1', 'ipv6');

/** Addresses of networks of one's own (RFC 1918, RFC 4193): nobody outside can be reached by them. */
const ownNetwork = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  ownNetwork.addSubnet(net, bits, 'ipv4');
}
ownNetwork.addSubnet('fc00::', 7, 'ipv6');

/**
 * Whether a host is this computer: `localhost`, 127.0.0.0/8, ::1, also mapped into IPv6. Takes a host as
 * `URL.hostname` writes it, brackets or not; other spellings of the numbers are put right by `URL`. Names below or
 * beside `localhost`, a dot at its end among them, are looked up in the net, so they are not.
 */
export function isLoopback(host: string): boolean {
  return isWithin(thisComputer, host, ['localhost']);
}

/** Whether a host is a number of a network of one's own; a name is not, since anybody may have given it. */
export function isOwnNetwork(host: string): boolean {
  return isWithin(ownNetwork, host, []);
}

function isWithin(list: BlockList, host: string, names: readonly string[]): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  const version = isIP(bare);
  return version === 0 ? names.includes(bare) : list.check(bare, version === 6 ? 'ipv6' : 'ipv4');
}

/**
 * The one rule on where a credential may go: `https:` anywhere, `http:` on this computer only, and no user or
 * password in the address of another computer, where they pass for a host's name. Null when the address keeps it.
 * `inOwnNetwork`: a person has chosen, for this address, that `http:` may go to a number of their own network as well.
 */
export function addressFault(text: string, { inOwnNetwork = false } = {}): AddressFault | null {
  if (!URL.canParse(text)) return 'unreadable';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'scheme';
  if (isLoopback(url.hostname)) return null;
  if (url.protocol === 'http:' && !(inOwnNetwork && isOwnNetwork(url.hostname))) return 'in-clear';
  return hasUserInfo(url) ? 'user-info' : null;
}

/** Whether a text is a web address at all, safe or not; spellings that `URL` puts right count. */
export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Whether a credential may be sent to this address. */
function isSafeAddress(text: string): boolean {
  return addressFault(text) === null;
}

/** Whether an address may be kept among the settings: safe, and without a user or password, which would lie there in clear. */
export function isStorableAddress(text: string): boolean {
  return isSafeAddress(text) && !hasUserInfo(new URL(text));
}

/** Whether this is a web address of this computer, by `http:` or `https:`. */
export function isLoopbackAddress(text: string): boolean {
  return isWebAddress(text) && isLoopback(new URL(text).hostname);
}

/** Whether an address may go to the system's browser: `https:`, without a user or password in it. */
export function isPageAddress(text: string): boolean {
  return isStorableAddress(text) && new URL(text).protocol === 'https:';
}

/** What a person is told when `from` is not asked: which host, and what to do. Nothing was sent. */
export function unsafeAddress(from: string, text: string, fault: AddressFault): Failure {
  const host = URL.canParse(text) ? new URL(text).host : '';
  const messages: Readonly<Record<AddressFault, string>> = {
    unreadable: `The address for ${from} is no web address.`,
    scheme: `The address for ${from} is no web address.`,
    'in-clear': `${from} was not asked: its address leads to ${host} without encryption, so the key could be read on the way.`,
    'user-info': `${from} was not asked: its address holds a user or password before ${host}.`,
  };
  return {
    code: 'invalid-input',
    message: messages[fault],
    action:
      fault === 'unreadable' || fault === 'scheme'
        ? 'Enter one that begins with https://.'
        : 'Enter an address that begins with https:// and the name of the host, or remove it. If you did not set it, do not use it: connect the account again.',
    retryable: false,
  };
}

function hasUserInfo({ username, password }: URL): boolean {
  return username !== '' || password !== '';
}
