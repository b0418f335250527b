import type { Known } from './known';
import type { Reading } from './reading';
import { isDenying } from './states/denial';
import { stem } from './units';

/** What belongs to a deal with a provider: nobody can say that there is one of which nothing was read. */
const TERMS =
  /\b(?:discounts?|coupons?|vouchers?|rebates?|refund(?:s|ed|able)?|promo(?:tions?|tional)?|cashback|loyalty|surcharges?|late fees?|penalt(?:y|ies)|fined|money[- ]back|grace periods?|(?:cancellation|setup|early[- ]termination) fees?|free (?:first )?(?:trial|months?|weeks?|years?|seats?|tier|credits?)|cancel (?:at )?any ?time|lifetime)\b/g;

/** Stretches of time that are not kept: only the evidence itself can say something of them. */
const TIMES =
  /\b(?:(?:the )?same (?:day|time|point|date)(?: of| in)? (?:last|the previous) (?:month|year|week)|(?:by |at )?this (?:time|point) last (?:month|year|week)|last (?:year|quarter)|this quarter|a year ago|year[- ]over[- ]year|year[- ]on[- ]year|(?:all[- ]time|record) (?:high|low)s?)\b/;

/** Numbers that are none to be proved: nobody can say what they are. */
const LOOSE =
  /\b(?:a (?:cool )?grand|a (?:cool|whole) (?:million|billion)|(?:a )?few (?:hundred|thousand|million)s?|(?:in the |the )?(?:low|mid|high)[- ](?:single|double|triple|tens|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|hundreds|thousands|millions)(?: digits| figures)?|(?:single|double|triple)[- ](?:digits?|figures?)|(?:baker's|bakers) dozen|(?:a|two|three|four) score(?: of)?|a (?:gross|century) of|dozens of|a penny|cents on the dollar|sawbucks?|orders? of magnitude|coin[- ](?:flip|toss)\S*|one in an? (?:hundred|thousand|million|billion)|fortnights?|a sprint|wee hours|crack of dawn|cows come home|new year)\b/;

/** Says why something is so; what it names stands behind. */
const BECAUSE =
  /\b(?:because of|due to|caused by|driven by|triggered by|thanks to|owing to|as a result of|the (?:cause|reason|culprit) (?:is|was)|traced (?:back )?to|down to (?=an? ))/g;
/** What it names stands before: `a runaway cron job is behind the many commands`. */
const BEHIND =
  /\b(?:(?:is|are|was|were) (?:behind|to blame for|the (?:reason|cause|culprit) (?:for|of|behind)|causing|driving)|causes|caused|drives|drove|explains|explained)\b/g;
/** Where the cause ends. */
const END = /[,.;:()]|\b(?:and|but|so|which|that|who|while|where|since|until|on|at|by|this|last|in|from|when|as)\b/;

/** Words that name no cause of their own. */
const EVERYWHERE = new Set(
  (
    'more less fewer higher lower larger smaller growth growing rise rising increase increases increased increasing decrease drop fall usage used using ' +
    'traffic demand load activity work change changes changed number numbers amount amounts high low heavy heavier busy busier steady strong ' +
    'extra additional what your their this that these those the very much most mainly mostly partly only just such same other another all any some ' +
    'new use uses cost costs price prices spend spending spent consumption volume part share reason cause thing things mix everything nothing something'
  ).split(' '),
);

/**
 * The words with which a sentence tells of a deal (`a free first month`) or of a cause (`a runaway cron job is behind it`)
 * of which no word was read; null where it tells of none, or denies it.
 */
export function unreadThing({ text, names }: Reading, known: Known): string | null {
  const small = text.toLowerCase();
  const isNew = (word: string) => !known.words.has(word) && !known.words.has(stem(word));
  for (const { 0: said, index } of small.matchAll(TERMS)) {
    if (contentOf(said).some(isNew) && !isDenying(small.slice(0, index))) {
      return text.slice(index, index + said.length);
    }
  }
  const time = TIMES.exec(small) ?? LOOSE.exec(small);
  if (time !== null && !known.texts.includes(time[0]) && !isDenying(small)) {
    return text.slice(time.index, time.index + time[0].length);
  }
  const isNamed = (from: number, to: number) => names.some(({ start, end }) => start >= from && end <= to);
  for (const { cause, start } of causesIn(small)) {
    const words = contentOf(cause);
    const isUnread = words.length > 0 && words.every((word) => isNew(word) && !EVERYWHERE.has(word));
    if (isUnread && !isNamed(start, start + cause.length)) {
      return text.slice(start, start + cause.length).trim();
    }
  }
  return null;
}

function causesIn(text: string): { readonly cause: string; readonly start: number }[] {
  const behind = [...text.matchAll(BECAUSE)].map(({ 0: said, index }) => {
    const start = index + said.length;
    return { cause: text.slice(start).split(END)[0] ?? '', start, index };
  });
  const before = [...text.matchAll(BEHIND)].map(({ index }) => {
    const head = text.slice(0, index);
    const start = Math.max(
      0,
      ...[...head.matchAll(/[,;:()]|\b(?:but|and|while|that)\b/g)].map((one) => one.index + one[0].length),
    );
    return { cause: head.slice(start).split(/\b(?:in|of|on|at|from)\b/)[0] ?? '', start, index };
  });
  return [...behind, ...before].filter(({ index }) => !isDenying(text.slice(0, index)));
}

function contentOf(text: string): readonly string[] {
  return text.match(/\p{L}{4,}/gu) ?? [];
}
