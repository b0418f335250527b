/*
 * node run-section.mjs BUNDLE FUNCTION: runs one section of the benchmark in a process of its own, so that none
 * meets the garbage of another, and prints its rows as a table. A section that prints tables of its own answers
 * the goals that it missed instead.
 */

const [bundle, name] = process.argv.slice(2);
const section = await import(bundle);
const result = await section[name]();
const rows = Array.isArray(result) ? result : [];
const missed = Array.isArray(result) ? rows.filter(({ ok }) => !ok).map(missedLine) : (result?.missed ?? []);

if (rows.length > 0) process.stdout.write(`${drawn(rows)}\n`);
process.stdout.write(missed.length === 0 ? 'Every goal is reached.\n' : `Missed: ${missed.join(' ')}\n`);
process.exit(0);

/** A table of Markdown, as it stands in docs/benchmarks.md. */
function drawn(lines) {
  const cells = [
    ['Figure', 'Goal', 'Measured', 'OK', 'Note'],
    ...lines.map(({ name: figure, goal, measured, ok, note }) => [figure, goal, measured, ok ? 'yes' : 'NO', note]),
  ].map((row) => row.map((cell) => String(cell ?? '')));
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const [head, ...rest] = cells.map(line);
  return [head, rule, ...rest].join('\n');
}

function missedLine({ name: figure, goal, measured }) {
  return `${figure}: ${measured} (goal ${goal}).`;
}
