import { benchCosts } from './costs-bench';

for (const { name, goal, measured, ok, note } of await benchCosts()) {
  process.stdout.write(`${ok ? 'ok  ' : 'MISS'} ${name}: ${measured} (goal ${goal}; ${note})\n`);
}
