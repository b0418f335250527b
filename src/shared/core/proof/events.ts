import { PART_BREAK } from './clauses';

/**
 * What happens at a moment. `again`: reached once more in the next period; `turns`: a period ends and another begins;
 * `noted`: an alert is acknowledged or put off; `bound`: what is agreed ends or begins; `changed`: somebody did something;
 * `measured`: a day of a series; `recorded`: forecasts are compared from or to it.
 */
export type Event =
  | 'reached'
  | 'again'
  | 'fired'
  | 'worse'
  | 'resolved'
  | 'noted'
  | 'charged'
  | 'turns'
  | 'expires'
  | 'bound'
  | 'deployed'
  | 'changed'
  | 'read'
  | 'measured'
  | 'recorded';

interface Word {
  /** Any of these may be meant. */
  readonly events: readonly Event[];
  /** Of a sentence in small letters. */
  readonly said: RegExp;
  /** What is meant where a day says until when. Else it is the end of a state. */
  readonly until?: readonly Event[];
  /** What is meant where a day says since when. */
  readonly since?: readonly Event[];
}

/** What a state that is told until a day ends with: `refuses requests until 1 December`. */
const ENDS: readonly Event[] = ['turns', 'expires', 'resolved', 'noted'];

/** The vocabulary of events, as people say them. The longer one of two that overlap is meant: `the trial ends`. */
const WORDS: readonly Word[] = [
  {
    events: ['reached'],
    said: new RegExp(
      [
        /reach\w*|hits?(?! rate)|hitting|pass(?:es|ed|ing)?|exceed\w*|cross(?:es|ed|ing)?|filled|fills?(?: up)?/,
        /full(?! (?:days?|weeks?|months?|hours?|years?|range|amount|price))|gone|exhaust\w*|deplet\w*|maxed out|gets? there/,
        /r[ua]n(?:s|ning)? (?:out|dry)|us(?:e|es|ed|ing) (?:(?:it|them|all|completely|entirely) )*up|used in full/,
        /(?:over|above|past|beyond|at|(?:been|is|are|was|were) on) (?:the|its|their|your|this|that) (?:[\p{L}-]+ )?(?:limit|budget|quota|cap|allowance)/u,
        /(?:went|goes|gone|going) over(?! (?:to|the (?:past|last))\b)/,
        /stops?|stopped|paus\w*|refus\w*|reject\w*|block\w*|denies|denied/,
      ]
        .map(({ source }) => source)
        .join('|'),
      'gu',
    ),
  },
  {
    events: ['reached'],
    said: /last(?= (?:about|only|for|another|roughly|until|just|less|more|over|to|through|\d))|(?:will|to|should|would|might|may|can|could|not|credit|balance) last(?! (?:month|week|year|time))|lasts|lasted/g,
    until: ['reached', 'turns'],
  },
  { events: ['reached', 'measured'], said: /cover(?:s|ed)?/g, until: ['reached', 'turns', 'measured'] },
  // A step on the way, and what an alert watches for.
  {
    events: ['reached', 'measured', 'fired', 'worse'],
    said: /(?:reach(?:es|ed)?|hit|pass(?:es|ed)?|cross(?:es|ed)?|exceed(?:s|ed)?|(?:went|goes|rose|climbed|got) (?:over|above|past|to)) (?:about |around |over |nearly |the )*\d[\d.,]* ?(?:%|percent)|thresholds?/g,
  },
  {
    events: ['reached', 'measured'],
    said: /(?:reached|hit|passed|exceeded) (?:about |around |over |nearly )?(?:[$€£]|miu )?\d[\d.,]*(?! ?[km]?b? of)/g,
  },
  {
    events: ['fired'],
    said: /fir(?:ed|es|ing)|trigger\w*|went off|going off|rang|alerted|warned|notified|active|on since|sent|critical since/g,
  },
  { events: ['fired', 'worse'], said: /(?:been|is|was|be) (?:\w+ )?critical/g },
  {
    events: ['worse'],
    said: /worse\w*|escalat\w*|(?:turned|became|went|got|gone|going|made|rose to|raised to) critical/g,
  },
  {
    events: ['resolved'],
    said: /resolv\w*|cleared|closed|(?:was|were|is|are|been) over(?= (?:by|on|at|a|since|before|after|within|in)\b|[.,;]| ?$)|back to normal|went away|as usual again|stopped firing|settled/g,
  },
  { events: ['noted', 'fired'], said: /noted/g },
  { events: ['noted'], said: /acknowledg\w*|snooz\w*|muted|silenced|dismissed|confirmed/g },
  {
    events: ['charged'],
    said: /(?:is|are|be|gets?|being) (?:\w+ )?(?:charged|billed|invoiced|debited|collected|issued|due)|(?:charges|bills|invoices)(?: you| us| it| this| next| again)*(?= (?:on|by|at|next|in|tomorrow)\b)|charged (?:you|us)(?! (?:(?:about|only|just|over|nearly|around|another) )?(?:[$€£\d]|miu))|invoices?|payment|(?:next|first) (?:bill|charge) (?:is|comes|falls)|billing (?:date|day)|due/g,
    since: ['reached', 'turns'],
  },
  {
    events: ['charged', 'measured'],
    said: /(?:was|were) (?:\w+ )?(?:charged|billed|invoiced|booked|debited)/g,
    since: ['reached', 'turns', 'measured'],
  },
  {
    events: ['reached', 'turns'],
    said: /(?:been|being) (?:\w+ )?(?:charged|billed)/g,
  },
  {
    events: ['turns'],
    said: /resets?|resetting|renewals?|renews|renewed|refill\w*|restor\w*|from zero|roll(?:s|ed)? over|(?:start|begin|com|count)(?:s|ing|es|ed|e)? (?:over|anew|again|afresh|fresh|back)|(?:period|month|window|cycle|term|quota) (?:that |then |itself )?(?:did not |does not )?(?:ends?|ended|begins?|began|starts?|started|runs?|ran|closes?)/g,
    since: ['turns', 'charged'],
  },
  {
    events: ['turns'],
    said: /accept\w*|resum\w*|(?:works?|working|answers?|answering|serves?|serving|available) (?:\w+ ){0,2}again|(?:runs?|running) again|lifted/g,
    until: ['reached', 'turns'],
  },
  // What begins or ends may be any state.
  {
    events: ['turns', 'fired', 'resolved', 'charged', 'noted'],
    said: /(?:(?:begin|start|end)(?:s|ed|ning|ing)?|began|begun)(?! (?:of|up|to|[a-z]+ing)\b)/g,
  },
  {
    events: ['expires'],
    said: /expir\w*|(?:access|connection|token|key|login|sign-in)s? (?:that )?(?:ends?|ended|runs? out|lasts?|stops?|lapses?|is (?:good|valid))|valid|renew(?: it| them| this| that| the| your)?(?! on)/g,
  },
  {
    events: ['expires', 'turns'],
    said: /(?:credit|quota|allowance|balance|rest|remainder) (?:\w+ ){0,2}(?:expires?|expired|lapses?|lapsed)|lapses?|lapsed/g,
  },
  {
    events: ['bound'],
    said: /(?:contract|trial|offer|deal|discount|promotion|subscription|agreement|commitment|deadline)s?\b(?: [\p{L}'-]+){0,4}? (?:ends?|ended|expires?|expired|runs? out|renews?|renewed|begins?|began|starts?|started|runs?|ran|lasts?|lapses?|closes?|is|was|falls?)/gu,
    until: ['bound'],
  },
  { events: ['bound', 'reached'], said: /(?:(?:has|have|needs?|had) to|must) be (?:made|done|taken|decided|settled)/g },
  { events: ['deployed'], said: /deploy\w*|releas\w*|shipped|ships|(?:went|goes|gone|going) live|rolled out|pushed/g },
  {
    events: ['changed'],
    said: /(?:was|were|been|be|got) (?:added|topped up|upgraded|downgraded|switched|created|launched|moved|hired|invited|introduced|removed|cancell?ed|raised|lowered|set up|turned (?:on|off))|joined|upgraded|downgraded|switched|moved (?:up|over|to|from|away)|signed up|topped up/g,
  },
  {
    events: ['read'],
    said: /(?:was|were|been|last|is|are|good) read(?:ing)?|fetched|refreshed|updated|synced|up to date|as of|stale|outdated|(?<=(?:minute|hour|day|week)s? )old/g,
  },
];

/** An alert by itself, of which nothing is said that happens. */
const ALERT: Word = {
  events: ['fired', 'worse', 'resolved', 'noted'],
  said: /(?<![\p{L}\d])(?:alert|warning)(?!\p{L})/gu,
};
/** Beside another event: `before the reset on 1 December`. */
const AROUND: readonly Event[] = ['turns', 'charged', 'expires'];
const BEFORE_DAY =
  /\b(until|till|through|since|from|before|after|by|within)(?: (?:the|about|around|roughly|at|end|of|and including))* ?$/;
/** Of a longer text nothing is told. */
const LONGEST = 4000;
const BREAKS = new RegExp(PART_BREAK.source, 'g');
const DENIED = /\b(?:not|no|never|nothing|nobody|none|neither|nor|without|[a-z]+n't|cannot)\b/;
const ALL = WORDS.map((word) => ({
  ...word,
  said: new RegExp(String.raw`(?<![\p{L}\d])(?:${word.said.source})(?!\p{L})`, 'gu'),
}));

interface Match {
  readonly word: Word;
  readonly start: number;
  readonly end: number;
}

interface Part {
  readonly from: number;
  readonly to: number;
}

/** What was found in a text, which is asked for each of its days. */
interface Found {
  readonly text: string;
  readonly words: readonly Match[];
  readonly breaks: readonly Part[];
}

let last: Found = { text: '', words: [], breaks: [] };

function findIn(text: string): Found {
  if (text !== last.text) {
    const breaks = [...text.matchAll(BREAKS)].map(({ index, 0: all }) => ({ from: index, to: index + all.length }));
    last = { text, words: wordsOf(text), breaks };
  }
  return last;
}

/** Words of events of a text in small letters; of those that overlap the longest. */
function wordsOf(text: string): readonly Match[] {
  const found = ALL.flatMap((word) =>
    [...text.matchAll(word.said)].map((one) => ({ word, start: one.index, end: one.index + one[0].length })),
  ).sort((a, b) => a.start - b.start);
  const longest: Match[] = [];
  for (const one of found) {
    const before = longest.at(-1);
    if (before === undefined || before.end <= one.start) {
      longest.push(one);
    } else if (one.end - one.start > before.end - before.start) {
      longest[longest.length - 1] = one;
    }
  }
  return longest;
}

/**
 * What a text in small letters says that happens at a day or time which stands from `start` to `end`: the word nearest
 * before it in its clause, else the nearest behind, else of the clause before. Null where it says nothing, or denies it.
 */
export function eventsAt(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): ReadonlySet<Event> | null {
  if (text.length > LONGEST) {
    return null;
  }
  const { words } = findIn(text);
  const part = partAround(text, start, end);
  const own = words.filter((one) => one.start >= part.from && one.end <= part.to);
  const nearest = own.findLast((one) => one.end <= start) ?? own.find((one) => one.start >= end);
  const clauseText = text.slice(part.from, part.to);
  if (nearest === undefined && clauseText.search(ALERT.said) >= 0) {
    return meant(ALERT, BEFORE_DAY.exec(text.slice(0, start))?.[1]);
  }
  const isPlain = nearest === undefined && MEASURED.test(clauseText);
  const match =
    nearest ??
    (isPlain
      ? undefined
      : (words.findLast((one) => one.end <= part.from) ?? words.find((one) => one.start >= part.to)));
  if (match === undefined) {
    return null;
  }
  const clause = partAround(text, match.start, match.end);
  if (DENIED.test(text.slice(clause.from, match.end))) {
    return null;
  }
  return meant(match.word, BEFORE_DAY.exec(text.slice(0, start))?.[1]);
}

function meant({ events, until, since }: Word, before: string | undefined): ReadonlySet<Event> {
  switch (before) {
    case 'until':
    case 'till':
    case 'through':
      return new Set(until ?? ENDS);
    case 'since':
    case 'from':
      return new Set(since ?? events);
    case undefined:
      return new Set(events);
    default:
      return new Set([...events, ...(events.includes('reached') ? AROUND : [])]);
  }
}

/** The clause of a text in which something stands from `start` to `end`. */
export function clauseAt(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  const { from, to } = partAround(text, start, end);
  return text.slice(from, to);
}

/** The part of a text around a stretch of it, up to where another one begins. */
function partAround(text: string, start: number, end: number): Part {
  const { breaks } = findIn(text);
  return {
    from: breaks.findLast(({ to }) => to <= start)?.to ?? 0,
    to: breaks.find(({ from }) => from >= end)?.from ?? text.length,
  };
}

/** What was measured, which every day of a series and every month has. */
export const MEASURED =
  /\b(?:cost\w*|spen[dt]\w*|bill\w*|usage|use[ds]?|using|traffic|totals?|rose|fell|grew|peak\w*|high\w*|low\w*|jump\w*|most|least|busy|busiest|quiet\w*|dear\w*|cheap\w*|days?|weekends?|workdays?|months?|nothing|data|read|partial|figures?|measure\w*|forecast\w*|expect\w*|look\w*|compar\w*|than|same|pay|paid|pric\w*|more|less|charg\w*|(?:came|comes?) to|brought|booked|stood|stands?|landed)\b/;
