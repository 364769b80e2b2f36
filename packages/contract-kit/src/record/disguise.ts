import { createHash } from "node:crypto";
import { factsOf } from "@shotlist/schema";
import type { FormatRef, JsonValue } from "@shotlist/schema";
import { fillerFor } from "./filler.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** Puts placeholders where a session says something that its format does not spell out. Equal values stay equal. */
export interface Disguise {
  json(this: void, value: JsonValue): JsonValue;
  /** A task id, remembered as one wherever it occurs later. */
  taskId(this: void, id: string): string;
  /** A query, without its question mark; what the documented query says already stays. */
  query(this: void, search: string, documented: string): string;
  /** Words that no placeholder may be mistaken for: keys that went by. */
  forbid(this: void, secret: string): void;
  /** Whether a text holds a forbidden word. */
  holdsSecret(this: void, text: string): boolean;
}

/** Digits of a number that stays wherever it occurs: lengths, counts, percentages, pixels; -1 leaves a length to the model. */
const mostDigits = 6;
const shortValue = /^(?:-1|\d{1,6}(?:\.\d{1,3})?%?|\d{2,5}[x*]\d{2,5}|\d{1,2}:\d{1,2}|\d{3,4}[pP]|[1-9][kK])$/;
/** A status or a code: letters only, so that it is neither a key nor a number of somebody. */
const plainWord = /^[A-Za-z]+(?:[._-][A-Za-z]+)*$/;
const plainName = /^[A-Za-z][A-Za-z_]{0,39}$/;
const longestWord = 64;
const deepest = 64;
/** A shorter key would be found in words that are none. */
const shortestSecret = 8;

export function createDisguise(format: FormatRef): Disguise {
  const vocabulary = vocabularyOf(format);
  const idHead = new RegExp(factsOf(format).taskIdPattern.value);
  const secrets = new Set<string>();
  const fillers = new Map<string, string>();
  const counts = new Map<string, number>();

  const next = (kind: string): number => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count;
  };
  const remembered = (kind: "text" | "name" | "number", value: string, make: () => string): string => {
    const key = `${kind} ${value.length <= 256 ? value : createHash("sha256").update(value).digest("base64")}`;
    const known = fillers.get(key) ?? make();
    fillers.set(key, known);
    return known;
  };
  const holdsSecret = (text: string): boolean => [...secrets].some((secret) => text.includes(secret));
  const isKept = (value: string, property: string): boolean =>
    vocabulary.words.has(value) ||
    (shortValue.test(value) && !namesSomeone(property)) ||
    (value.length <= longestWord && value.trim() === "") ||
    (vocabulary.codes.has(property) && value.length <= longestWord && plainWord.test(value) && !holdsSecret(value));

  const isTaskId = (value: string): boolean => {
    const head = idHead.exec(value)?.[0];
    return head !== undefined && /^[\w.-]+$/.test(value.slice(head.length));
  };
  const idFiller = (value: string): string => `${idHead.exec(value)?.[0] ?? ""}recorded-${next("task")}`;
  const text = (value: string, property = ""): string => {
    if (isKept(value, property)) return value;
    if (isTaskId(value)) return remembered("text", value, () => idFiller(value));
    return remembered("text", value, () => fillerFor(value, { vocabulary, next }));
  };
  const name = (value: string): string =>
    vocabulary.properties.has(value) || (plainName.test(value) && !holdsSecret(value))
      ? value
      : remembered("name", value, () => `recorded_${next("name")}`);
  const number = (value: number, property: string): number => {
    const isShort = String(value).length <= mostDigits;
    if ((vocabulary.numbers.has(property) || isShort) && !namesSomeone(property)) return value;
    return Number(remembered("number", String(value), () => String(10 ** mostDigits + next("number"))));
  };
  const json = (value: JsonValue, property = "", depth = 0): JsonValue => {
    if (typeof value === "string") return text(value, property);
    if (typeof value === "number") return number(value, property);
    if (typeof value !== "object" || value === null) return value;
    if (depth === deepest) return null;
    if (isList(value)) return value.map((entry) => json(entry, property, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [name(key), json(member, key, depth + 1)]));
  };

  return {
    json: (value) => json(value),
    taskId: (id) => (isKept(id, "id") ? id : remembered("text", id, () => idFiller(id))),
    query: (search, documented) => {
      const fixed = new URLSearchParams(documented);
      const pairs = [...new URLSearchParams(search)].map(([key, value]): [string, string] =>
        fixed.get(key) === value ? [key, value] : [name(key), text(value, key)],
      );
      return new URLSearchParams(pairs).toString();
    },
    forbid: (secret) => {
      if (secret.length >= shortestSecret) secrets.add(secret);
    },
    holdsSecret,
  };
}

/** Numbers of users, accounts and rows, short as they may be. */
function namesSomeone(property: string): boolean {
  return /(?:^|_)id$/i.test(property);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
