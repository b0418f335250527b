/** A number in [0, 1) that depends on nothing but its arguments: the same day tells the same story always. */
export function noise(seed: number, key: string, index: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 0x7f4a7c15, 0xc2b2ae35);
  for (let position = 0; position < key.length; position += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(position), 0x01000193);
  }
  // The finalizer of MurmurHash3 (public domain, Austin Appleby): spreads neighboring inputs apart.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}

/** A hexadecimal text of `length` digits, as stable as `noise`. */
export function hexText(seed: number, key: string, index: number, length: number): string {
  let text = '';
  for (let part = 0; text.length < length; part += 1) {
    text += Math.floor(noise(seed, `${key}#${part}`, index) * 0x1000000)
      .toString(16)
      .padStart(6, '0');
  }
  return text.slice(0, length);
}
