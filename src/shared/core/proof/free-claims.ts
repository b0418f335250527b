import type { Known } from './known';
import { isExtraCost, listsOf } from './measures';
import { mentionsBetween } from './mentions';
import type { Reading } from './reading';

const FREE =
  /\b(?:costs? (?:you |us )?(?:nothing|no) ?(?:more|extra|additional)?|at no (?:(?:extra|additional) )?costs?|(?:is|comes) (?:for )?free|free of charge)\b/;

/** The words with which a sentence says that an advice costs nothing, where it costs more than what is paid today. */
export function freeClaim(reading: Reading, known: Known): string | null {
  const text = reading.text.toLowerCase();
  const said = FREE.exec(text);
  const subject = said && mentionsBetween(reading, 0, said.index, known, { isAny: true });
  const advice = [...(subject?.all.get('metric') ?? [])].filter((name) => name.startsWith('/'));
  const costs = (advice.length === 0 ? [] : listsOf(known, isExtraCost).flat()).filter(
    ({ record }) => record.names.get('metric')?.some((name) => advice.includes(name)) === true,
  );
  return said !== null && costs.length > 0 && costs.every(({ value }) => value > 0)
    ? reading.text.slice(said.index, said.index + said[0].length)
    : null;
}
