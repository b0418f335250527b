/* Keeps secrets in a file from a process of its own: FILE, NAME, and how many. */
import { SecretFile } from '#main/secrets/secret-file';

const [path = '', name = '', count = '0'] = process.argv.slice(2);
const file = new SecretFile(path);
for (let at = 0; at < Number(count); at += 1) {
  const kept = await file.put(`${name}-${at}`, `secret of ${name} ${at}`);
  if (!kept.ok) {
    throw new Error(kept.failure.message);
  }
}
