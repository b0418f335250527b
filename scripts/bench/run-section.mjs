/*
 * node run-section.mjs BUNDLE FUNCTION: runs one section of the benchmark in a process of its own, so that none
 * meets the garbage of another, and prints its rows as a table. A section that prints tables of its own answers
 * the goals that it missed instead.
 */
import Table from 'cli-table3';

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
  const line = { top: '', bottom: '', mid: '', left: '', right: '', middle: '' };
  const table = new Table({
    head: ['Figure', 'Goal', 'Measured', 'OK', 'Note'],
    style: { head: [], border: [] },
    chars: {
      ...edges('top', line.top),
      ...edges('bottom', line.bottom),
      ...{ left: '|', right: '|', middle: '|', mid: '-', 'left-mid': '|', 'mid-mid': '|', 'right-mid': '|' },
    },
  });
  for (const { name: figure, goal, measured, ok, note } of lines)
    table.push([figure, goal, measured, ok ? 'yes' : 'NO', note]);
  // Markdown has a rule below the head only.
  return table
    .toString()
    .split('\n')
    .filter((text, at) => !/^\|[-|]+\|$/.test(text) || at === 1)
    .join('\n');
}

function edges(side, text) {
  return { [side]: text, [`${side}-left`]: text, [`${side}-mid`]: text, [`${side}-right`]: text };
}

function missedLine({ name: figure, goal, measured }) {
  return `${figure}: ${measured} (goal ${goal}).`;
}
