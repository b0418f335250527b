import { type ChatRequest, evidenceIn } from './chat-request';

/** What a model answers: a text, or which tools it wants to be called. */
export type ChatAnswer =
  | { readonly text: string }
  | { readonly calls: readonly { readonly name: string; readonly input: Readonly<Record<string, unknown>> }[] };

/** The sentence that is in no evidence: it shows how the proof strikes what a model makes up. */
const MADE_UP = 'Teams of your size spend 37 % less on this.';

/**
 * The sample model: no model at all, but rules that pick sentences out of what they were sent, always the same for the
 * same request. One sentence of each longer answer is made up, so that a person sees it struck.
 */
export function sampleAnswer(request: ChatRequest): ChatAnswer {
  switch (request.response_format?.json_schema?.name) {
    case 'summary':
      return { text: JSON.stringify(wording(evidenceOf(request))) };
    case 'weighing':
      return { text: JSON.stringify(weighing(evidenceOf(request))) };
    default:
      return request.tools.length === 0 ? { text: 'ready' } : answer(request);
  }
}

interface Advice {
  readonly id: number;
  readonly title: string;
  readonly effect: string;
  readonly reason: string;
  readonly urgency: string;
  readonly work: string;
  readonly ifYouWait: readonly string[];
}

interface Evidence {
  readonly verdict: { readonly headline: string; readonly sentence: string };
  readonly recommendations: readonly Advice[];
  readonly choices?: readonly {
    readonly account: string;
    readonly usedModels: readonly string[];
    readonly models: readonly string[];
  }[];
}

function evidenceOf({ messages }: ChatRequest): Evidence {
  const found = messages.map(({ content }) => evidenceIn(content)).find((one) => one !== null);
  return (found ?? { verdict: { headline: '', sentence: '' }, recommendations: [] }) as unknown as Evidence;
}

function wording({ verdict, recommendations }: Evidence) {
  const [first] = recommendations;
  return {
    brief: {
      what: first === undefined ? 'Nothing has to be done now.' : `${first.title}. ${effectOf(first)}`.trim(),
      why: `${verdict.headline}. ${MADE_UP}`,
      byWhen: first?.urgency || verdict.sentence,
      ifNot: first?.ifYouWait[0] ?? verdict.sentence,
    },
    recommendations: recommendations.map(({ id, reason, work }) => ({ id, text: `${reason} The work is ${work}.` })),
  };
}

/** What costs little work first where the goal is near; else as it was sent. */
function weighing({ recommendations, choices = [] }: Evidence) {
  const bySaving = (one: Advice) => (/^saves/.test(one.effect) ? 0 : 1);
  return {
    order: [...recommendations]
      .sort((a, b) => bySaving(a) - bySaving(b))
      .map(({ id, effect, urgency }) => ({ id, reason: `${effectOf({ effect })} ${urgency}`.trim() })),
    further: choices
      .flatMap(({ account, usedModels, models }) => {
        const [from] = usedModels;
        const to = models.find((name) => /mini|nano|luna|haiku|flash/.test(name) && !usedModels.includes(name));
        return from === undefined || to === undefined
          ? []
          : [{ account, change: `model=${from}:${to}`, reason: `${to} may be enough for what ${from} does.` }];
      })
      .concat([{ account: choices[0]?.account ?? '', change: 'traffic=0.5', reason: 'Less traffic costs less.' }]),
  };
}

/** `It saves $26 / mo.`, `It costs at least $1 / mo.`; empty where it is about no money. */
function effectOf({ effect }: Pick<Advice, 'effect'>): string {
  if (effect === '') {
    return '';
  }
  if (effect === 'price unknown') {
    return 'Its price is unknown.';
  }
  const verb = effect === 'free' ? 'is ' : 'costs ';
  return `It ${/^(?:may save|saves)/.test(effect) ? '' : verb}${effect}.`;
}

/** Which tool a question is about, by its words; the first that fits. */
const TOPICS: readonly (readonly [words: RegExp, tool: string])[] = [
  [/\b(why|rise|rose|change[sd]?|more than)\b/i, 'explain_change'],
  [/\b(bill|cost|costs|pay|spend|month)\b/i, 'bill'],
  [/\b(alert|alerts|fired|firing)\b/i, 'alerts'],
  [/\b(limits?|reach\w*|full|press\w*|run out)\b/i, 'limits'],
  [/\b(do|advise|recommend\w*|save|first)\b/i, 'recommendations'],
  [/\b(right|accurate|trust)\b/i, 'forecast_record'],
];

function answer({ messages, tools }: ChatRequest): ChatAnswer {
  const asked = messages.findLastIndex(({ role }) => role === 'user');
  const results = messages.slice(asked).filter(({ role }) => role === 'tool');
  const names = tools.map((tool) => tool.function.name);
  if (results.length === 0) {
    const question = messages[asked]?.content ?? '';
    const wanted = TOPICS.find(([words]) => words.test(question))?.[1] ?? 'limits';
    const name = names.includes(wanted) ? wanted : (names[0] ?? '');
    return { calls: [{ name, input: {} }] };
  }
  const sentences = results.flatMap(({ content }) => sentencesFrom(evidenceIn(content) ?? {}));
  return { text: [...sentences, MADE_UP].join(' ') };
}

interface Written {
  readonly label: string;
  readonly text: string;
}

const MOST_SENTENCES = 4;

type Told = Readonly<Record<string, unknown>>;

/** What an answer of each tool says in sentences; where it has none, its figures as they are written. */
const SENTENCES: Readonly<Record<string, (told: Told) => readonly string[]>> = {
  limits: ({ limits }) => textsOf(limits, 'text').slice(0, 2),
  alerts: ({ firing }) =>
    orElse(
      'Nothing fires now.',
      rowsOf(firing).flatMap((one) => [`${one['title']}.`, String(one['sentence'])]),
    ),
  recommendations: ({ recommendations }) =>
    orElse(
      'Nothing has to be done now.',
      rowsOf(recommendations).flatMap((one) => [`${one['title']}.`, String(one['explanation'])]),
    ),
  explain_change: ({ change }) => {
    const [told] = rowsOf([change]);
    const [lead, cause] = [told?.['lead'], told?.['cause']].map((one) => rowsOf([one])[0]);
    return [
      ...textsOf([change], 'headline'),
      ...(lead === undefined ? [] : [`${lead['title']}: ${lead['detail']}.`]),
      ...(cause === undefined ? [] : [`${cause['title']}, ${cause['detail']}.`]),
    ];
  },
  forecast_record: ({ overall }) => textsOf([overall], 'sentence'),
};

function orElse(none: string, sentences: readonly string[]): readonly string[] {
  return sentences.length === 0 ? [none] : sentences;
}

function rowsOf(list: unknown): readonly Told[] {
  const rows = Array.isArray(list) ? (list as unknown[]) : [];
  return rows.filter((row): row is Told => typeof row === 'object' && row !== null);
}

function textsOf(list: unknown, key: string): readonly string[] {
  return rowsOf(list).flatMap((row) => (typeof row[key] === 'string' && row[key] !== '' ? [row[key]] : []));
}

/** The sentences of an answer, or its first figures, or where it has none what it says of that. */
function sentencesFrom(result: Told): readonly string[] {
  const own = Object.entries(SENTENCES).flatMap(([key, sentences]) =>
    isAnswerOf(key, result) ? sentences(result) : [],
  );
  if (own.length > 0) {
    return own.slice(0, MOST_SENTENCES);
  }
  const figures = Array.isArray(result['figures']) ? (result['figures'] as Written[]) : [];
  const notes = Array.isArray(result['notes']) ? (result['notes'] as string[]) : [];
  return figures.length > 0
    ? figures.slice(0, MOST_SENTENCES).map(({ label, text }) => `${label.replace(': ', ', ')}: ${text}.`)
    : notes.slice(0, 1);
}

/** Which answer it is, by a field that only it has. */
function isAnswerOf(tool: string, result: Told): boolean {
  const field = { alerts: 'firing', explain_change: 'change', forecast_record: 'overall' }[tool] ?? tool;
  return field in result;
}
