const REPEAT_MILLISECONDS = 5_000;
const QUIET_MILLISECONDS = 400;

/**
 * Shows a long step on stderr: its name once it takes noticeably long, a sign of life every five seconds with the
 * elapsed time, and the time it took. A step that is done at once says nothing.
 *
 * @template T
 * @param {string} name
 * @param {(note: (text: string) => void) => Promise<T>} work `note` says what the step is doing right now
 * @param {{ quiet?: boolean }} [options] `quiet` leaves the last line, with the result, to the caller
 * @returns {Promise<T>}
 */
export async function step(name, work, { quiet = false } = {}) {
  const began = performance.now();
  const elapsed = () => `${((performance.now() - began) / 1000).toFixed(0)} s`;
  let detail = '';
  let shown = false;
  const announce = setTimeout(() => {
    shown = true;
    say(`▸ ${name} …`);
  }, QUIET_MILLISECONDS);
  const alive = setInterval(() => say(`  ${name}: ${elapsed()}${detail ? ` · ${detail}` : ''}`), REPEAT_MILLISECONDS);
  try {
    const result = await work((text) => {
      detail = text.replace(/\s+/g, ' ').slice(0, 90);
    });
    if (shown && !quiet) say(`✓ ${name} (${elapsed()})`);
    return result;
  } finally {
    clearTimeout(announce);
    clearInterval(alive);
  }
}

/** Says one line to the person; stdout stays free for what a command answers. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}
