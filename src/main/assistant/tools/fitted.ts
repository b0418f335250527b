/** An answer holds so many characters of one list: about four thousand tokens. */
const MOST_CHARACTERS = 16_000;
/** A text of others, such as a deployment's message, is told up to here. */
const MOST_OF_A_TEXT = 1_000;

export interface Fitted<Item> {
  readonly shown: readonly Item[];
  /** How many more there are. */
  readonly left: number;
}

/** As many of the first items as an answer has room for, `most` of them at most; always one. `told` is what it says of one. */
export function fitted<Item>(
  items: readonly Item[],
  most: number,
  told: (item: Item) => unknown = (item) => item,
): Fitted<Item> {
  let room = MOST_CHARACTERS;
  let count = 0;
  for (const item of items.slice(0, most)) {
    room -= JSON.stringify(told(item)).length;
    if (room < 0 && count > 0) {
      break;
    }
    count += 1;
  }
  return { shown: items.slice(0, count), left: items.length - count };
}

/** The same JSON with texts that are not too long. */
export function shortened<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'string' && part.length > MOST_OF_A_TEXT ? `${part.slice(0, MOST_OF_A_TEXT)}…` : part,
  ) as Value;
}
