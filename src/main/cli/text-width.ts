/** What a terminal shows over two places: East Asian writing and pictures (Unicode, East Asian Width W and F). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu;
/** What stands on the letter before it, or is not seen. */
const NO_PLACE = /[\p{Mn}\p{Me}\p{Cf}]/gu;
const PLAIN = /^[ -~]*$/;

/** How many places of a terminal a line takes. */
export function textWidth(line: string): number {
  if (PLAIN.test(line)) return line.length;
  return [...line].length + (line.match(WIDE)?.length ?? 0) - (line.match(NO_PLACE)?.length ?? 0);
}
