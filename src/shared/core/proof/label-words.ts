/** In what respect a figure is called something: of each a figure is one thing, and so no other. */
export type Respect = 'time' | 'who' | 'of' | 'pool' | 'flow' | 'line' | 'sign' | 'forecast';

/** How people call what a figure is, and by which words of its fields the evidence does. */
export interface Label {
  readonly respect: Respect;
  readonly name: string;
  /** Of a sentence in small letters; null for what only fields say. */
  readonly said: RegExp | null;
  /** Of the words of a figure's fields, and of what stands beside it. */
  readonly field: RegExp;
}

/**
 * The vocabulary of labels. What a sentence calls a figure has to be what the evidence calls it: of what is `left`
 * nothing is told as used, of what is expected nothing as spent, input is no output, and a fee no usage.
 */
export const LABELS: readonly Label[] = [
  {
    respect: 'time',
    name: 'now',
    said: /\b(?:so far|to date|already|(?:up to|until|by) now|currently|right now|at the moment|(?:has|have) (?:cost|spent|used|come to|charged|consumed|taken|accumulated)|stands? at)\b/g,
    field:
      /\b(?:so far|used|spent|charges|left|says|list|ai (?:total|at least)|lines (?:amount|quantity)|limits percent|share of its limit|by (?:service|project|model) (?:effective )?amount|models \w+|models \w+ tokens)\b/,
  },
  {
    respect: 'time',
    name: 'later',
    said: /\b(?:expected to (?:cost|be|come|reach|end|stay|amount|stop|close|finish|land)|(?:will|'ll|should|likely to|going to|set to|may(?: well)?|might(?: well)?) (?:probably |likely |most likely |well )?(?:cost|come to|end|total|reach|amount|pay|close|finish|land|settle|run to|be(?= (?:about|around|roughly|near|at|only|just|over|under)\b| ?[$€£\d]))|on (?:course|track) (?:for|to)|head(?:ed|ing) (?:for|to)|is forecast|are forecast|(?:forecast|projected) (?:for|is|at|to)|by the end|by month'?s end|(?:end|close|finish|land|settle)(?:s|es|ing)? (?:the month|out|up|november|at|around|near))\b/g,
    field: /\b(?:projected|by the end|expected|estimated)\b/,
  },
  {
    respect: 'time',
    name: 'before',
    said: /\b(?:last|the previous) month\b|\bthe month before\b/g,
    field: /\b(?:last month|the month before)\b/,
  },
  {
    respect: 'pool',
    name: 'used',
    said: /\b(?:used(?! (?:up|beyond|over|above)\b)|spent|consumed|charged(?= so far\b)|touched|gone(?! over)|stores)\b/g,
    field:
      /\b(?:used|spent|spend|charges|so far (?:amount|total|at least)|ai (?:total|at least)|lines amount|by (?:service|project|model) amount|models cost)\b/,
  },
  {
    respect: 'pool',
    name: 'left',
    said: /\b(?:left(?= (?:at|of|in|on|this|until|before|to|for|from|as|now|and|after|over|by)\b|[^ \p{L}]| ?$)|remains?|(?<!the )remaining|unused|unspent|to spare|(?:still )?covers? another|still (?:free|available|covers?)|balance)(?!\p{L})/gu,
    field: /\b(?:left|balance)\b/,
  },
  {
    respect: 'pool',
    name: 'whole',
    said: /\b(?:(?:limit|quota|allowance|budget) of|allows?|stops? at|(?<!\bfrom [^,;]{0,40})up to(?! now))\b/g,
    field: /\b(?:limit \||credit (?:total|included)|budgets amount)/,
  },
  { respect: 'who', name: 'developer', said: /\bdevelopers?\b/g, field: /^$/ },
  { respect: 'who', name: 'owner', said: /\bowners?\b|\bwho owns\b/g, field: /^$/ },
  {
    respect: 'flow',
    name: 'input',
    said: /\b(?:input|reads?(?= [\d$]))\b/g,
    field: /\b(?:input|cache share)\b/,
  },
  {
    respect: 'flow',
    name: 'output',
    said: /\b(?:output|wrote|writes|written|generat(?:es?|ed))\b/g,
    field: /\boutput\b/,
  },
  { respect: 'line', name: 'fee', said: /\bfees?\b/g, field: /\b(?:fee|(?:upgrade|current) cost)\b/ },
  { respect: 'line', name: 'credit', said: null, field: /\bcredit\b/ },
  {
    respect: 'line',
    name: 'usage',
    said: /\busage\b/g,
    field: /\b(?:usage|charges|list|(?:upgrade|current) cost)\b/,
  },
  {
    respect: 'line',
    name: 'all',
    said: /\b(?:(?:whole|total|entire|full|overall) (?:bill|cost|amount|spend\w*)|monthly total|fees? included|(?:including|with) (?:the |your |its )?(?:plan )?fees?)\b/g,
    field: /\b(?:so far (?:amount|total|at least)|everything)\b/,
  },
  { respect: 'line', name: 'on-demand', said: /\bon[- ]demand\b/g, field: /\bon[- ]demand\b/ },
  {
    respect: 'of',
    name: 'bill',
    said: /\bof (?:the|your|our) (?:\w+ )?(?:bill|total|costs?|spend\w*)\b/g,
    field: /^$/,
  },
  { respect: 'of', name: 'usage', said: /\bof what is used\b/g, field: /^$/ },
  { respect: 'of', name: 'change', said: null, field: /\bparts (?:share|due|charges)\b/ },
  {
    respect: 'sign',
    name: 'saves',
    said: /\b(?:sav(?:e|es|ed|ing|ings)|cheaper|less|fewer)\b/g,
    field: /\b(?:gain|together|brings a month)\b/,
  },
  {
    respect: 'sign',
    name: 'extra',
    said: /\b(?:costs? (?:you )?(?:another|extra|an extra|an additional|more)|extra cost|dearer|more expensive|raises? (?:the|your) (?:bill|costs?) by|adds?|(?<=\bcosts? (?:you |us )?(?:about |around |roughly )?[$€£][\d.,]+ )more)\b/g,
    field: /\b(?:extra cost|costs more a month)\b/,
  },
  {
    respect: 'forecast',
    name: 'inside',
    said: /\b(?:came true|held|inside|within (?:the|their|its) range|accura(?:te|cy)|(?:were|was|are|is|got|proved|came) (?:right|correct)|(?<=\ball (?:of them |\d+ ))(?:right|correct))\b/g,
    field: /\binside\b/,
  },
  {
    respect: 'forecast',
    name: 'outside',
    said: /\b(?:missed|outside|(?:fell|were|was|came) (?:out|outside|wrong)|proved wrong)\b/g,
    field: /^$/,
  },
  {
    respect: 'forecast',
    name: 'aim',
    said: /(?<=%|percent|\bper cent|\bin (?:10|ten)) (?:range|interval|band)s?\b|\b(?:aims?|aimed|should be (?=\d|about|around|at)|supposed|promis\w*|meant|target\w*|intended|instead of|goal)\b/g,
    field: /\bcoverage\b/,
  },
  { respect: 'forecast', name: 'all', said: null, field: /\b(?:series|overall) (?:count|replayed)\b/ },
];
