/** Letters that begin a name, as PostgreSQL's lexer has it: everything beyond ASCII does. */
const NAME = /[A-Za-z_\u0080-\u{10ffff}][A-Za-z0-9_$\u0080-\u{10ffff}]*/uy;
/** Whole, broken, with exponent, underscores, or in another base; what is glued to it is part of the value too. */
const NUMBER =
  /(?:0[xob][0-9a-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d[\d_]*)?)[A-Za-z0-9_$\u0080-\u{10ffff}]*/iuy;
const PARAMETER = /\$\d+/y;
const DOLLAR = /\$(?:[A-Za-z_\u0080-\u{10ffff}][A-Za-z0-9_\u0080-\u{10ffff}]*)?\$/uy;
const LINE_COMMENT = /--[^\r\n]*/y;
const SPACE = /\s+/y;
/** Words before a text that say how it is written; only after `E` does a backslash escape. */
const PREFIX = /(?:[eExXbBnN]|[uU]&)?'/y;
const QUOTED_NAME = /(?:[uU]&)?"(?:[^"]|"")*(?:"|$)/y;

type Kind = 'kept' | 'value' | 'space';

interface Token {
  readonly kind: Kind;
  readonly text: string;
  readonly end: number;
}

/**
 * A statement without values: texts, numbers and comments are taken out, so that no data leaves the database with it,
 * also where the text is cut off in the middle. The server does this for most statements, but not for those like
 * `CREATE ROLE` or `SET`. Read by the rules of PostgreSQL's lexer (manual, "Lexical Structure"); where those leave open
 * how a text ends, all that follows counts as a value.
 */
export function withoutValues(statement: string): string {
  let text = '';
  for (let at = 0; at < statement.length; ) {
    const token = tokenAt(statement, at);
    at = token.end;
    if (token.kind === 'value') {
      // A sign belongs to the number where nothing before it can be subtracted from.
      text = `${isSign(text, statement, token) ? text.slice(0, -1) : text}?`;
    } else {
      text += token.kind === 'space' ? ' ' : token.text;
    }
  }
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  return plain.replace(SETTING, '$1 ?');
}

/** `SET name TO value`, also of a role or a database: a value may stand there without quotes. */
const SETTING =
  /^((?:alter\s+(?:role|user|database|system|function|procedure)\b.*?\s)?set\s+(?:(?:local|session)\s+)?[\w."]+\s*(?:=|\bto\b)).*$/is;

/** Whether the text so far ends in a sign that has no left side, right before a number. */
function isSign(text: string, statement: string, { end, text: value }: Token): boolean {
  const start = end - value.length;
  if (!/^[\d.]/.test(value) || statement[start - 1] !== '-' || !text.endsWith('-')) return false;
  const left = text.slice(0, -1).trimEnd();
  return (
    left === '' ||
    /[=<>(,+*/%^|&~!@#[:-]$/.test(left) ||
    /(?:^|[^\w$.])(?:select|and|or|not|in|then|else|when|between|like|limit|offset|by|where|values|returning|on|having|set|is|as)$/i.test(
      left,
    )
  );
}

function tokenAt(statement: string, at: number): Token {
  if (statement.startsWith('/*', at)) return { kind: 'space', text: '', end: endOfComment(statement, at) };
  return (
    matched(LINE_COMMENT, 'space', statement, at) ??
    matched(SPACE, 'space', statement, at) ??
    matched(QUOTED_NAME, 'kept', statement, at) ??
    quoted(statement, at) ??
    matched(PARAMETER, 'kept', statement, at) ??
    dollarQuoted(statement, at) ??
    matched(NUMBER, 'value', statement, at) ??
    matched(NAME, 'kept', statement, at) ?? { kind: 'kept', text: statement.charAt(at), end: at + 1 }
  );
}

function matched(form: RegExp, kind: Kind, statement: string, at: number): Token | null {
  form.lastIndex = at;
  const text = form.exec(statement)?.[0];
  return text === undefined || text === '' ? null : { kind, text, end: at + text.length };
}

/** Comments nest. */
function endOfComment(statement: string, start: number): number {
  let depth = 0;
  for (let at = start; at < statement.length; at += 1) {
    if (statement.startsWith('/*', at)) {
      depth += 1;
      at += 1;
    } else if (statement.startsWith('*/', at)) {
      depth -= 1;
      at += 1;
      if (depth === 0) return at + 1;
    }
  }
  return statement.length;
}

function quoted(statement: string, start: number): Token | null {
  const begin = matched(PREFIX, 'value', statement, start);
  if (begin === null) return null;
  const isEscaped = /^e/i.test(begin.text);
  let at = begin.end;
  while (at < statement.length) {
    const letter = statement[at];
    if (letter === '\\' && isEscaped) at += 1;
    // With standard_conforming_strings off this does not end the text: nobody can tell from here.
    else if (letter === '\\' && statement[at + 1] === "'") return value(statement, start, statement.length);
    else if (letter === "'" && statement[at + 1] === "'") at += 1;
    else if (letter === "'") return value(statement, start, at + 1);
    at += 1;
  }
  return value(statement, start, statement.length);
}

function dollarQuoted(statement: string, start: number): Token | null {
  const begin = matched(DOLLAR, 'value', statement, start);
  if (begin === null) return null;
  const end = statement.indexOf(begin.text, begin.end);
  return value(statement, start, end < 0 ? statement.length : end + begin.text.length);
}

function value(statement: string, start: number, end: number): Token {
  return { kind: 'value', text: statement.slice(start, end), end };
}
