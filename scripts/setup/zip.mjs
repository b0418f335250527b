import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const END_OF_CENTRAL_DIRECTORY = 0x06054b50;
const CENTRAL_ENTRY = 0x02014b50;
const DEFLATED = 8;
const FILE_TYPE_MASK = 0o170000;
const SYMBOLIC_LINK = 0o120000;

/**
 * Unpacks the files of a zip archive (below 4 GB, stored or deflated) with their Unix modes.
 *
 * @param {string} archive path of the zip
 * @param {string} target folder to unpack into
 * @param {(name: string) => boolean} wanted which entries to take
 */
export function unzip(archive, target, wanted) {
  const bytes = readFileSync(archive);
  const root = resolve(target);
  for (const entry of centralEntries(bytes)) {
    if (entry.name.endsWith('/') || !wanted(entry.name)) continue;
    const path = join(root, entry.name);
    if (!path.startsWith(root + sep)) throw new Error(`The archive names a file outside its folder: ${entry.name}`);
    const content = contentOf(bytes, entry);
    mkdirSync(dirname(path), { recursive: true });
    if ((entry.mode & FILE_TYPE_MASK) === SYMBOLIC_LINK) {
      symlinkSync(content.toString('utf8'), path);
    } else {
      writeFileSync(path, content);
      if (entry.mode & 0o111) chmodSync(path, 0o755);
    }
  }
}

function* centralEntries(bytes) {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || bytes.readUInt32LE(end) !== END_OF_CENTRAL_DIRECTORY) throw new Error('This is no zip archive.');
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== CENTRAL_ENTRY) throw new Error('The zip archive is damaged.');
    const nameLength = bytes.readUInt16LE(at + 28);
    const trailing = bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    yield {
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      mode: bytes.readUInt16LE(at + 40),
      localHeader: bytes.readUInt32LE(at + 42),
    };
    at += 46 + nameLength + trailing;
  }
}

function contentOf(bytes, { localHeader, packedSize, method }) {
  const start = localHeader + 30 + bytes.readUInt16LE(localHeader + 26) + bytes.readUInt16LE(localHeader + 28);
  const packed = bytes.subarray(start, start + packedSize);
  return method === DEFLATED ? inflateRawSync(packed) : packed;
}
