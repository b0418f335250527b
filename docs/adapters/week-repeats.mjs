#!/usr/bin/env node
// A forecast model for Headroom, as small as one can be: the last week again, as wide as weeks have differed.
// Called as `week-repeats.mjs --json --horizon N -`: CSV on standard input, one JSON line on standard output.
import { text } from 'node:stream/consumers';

const horizon = Number(process.argv[process.argv.indexOf('--horizon') + 1]);
const [, ...lines] = (await text(process.stdin)).trim().split('\n');
const values = lines.map((line) => Number(line.split(',')[1]));

// Replace from here: your model's quantiles at 0.025, 0.1, 0.25, 0.5, 0.75, 0.9 and 0.975 for each day to come.
const scores = { q025: -1.96, q10: -1.28, q25: -0.67, q50: 0, q75: 0.67, q90: 1.28, q975: 1.96 };
const changes = values.slice(7).map((value, i) => value - values[i]);
const spread = Math.sqrt(changes.reduce((sum, change) => sum + change * change, 0) / Math.max(1, changes.length));
const steps = Array.from({ length: horizon }, (_, h) => {
  const middle = values[values.length - 7 + (h % 7)] ?? values.at(-1);
  return Object.fromEntries(Object.entries(scores).map(([key, z]) => [key, middle + z * spread]));
});

process.stdout.write(`${JSON.stringify({ steps })}\n`);
