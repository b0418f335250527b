import type { NameKind } from './stand-ins';

const REMOVED = '[removed]';

/** Forms of secrets: what matches is gone for good. Each is linear: no part may be read in two ways. */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
  /\b(?:Bearer|Basic|Token)\s+[A-Za-z0-9+/=._~-]{8,}/gi,
  /\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?/g,
  /\b(?:sk|pk|rk|vc[a-z]|napi|npg|tok|ghp|gho|ghu|ghs|ghr|glpat|xox[abeprs]|npm|whsec|re|hf|pat|key|dop_v1|shpat|sq0|lin_api|sntry[su]|vercel_blob_rw)[-_][A-Za-z0-9_-]{10,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{10,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g,
  /\bAIza[A-Za-z0-9_-]{20,}/g,
  /\b(?:ya29|SG)\.[A-Za-z0-9._-]{16,}/g,
  /\b\d{8,10}:[A-Za-z0-9_-]{30,}/g,
  // Addresses that whoever knows them may post to.
  /(?<=\b(?:hooks\.slack\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks|api\.vercel\.com\/v\d\/integrations\/deploy)\/)[^\s"']+/gi,
  // A password may hold the signs that end a host.
  /(?<=:\/\/)[^\s/"']{1,400}(?=@)/g,
  /(?<=:\/\/)[^\s/@:"']{1,100}:(?!\d{1,5}\/)[^\s@"']{1,300}(?=@)/g,
  /(?<=\s(?:-u|--user)\s["']?[^\s:"']{1,60}:)[^\s"']+/g,
  /(?<=[?&](?:_token|token|key|api_key|apikey|password|passwd|secret|access_token|sig|signature)=)[^&\s"']+/gi,
  // `password: …`, and what variables are called: `KV_REST_API_TOKEN=…`, `client_secret`.
  /(?<=(?:\b(?:password|passwd|pwd|secret|authorization|(?:api|secret|access|private)[_-]?key|(?:access|auth)[_-]?token|clientsecret)|[_-](?:token|key|secret|password|passwd|pass|pwd|credentials?))\\?["']?\s?[:=]\s?\\?["']?)[^\s"'\\,;}]{4,}/gi,
  /(?<=\b(?:password|secret|api key) is ["'`]?)(?=[^\s\d]*\d)[^\s"'`]{6,}/gi,
  /(?<=\bcookie:\s?)[\w.-]{1,80}=[^\s"']+/gi,
  // Capital and small letters with digits through one another, without a word before them: an old token of Vercel.
  /(?<![\w-])(?=[A-Za-z]*\d[A-Za-z]*\d)(?=[a-z\d]*[A-Z])(?=[A-Z\d]*[a-z])[A-Za-z\d]{20,}(?![\w-])/g,
];

/** The text without what looks like a secret. */
export function removeSecrets(text: string): string {
  return SECRETS.reduce((rest, form) => rest.replace(form, REMOVED), text);
}

const MAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,8}/gu;
const UUID = /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi;
const IP =
  /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|(?<![\w:])(?:(?:[\da-f]{1,4}:){3,7}[\da-f]{0,4}|(?:[\da-f]{1,4}:){1,6}(?::[\da-f]{1,4}){1,6})(?![\w:])/gi;
/** Letters and digits through one another: an id, a hash, a part of a key. */
const MIXED = /(?<![A-Za-z\d])(?=[A-Za-z]{0,30}\d)(?=\d{0,30}[A-Za-z])[A-Za-z\d]{12,}(?![A-Za-z\d])/g;
const NAMED_ID = /\b(?:prj|team|usr|user|store|dpl|ws|wrkspc|org|acct|cus|sub|ep|br|proj)_[A-Za-z\d_-]{6,}/g;
const HOST =
  /(?<![\p{L}\p{N}._-]|(?<!\[removed\])@)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}@_-])/gu;

/** Behind the dot of a file's name, not of a host's. */
const FILES = new Set(
  'js ts tsx jsx mjs cjs json md csv txt html css png jpg jpeg svg webp avif gif pdf xml yml yaml toml sql log lock sh py rb go rs java env map'.split(
    ' ',
  ),
);
/** Sites of the providers that everyone knows. */
const PUBLIC =
  /^(?:(?:www|docs|api|console|platform|status|help|support|developers?|dashboard)\.)?(?:vercel|upstash|neon|openai|anthropic|redis|github|google|focus\.finops|finops)\.(?:com|tech|io|org)$/i;

const SHAPES: readonly (readonly [RegExp, NameKind])[] = [
  [MAIL, 'address'],
  [UUID, 'id'],
  [IP, 'host'],
  [HOST, 'host'],
  [NAMED_ID, 'id'],
  [MIXED, 'id'],
];

/** Something in a text that is replaced by a stand-in. */
export interface Shape {
  readonly start: number;
  readonly end: number;
  readonly kind: NameKind;
  readonly found: string;
}

/** What has the shape of an address, a host or an id; the first of two that overlap. */
export function shapesIn(text: string): Shape[] {
  const shapes = SHAPES.flatMap(([form, kind]) =>
    [...text.matchAll(form)].map(({ 0: found, index }) => ({ start: index, end: index + found.length, kind, found })),
  );
  return shapes.filter(
    ({ found, kind }) => kind !== 'host' || found.includes(':') || /^[\d.]+$/.test(found) || isHost(found),
  );
}

function isHost(found: string): boolean {
  const last = found.slice(found.lastIndexOf('.') + 1).toLowerCase();
  const labels = found.split('.');
  return !FILES.has(last) && !PUBLIC.test(found) && !labels.some((label) => /^\d+$/.test(label)) && found.length > 5;
}
