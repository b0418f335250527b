/**
 * RFC 4180 text for FOCUS files. The well-kept CSV packages need Node's Buffer and its types, which
 * this room is compiled without; what the room needs of CSV is the function below.
 */

/** Writes records as CSV, the header first, lines ended by CR LF. Null is an empty field. */
export function writeCsv(columns: readonly string[], records: readonly (readonly (string | null)[])[]): string {
  const lines = [columns, ...records].map((fields) => fields.map(quoted).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function quoted(field: string | null): string {
  if (field === null) {
    return '';
  }
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
