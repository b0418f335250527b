/**
 * RFC 4180 text for FOCUS files. The well-kept CSV packages need Node's Buffer and its types, which
 * this room is compiled without; what the room needs of CSV are the two functions below.
 */

/** Writes records as CSV, the header first, lines ended by CR LF. Null is an empty field. */
export function writeCsv(columns: readonly string[], records: readonly (readonly (string | null)[])[]): string {
  const lines = [columns, ...records].map((fields) => fields.map(quoted).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

/** Reads CSV with a header into records; an empty field is null. Null for text with an unclosed quote. */
export function readCsv(text: string): Record<string, string | null>[] | null {
  const lines = readFields(text);
  if (lines === null) {
    return null;
  }
  const [header = [], ...rest] = lines;
  return rest.map((fields) => {
    const entries = header.map((name, at): [string, string | null] => [name, fields[at] || null]);
    return Object.fromEntries(entries);
  });
}

function quoted(field: string | null): string {
  if (field === null) {
    return '';
  }
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

const FIELD = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y;

function readFields(text: string): string[][] | null {
  const lines: string[][] = [];
  let fields: string[] = [];
  let at = 0;
  while (at < text.length) {
    FIELD.lastIndex = at;
    const match = FIELD.exec(text);
    if (match === null) {
      return null;
    }
    const [whole, field = '', end = ''] = match;
    fields.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    at += whole.length;
    if (end === ',' && at === text.length) {
      fields.push('');
    }
    if (end !== ',' || at === text.length) {
      lines.push(fields);
      fields = [];
    }
  }
  return lines;
}
