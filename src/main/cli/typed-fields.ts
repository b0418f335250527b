import { text as readAll } from 'node:stream/consumers';
import type { ProviderForm } from '#shared/ipc/app';
import { askSecret } from './ask-secret';

/** Keys are asked for on a terminal, without showing them; elsewhere lines of standard input tell fields of any kind. */
export async function typedFields(fields: ProviderForm['fields']): Promise<Readonly<Record<string, string>>> {
  if (!process.stdin.isTTY) {
    const lines = (await readAll(process.stdin)).split(/\r?\n/);
    return Object.fromEntries(
      fields.flatMap(({ key }) => {
        const line = lines.findLast((one) => one.startsWith(`${key}=`));
        return line === undefined ? [] : [[key, line.slice(key.length + 1)]];
      }),
    );
  }
  const values: Record<string, string> = {};
  for (const { key, label, required, secret } of fields) {
    if (secret) {
      values[key] = await askSecret(required ? `${label}: ` : `${label} (may be left empty): `);
    }
  }
  return values;
}
