import type { Reading } from './reading';

/** Groups of which nobody who asks has several. */
const OUTSIDE =
  '(?:companies|start-?ups|firms|businesses|founders|co-?founders|organi[sz]ations|competitors|peers|agencies|enterprises|entrepreneurs|industries|saas(?:es)?)';
/** Groups that may be the user's own too. */
const EITHER =
  '(?:teams|customers|clients|users|developers|engineers|apps|applications|products|projects|accounts|sites|websites|shops|stores|services|people|folks|setups|stacks)';
/** One of such a group. */
const ONE = '(?:company|start-?up|firm|business|founder|organi[sz]ation|competitor|peer|agency|saas|team|app|shop)';
const WHOEVER = `(?:${OUTSIDE}|${EITHER}|${ONE}|others|those|everyone|everybody|anyone|ones)`;
/** Up to two words between: `most early-stage companies`. */
const FEW = "(?:[\\p{L}'-]+ ){0,2}";
const LIKENESS =
  '(?:sizes?|stages?|kinds?|sorts?|types?|shapes?|scales?|sectors?|category|age|fields?|industry|position|situation|niche|segment|class|league)';
const TRADE = '(?:industry|market|sector|peer|saas|start-?up)';
const STANDARD = '(?:averages?|medians?|norms?|means?|standards?|benchmarks?|rates?|levels?|percentiles?|figures?)';
const MANY =
  '(?:most|many|some|other|all|few|several|successful|similar|comparable|typical|average|the majority of|out of|percent of|% of|thousands of|hundreds of|dozens of|half of|thirds of|third of|quarters of|quarter of|(?:\\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred|thousand)(?: in| of| out of)?)';
const DOES =
  '(?:pay|spend|use|save|cut|need|see|run|have|keep|reach|choose|move|upgrade|report|get|tend|lose|grow|switch|prefer|budget|double|halve|hit|fill|outgrow|leave|stay|waste|burn|go|do|are|were)';
const OFTEN =
  '(?:usually|typically|generally|normally|often|mostly|commonly|rarely|on average|in general|as a rule|tend to)';

/** What is told of others than the account that was read: of them nothing was read, whatever figure stands beside it. */
const CLAIMS = new RegExp(
  [
    // Teams of your size; apps at a similar stage; others in your position.
    `\\b${WHOEVER} (?:of|with|at|in|on) (?:about |roughly )?(?:an? |the )?(?:your|this|that|similar|comparable|same|like|equal) ${FEW}${LIKENESS}\\b`,
    // Companies like yours, apps such as this one.
    `\\b${WHOEVER} (?:much |just )?(?:like|such as|similar to|comparable to) (?:yours?|you|this|this one|that|us|ours)\\b`,
    // Most startups, nine out of ten founders, similar teams, the typical SaaS.
    `(?:\\b|(?=%))${MANY} ${FEW}${OUTSIDE}\\b`,
    `\\b(?:similar|comparable|similarly sized|comparably sized|rival|competing|out of \\p{L}+|out of \\d+) ${FEW}(?:${EITHER}|${ONE})\\b`,
    `\\b(?:most|many|other) (?:teams|customers|clients|users|developers|engineers|people|folks|shops)\\b`,
    `\\b(?:an?|the|your) (?:typical|average|median|usual|normal|ordinary) ${FEW}${ONE}\\b`,
    // Companies spend …; developers usually …
    `^\\W*(?:\\p{L}+ly,? |${OFTEN},? )?(?:${OUTSIDE}|teams|developers|people) (?:${OFTEN} )?${DOES}\\b`,
    `(?<!\\b(?:your|our|these|those|the|two|three|four|five) )\\b(?:${OUTSIDE}|teams|developers|customers) ${OFTEN}\\b`,
    // Your peers, everyone else.
    `\\b(?:your|its|their|the) ${FEW}(?:peers|peer group|competitors?|competition|rivals)\\b`,
    `\\b(?:everyone|everybody) else\\b|\\bothers (?:${OFTEN} |pay|spend|save)`,
    // The industry average, the market rate, the norm for your stage.
    `\\b${TRADE}(?:[- ]?wide)? (?:\\p{L}+ )?${STANDARD}\\b`,
    `\\b(?:${STANDARD}|usual|typical|common|normal) (?:in|of|for|across|within|at) (?:the |your |this |our |an? )?(?:${TRADE}|${LIKENESS}|${OUTSIDE}|${EITHER}|${ONE})\\b`,
    `\\b(?:in|across) (?:the|your|our) (?:whole )?industry\\b|\\bindustry[- ]?wide\\b|\\bbest[- ]in[- ]class\\b`,
    // A seat that belongs to a designer: who works there is not read.
    `\\b(?:belongs? to|\\p{L}+ed by|used by|set by|paid by|run by) (?:an?|your|the|one) ${FEW}(?:designers?|interns?|contractors?|freelancers?|colleagues?|marketers?|accountants?|managers?|consultants?|assistants?|founders?|co-?founders?|cto|cfo|ceo)\\b`,
    // Studies show …; according to analysts.
    `\\b(?:studies|stud(?:y|ies) of|surveys?|research|researchers|analysts?|experts?|statistics|polls?)(?: \\p{L}+){0,3} (?:shows?|suggests?|says?|finds?|found|reports?|indicates?|reveals?|recommends?|agree|estimates?|puts?|proves?|confirms?)\\b`,
    `\\baccording to ${FEW}(?:studies|study|surveys?|research|analysts?|experts?|statistics|${OUTSIDE})\\b`,
  ].join('|'),
  'iu',
);

/** A provider's other customers, behind its name: `Vercel's customers`, `Neon users`. */
const THEIRS = /^(?:'s?)? ?(?:other )?(?:customers|clients|users|subscribers)\b/i;

/** Says that nothing of the kind was read: `I cannot tell what companies like yours pay`. */
const UNTOLD =
  /\b(?:no|not|none|nothing|cannot|can't|doesn't|don't|neither)\b.{0,80}\b(?:evidence|data|readings|read|tells?|shows?|know|known|see|say|says|compare)\b/i;

/**
 * The piece of a sentence that tells of other accounts, teams or the market; null where none does, or where the sentence
 * denies that anything of it was read and states no figure. No evidence excuses it: what people named may say so too.
 */
export function findOthers({ text, figures, names }: Reading): string | null {
  if (figures.length === 0 && UNTOLD.test(text)) {
    return null;
  }
  return CLAIMS.exec(text)?.[0].trim() ?? theirs(text, names);
}

function theirs(text: string, names: Reading['names']): string | null {
  for (const { kinds, start, end } of names) {
    const found =
      kinds.includes('account') || kinds.includes('product') || kinds.includes('other')
        ? THEIRS.exec(text.slice(end))
        : null;
    if (found !== null) {
      return text.slice(start, end + found[0].length);
    }
  }
  return null;
}
