import { dayOf, dayStart } from '#shared/core/calendar/calendar';
import type { Calendar } from './day-claims';
import { readTexts, type TextAt } from './evidence-texts';
import { isMoment, isNoFigure, stemsOf, unitsOfField, wordsOfKey } from './field-units';
import type { Known, KnownMoment, KnownNumber, KnownRecord, NameKind, Place } from './known';
import { NameCollector, normalName } from './name-book';
import type { ProofEvidence } from './proof';
import { rowOf } from './rows';
import { stem, type Unit, unitNamed } from './units';

/** What people name themselves: such a text is a name, never a figure nor a sentence of ours. */
const PEOPLES_KEY =
  /^(?:name|projects?|projectName|account|connections?|connectionId|team|teamName|branch|ref|message|commit\w*|label|host\w*|database|bucket|store|email|user\w*|person|author|creator|description|repo\w*|domain|workspace|apiKey\w*|goal|question)$/;
/** Names that a catalogue gives. */
const CATALOGUE_KEY =
  /^(?:title|metricTitle|subject|product|model|plan\w*|currentPlan|recommendedPlan|service|metric\w*|provider|key|limitKey|unit|region|resource|tier|feeds|of)$/;

const KIND_OF_KEY: Readonly<Record<string, NameKind>> = {
  title: 'metric',
  metricTitle: 'metric',
  subject: 'metric',
  project: 'project',
  projectName: 'project',
  product: 'product',
  model: 'product',
  account: 'account',
};

const ISO_MOMENT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/;
const ISO_DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const ISO_MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
/** Rows from which on a list is a series, which has every day. */
const SERIES = 13;

/** Reads what may be said: fields of JSON, the sentences in it, texts, figures and names that are told by themselves. */
export function readEvidence(evidence: ProofEvidence, calendar: Calendar): Known {
  return new EvidenceReader(calendar).read(evidence);
}

class EvidenceReader {
  private readonly numbers = new Map<string, KnownNumber[]>();
  private readonly moments: KnownMoment[] = [];
  private readonly collector = new NameCollector();
  private readonly words = new Set<string>();
  private readonly quotable: string[] = [];
  /** Texts are read once all names are known: a project called `$500 saved` is no figure in a sentence about it. */
  private readonly later: TextAt[] = [];
  private readonly rows = new Map<string, string[]>();
  private longest = 0;

  constructor(private readonly calendar: Calendar) {}

  read({ documents, figures = [], names = [] }: ProofEvidence): Known {
    for (const { id, text } of documents) {
      this.document(id, text);
    }
    for (const name of names) {
      this.collector.add(name, 'other', false);
      this.quotable.push(normalName(name));
    }
    for (const { value, unit, of = [] } of figures) {
      const record = emptyRecord(null);
      for (const name of of) {
        this.collector.add(name, 'metric', true);
        addTo(record.names, 'metric', normalName(name));
        this.addWords(name);
      }
      const named = unit === 'count' || unit === '' ? null : unitNamed(unit);
      this.number(value, named, named === null ? [stem(unit)] : [], {
        document: '',
        pointer: '',
        record,
        field: '',
        key: unit,
      });
    }
    const book = this.collector.book();
    readTexts(this.later, book, this.calendar, {
      number: (known) => this.keep(known),
      moment: (known) => this.moments.push(known),
      word: (word) => this.words.add(word),
    });
    for (const list of this.numbers.values()) {
      list.sort((a, b) => Math.abs(a.value) - Math.abs(b.value));
    }
    return {
      numbers: this.numbers,
      moments: this.moments.sort((a, b) => a.at - b.at),
      names: book,
      words: this.words,
      texts: this.quotable.join('\n'),
      longest: this.longest,
      rowsOf: (names) => new Set([...names].flatMap((name) => this.rows.get(name) ?? [])),
    };
  }

  private document(id: string, text: string): void {
    const record = emptyRecord(null);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.later.push({ text, document: id, pointer: '', record, series: false, key: '' });
      this.quotable.push(normalName(text));
      return;
    }
    for (const word of stemsOf(id)) {
      record.nouns.add(word);
    }
    this.value(value, {
      document: id,
      pointer: '',
      record,
      field: '',
      key: '',
      unit: null,
      currency: null,
      series: false,
      depth: 0,
    });
  }

  private value(value: unknown, at: At): void {
    if (at.depth > 60) {
      return;
    }
    if (typeof value === 'number') {
      this.field(value, at);
    } else if (typeof value === 'string') {
      this.text(value, at);
    } else if (Array.isArray(value)) {
      this.list(value, at);
    } else if (typeof value === 'object' && value !== null) {
      this.object(Object.entries(value), at);
    }
  }

  private object(entries: readonly (readonly [string, unknown])[], at: At): void {
    const record = emptyRecord(at.record);
    const own = (name: string) =>
      entries.find(([key, value]) => key === name && typeof value === 'string')?.[1] as string | undefined;
    const unit = own('unit') ?? null;
    const currency = own('currency') ?? (unit === null ? at.currency : null);
    for (const word of unit === null ? [] : stemsOf(unit)) {
      record.nouns.add(word);
    }
    for (const [key, value] of entries) {
      this.key(key);
      if (typeof value === 'string') {
        this.nameOf(key, value, record);
      }
    }
    for (const [key, value] of entries) {
      const isMap = /[^\w]/.test(key) && typeof value !== 'string';
      if (isMap) {
        addTo(record.names, 'product', normalName(key));
      }
      this.value(value, {
        ...at,
        record: /^[A-Z_\d]+$/.test(key) || isMap ? namedBy(key, record) : record,
        pointer: `${at.pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        field: `${at.field}/${key}`,
        key,
        unit,
        currency: currency ?? at.currency,
        depth: at.depth + 1,
      });
    }
  }

  /** A key is a word of ours, or a name where it is none of a programme: `claude-haiku-5-5`, `ANTHROPIC_TOKENS`. */
  private key(key: string): void {
    if (/[^\p{L}\d]/u.test(key)) {
      this.collector.add(key, 'other', true);
    }
    this.addWords(key);
  }

  private addWords(text: string): void {
    for (const word of wordsOfKey(text)) {
      this.words.add(word);
    }
  }

  private list(values: readonly unknown[], at: At): void {
    this.longest = Math.max(this.longest, values.length);
    const nouns = at.key === '' ? [...at.record.nouns] : stemsOf(at.key);
    this.number(values.length, null, nouns, { ...at, key: `${at.key}#` });
    for (const [index, value] of values.entries()) {
      this.value(value, {
        ...at,
        pointer: `${at.pointer}/${index}`,
        field: `${at.field}/*`,
        series: at.series || values.length >= SERIES,
        depth: at.depth + 1,
      });
    }
  }

  private nameOf(key: string, value: string, record: KnownRecord): void {
    const kind = KIND_OF_KEY[key];
    if (kind !== undefined && value.length <= 200) {
      const name = normalName(value);
      addTo(record.names, kind, name);
      for (let above = record.parent; above !== null; above = above.parent) {
        above.below.add(name);
      }
    }
    if (kind === 'metric' || key === 'metric' || key === 'product') {
      for (const word of stemsOf(value)) {
        record.nouns.add(word);
      }
    }
  }

  private field(value: number, at: At): void {
    if (isMoment(at.key, value)) {
      this.moment(value, false, at);
    } else if (Number.isFinite(value) && !isNoFigure(at.key)) {
      for (const unit of unitsOfField(at.key, at)) {
        this.number(value, unit, unit === null ? [...stemsOf(at.key), ...stemsOf(at.unit ?? '')] : [], at);
      }
    }
  }

  private text(value: string, at: At): void {
    const moment = ISO_MOMENT.test(value) ? Math.floor(Date.parse(value) / 1000) : Number.NaN;
    if (!Number.isNaN(moment)) {
      this.moment(moment, false, at);
      return;
    }
    if (ISO_DAY.test(value) || ISO_MONTH.test(value)) {
      this.moment(dayStart(value.length === 7 ? `${value}-01` : value, this.calendar.zone), true, at);
      return;
    }
    if (value.trim() === '') {
      return;
    }
    this.quotable.push(normalName(value));
    const people = PEOPLES_KEY.test(at.key);
    this.row(value, at);
    if (people || CATALOGUE_KEY.test(at.key) || /^\S+$/.test(value)) {
      this.collector.add(value, KIND_OF_KEY[at.key] ?? 'other', !people);
      this.partsOfTitle(value, at);
    }
    if (!people) {
      const named = CATALOGUE_KEY.test(at.key) || /^\S+$/.test(value);
      this.later.push({
        text: value,
        document: at.document,
        pointer: at.pointer,
        record: at.record,
        series: at.series,
        key: named ? 'name' : at.key,
      });
    }
  }

  /** `acme at Vercel` is also acme; `pro (seed)` is also pro. */
  private partsOfTitle(value: string, { key }: At): void {
    const account = / at \p{Lu}/u.exec(value);
    if (key === 'title' && account !== null) {
      this.collector.add(value.slice(0, account.index), 'account', false);
    }
  }

  private row(value: string, at: At): void {
    if (value.length <= 200) {
      const name = normalName(value);
      this.rows.set(name, [...(this.rows.get(name) ?? []), rowOf(at)]);
    }
  }

  private moment(at: number, day: boolean, place: At): void {
    const known = { day, document: place.document, pointer: place.pointer, record: place.record, series: place.series };
    this.moments.push({ ...known, at });
    place.record.moments.push(at);
    // The midnight with which a period ends is the last day's end.
    if (/end|until|reset|to$|through/i.test(place.key) && isMidnight(at, this.calendar)) {
      this.moments.push({ ...known, at: at - 1, day: true });
    }
  }

  private number(value: number, unit: Unit | null, nouns: readonly string[], at: Placed): void {
    const known = {
      document: at.document,
      pointer: at.pointer,
      record: at.record,
      field: at.field,
      key: at.key,
      nouns,
    };
    if (unit === null) {
      this.keep({ ...known, family: 'count', value, raw: value });
      return;
    }
    this.keep({ ...known, family: unit.family, value: value * (unit.factors[0] ?? 1), raw: value });
  }

  private keep(known: KnownNumber): void {
    this.push(known);
    if (known.family !== 'percent' && !known.family.startsWith('money:')) {
      this.push({ ...known, family: 'raw', value: known.raw });
    }
  }

  private push(known: KnownNumber): void {
    const list = this.numbers.get(known.family);
    if (list === undefined) {
      this.numbers.set(known.family, [known]);
    } else {
      list.push(known);
    }
  }
}

interface Placed extends Place {
  readonly record: KnownRecord;
  readonly field: string;
  readonly key: string;
}

interface At extends Placed {
  readonly unit: string | null;
  readonly currency: string | null;
  readonly series: boolean;
  readonly depth: number;
}

function isMidnight(at: number, { zone }: Calendar): boolean {
  return dayStart(dayOf(at, zone), zone) === at || at % 86_400 === 0;
}

function emptyRecord(parent: KnownRecord | null): KnownRecord {
  return { parent, names: new Map(), nouns: new Set(), moments: [], below: new Set() };
}

function namedBy(key: string, parent: KnownRecord): KnownRecord {
  const record = emptyRecord(parent);
  for (const word of stemsOf(key)) {
    record.nouns.add(word);
  }
  return record;
}

function addTo(names: Map<NameKind, string[]>, kind: NameKind, name: string): void {
  names.set(kind, [...(names.get(kind) ?? []), name]);
}
