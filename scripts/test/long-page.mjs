/**
 * The last result of the long tests as a Markdown page.
 *
 * @param {(import('./run-steps.mjs').Outcome & { what: string })[]} outcomes
 * @param {{ day: string, node: string, platform: string, cores: number, load: number }} machine `day` is YYYY-MM-DD, `load`
 *   how many processes wanted a core when the run began
 * @returns {string}
 */
export function longPage(outcomes, { day, node, platform, cores, load }) {
  const sum = (key) => outcomes.reduce((total, { totals }) => total + totals[key], 0);
  const seconds = outcomes.reduce((total, outcome) => total + outcome.seconds, 0);
  const rows = outcomes.map(
    ({ name, what, totals, seconds: took }) =>
      `| ${name} | ${what} | ${totals.passed} | ${totals.failed} | ${totals.skipped} | ${duration(took)} |`,
  );
  return `# Long tests

What would take \`npm test\` beyond a quarter of an hour runs in \`npm run test:long\`, which writes this page.

Last run: ${day}, Node ${node}, ${platform}, ${cores} cores, load ${load.toFixed(1)} before the start, ${duration(seconds)}:
**${sum('passed')} passed, ${sum('failed')} failed**.

| step | what | passed | failed | skipped | took |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function duration(seconds) {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
