import { oneLine } from '#shared/format/plain-text';
import { textWidth } from './text-width';

const INDENT = '  ';

/**
 * Rows of a table that is wider than the terminal, one below the other: the first cell, and below it the others behind
 * what they are called. What is empty, or a dash, is left out. No line has more than `width` characters, unless one
 * word has.
 */
export function stackedRows(head: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  return rows
    .flatMap(([first = '', ...rest]) => {
      const told = rest.flatMap((cell, at) =>
        ['', '–'].includes(cell.trim()) ? [] : [oneLine(`${head[at + 1] ?? ''} ${cell}`).trim()],
      );
      return [...wrapped([oneLine(first)], width, ''), ...wrapped(told, width, INDENT)];
    })
    .join('\n');
}

/** Parts with a comma between them, in lines that begin with `indent`; a part stays whole where a line has room for it. */
function wrapped(parts: readonly string[], width: number, indent: string): readonly string[] {
  const room = width - indent.length;
  const pieces = parts
    .map((part, at) => (at === parts.length - 1 ? part : `${part},`))
    .flatMap((part) => (textWidth(part) <= room ? [part] : part.split(' ')));
  const lines: string[] = [];
  for (const piece of pieces) {
    const longer = `${lines.at(-1) ?? ''} ${piece}`;
    if (lines.length > 0 && textWidth(longer) <= room) {
      lines.splice(-1, 1, longer);
    } else {
      lines.push(piece);
    }
  }
  return lines.map((line) => `${indent}${line}`);
}
