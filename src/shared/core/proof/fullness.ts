import { clausesOf, PART_BREAK } from './clauses';
import { isElsewhere, isOf } from './elsewhere';
import type { Known } from './known';
import { type Mentions, mentionsBetween } from './mentions';
import type { Reading } from './reading';

/** How full a sentence says something to be, and from how much percent of its limit on, or up to how much, that is so. */
const LEVELS: readonly {
  readonly said: RegExp;
  readonly from: number;
  readonly to: number;
  readonly isInside?: boolean;
}[] = [
  {
    said: /\b(?:most|the (?:bulk|majority)|nearly (?:all|every)|almost (?:all|every)|practically (?:all|every))\b[^,;]{0,40}?\b(?:is|are) (?:already |now )?(?:in use|used|taken|gone|occupied)\b/,
    isInside: true,
    from: 50,
    to: Number.POSITIVE_INFINITY,
  },
  {
    said: /\b(?:bursting(?: at the seams)?|about to burst|overflowing|filled to the brim|jam-packed|maxed out)\b/,
    from: 80,
    to: Number.POSITIVE_INFINITY,
  },
  {
    said: /\b(?:nearly|almost|practically) (?:at (?:its|their|the) limit|full|used up|exhausted|reached|gone)\b|\b(?:close to|near|nearing|approaching) (?:its|their|the) limit\b/,
    from: 65,
    to: Number.POSITIVE_INFINITY,
  },
  {
    said: /\b(?:over|beyond|above|past) (?:its|their|the) (?:\w+ )?limit\b|\bused up\b|\bexhausted\b|\b(?:has|have) (?:already )?(?:reached|hit|passed|exceeded) (?:its|their|the) (?:\w+ )?limit\b/,
    from: 99.5,
    to: Number.POSITIVE_INFINITY,
  },
  {
    said: /\b(?:far (?:from|below)|well (?:below|within|under)|nowhere near|hardly near) (?:its|their|the) (?:\w+ )?limit\b|\bplenty of room\b/,
    from: 0,
    to: 75,
  },
];

/** Of what is denied, supposed, or was or will be, nothing is judged. */
const NOT_NOW =
  /\b(?:not|no|never|none|nothing|neither|nor|[a-z]+n't|if|would|could|might|may|can|will|once|when|until|before|was|were|had|last|switch\w*|upgrad\w*|downgrad\w*|mov(?:e|ing)|going|next|soon|again|tomorrow|since|by|be|likely|expected)\b/;

/** The words in which a sentence says a fullness of something that has another one. */
export function otherFullness(reading: Reading, known: Known): string | null {
  // `is used up on the 26th` tells of then.
  const clauses = reading.days.length > 0 ? [] : clausesOf(reading.text.toLowerCase(), PART_BREAK);
  for (const { clause, start } of clauses) {
    const found = NOT_NOW.test(clause) ? null : otherIn(clause, start, reading, known);
    if (found !== null) {
      return reading.text.slice(start + found.index, start + found.index + found[0].length);
    }
  }
  return null;
}

function otherIn(clause: string, start: number, reading: Reading, known: Known): RegExpExecArray | null {
  for (const { said, from, to, isInside } of LEVELS) {
    const found = said.exec(clause);
    const subject =
      found === null
        ? null
        : mentionsBetween(reading, start, start + found.index + (isInside ? found[0].length : 0), known);
    const percents = subject === null ? [] : percentsOf(subject, known);
    if (found !== null && percents.length > 0 && !percents.some((value) => value >= from && value <= to)) {
      return found;
    }
  }
  return null;
}

function percentsOf(subject: Mentions, { numbers }: Known): readonly number[] {
  const names = new Set([...subject.all.values()].flatMap((own) => [...own]));
  return (numbers.get('percent') ?? []).flatMap((one) =>
    one.key === 'percent' && !isElsewhere(one, subject) && isOf(one.record, names) ? [one.value] : [],
  );
}
