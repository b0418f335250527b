import { usedBetween } from '#shared/core/alerts/meter';
import { learnUsual, usualBetween, WINDOWS } from '#shared/core/alerts/usual';
import { DAY, HOUR } from '#shared/domain/instant';
import { NOW, quietAccount } from './made-up-account';

export function runTry() {
  const seeds = Number(process.env.SEEDS ?? 3);
  const all: Record<number, [number, number][]> = { 1: [], 6: [], 24: [] };
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const m of quietAccount(seed).meters) {
      for (let day = 60; day > 0; day -= 1) {
        const midnight = NOW - (NOW % DAY) - day * DAY;
        const usual = learnUsual(m.meter, midnight);
        if (!usual) continue;
        const best: Record<number, [number, number]> = { 1: [0, 0], 6: [0, 0], 24: [0, 0] };
        for (let h = 1; h <= 24; h += 1) {
          const end = midnight + h * HOUR;
          for (const w of WINDOWS) {
            const used = usedBetween(m.meter, end - w * HOUR, end) ?? 0;
            const ratio = used / usualBetween(usual, end - w * HOUR, end);
            if (ratio / usual.record[w] > best[w]![0] || 0) best[w] = [ratio / usual.record[w], ratio];
          }
        }
        for (const w of WINDOWS) all[w]!.push(best[w]!);
      }
    }
  }
  for (const w of WINDOWS) {
    const over = all[w]!.sort((a, b) => b[0] - a[0]);
    console.log(w, over.length, over.slice(0, 12).map(([a, b]) => `${a.toFixed(2)}(${b.toFixed(2)})`).join(' '));
    const r = over.map(([, b]) => b).sort((a, b) => b - a);
    console.log('  ratio', r.slice(0, 12).map((b) => b.toFixed(2)).join(' '), 'q99', r[Math.floor(r.length / 100)]?.toFixed(2));
  }
}
