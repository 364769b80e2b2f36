import { fill, type Catalogue } from "./say.ts";

/** Translations by English templates. */
export type Texts = Readonly<Record<string, string>>;

interface Template {
  readonly english: RegExp;
  /** Its longest piece without a value: a text that lacks it does not match. */
  readonly longest: string;
  readonly literals: number;
  readonly translation: string;
}

interface Parts {
  readonly texts: Texts;
  /** What is counted, by its English singular, such as `task`; `*` for any other word, with `{1}` for it. */
  readonly counts: Texts;
  /** What stands for the comma and the semicolon of a list, for the colon behind a name, and for `and` and `or` between names. */
  readonly marks: Readonly<Record<", " | "; " | ": " | " and " | " or " | ", or " | ".", string>>;
}

/** A catalogue that knows templates by name, and finished texts by the template that most of their letters belong to. */
export function createCatalogue({ texts, counts, marks }: Parts): Catalogue {
  const exact = new Map(Object.entries(texts));
  // One that is all values would match anything.
  const templates = [...exact].filter(([english]) => /\{0\}/u.test(english) && isWorded(english)).map(compile);
  templates.sort((left, right) => right.literals - left.literals);
  const known = new Map<string, string | undefined>();

  function counted(english: string): string | undefined {
    const { number, noun } = /^(?<number>\d+) (?<noun>[a-z ]+?)s?$/u.exec(english)?.groups ?? {};
    if (number === undefined || noun === undefined) return undefined;
    const word = exact.get(noun) ?? exact.get(`${noun}s`);
    const translation = counts[noun] ?? (word === undefined ? undefined : counts["*"]);
    return translation === undefined ? undefined : fill(translation, [number, word ?? ""]);
  }

  function matched(english: string): string | undefined {
    for (const { english: pattern, longest, translation } of templates) {
      if (!english.includes(longest)) continue;
      const match = pattern.exec(english);
      if (match !== null) return fill(translation, match.slice(1).map(translatePart));
    }
    return undefined;
  }

  function listed(english: string, mark: ", " | "; "): string | undefined {
    const items = english.split(mark).map((item) => ({ item, translation: find(item) }));
    const isKnown = items.every(({ item, translation }) => translation !== undefined || !item.includes(" "));
    if (items.length < 2 || !isKnown || items.every(({ translation }) => translation === undefined)) return undefined;
    return items.map(({ item, translation }) => translation ?? item).join(marks[mark]);
  }

  /** A text about something that somebody named, such as `reveal: its content has changed`. */
  function labelled(english: string): string | undefined {
    const { label, rest = "" } = /^(?<label>\S+): (?<rest>.+)$/su.exec(english)?.groups ?? {};
    const translation = label === undefined ? undefined : find(rest);
    return translation === undefined ? undefined : `${label}${marks[": "]}${translation}`;
  }

  /** Ways out, of which some are YAML: `Use wisgate, or duration: 5.` */
  function alternatives(english: string): string | undefined {
    const { first = "", rest = "" } = /^(?<first>.)(?<rest>.*)\.$/su.exec(english)?.groups ?? {};
    const ways = `${first.toLowerCase()}${rest}`.split(", or ").map((way) => ({ way, translation: find(way) }));
    if (ways.every(({ translation }) => translation === undefined)) return undefined;
    return `${ways.map(({ way, translation }) => translation ?? way).join(marks[", or "])}${marks["."]}`;
  }

  /** A phrase of a schema at the beginning of a sentence. */
  function uncapitalised(english: string): string | undefined {
    return /^[A-Z]/u.test(english) ? find(english.charAt(0).toLowerCase() + english.slice(1)) : undefined;
  }

  /** Names alone: `live or mock`. */
  function named(english: string): string | undefined {
    const { word } = /^\S+(?:, \S+)*(?<word> and | or )\S+$/u.exec(english)?.groups ?? {};
    return word === " and " || word === " or " ? english.replace(word, marks[word]) : undefined;
  }

  function sentences(english: string): string | undefined {
    const found = english.split(/(?<=[.?!]) /u).map((sentence) => ({ sentence, translation: find(sentence) }));
    if (found.length < 2 || found.every(({ translation }) => translation === undefined)) return undefined;
    return found.map(({ sentence, translation }) => translation ?? sentence).join("");
  }

  function find(english: string): string | undefined {
    if (known.has(english)) return known.get(english);
    // Asked again for the same text while it is looked for, as in a template that is all values, nothing is known.
    known.set(english, undefined);
    const translation =
      exact.get(english) ??
      counted(english) ??
      matched(english) ??
      named(english) ??
      listed(english, "; ") ??
      listed(english, ", ") ??
      alternatives(english) ??
      labelled(english) ??
      sentences(english) ??
      uncapitalised(english);
    known.set(english, translation);
    return translation;
  }

  /** A value within a text. One word may be a name that somebody gave: it stays. */
  function translatePart(value: string): string {
    if (!value.includes(" ")) return value;
    const [, before = "", words = "", after = ""] = /^(\s*)(.*?)(\s*)$/su.exec(value) ?? [];
    return find(value) ?? before + (words.includes(" ") ? (find(words) ?? words) : words) + after;
  }

  return {
    template: (english) => betweenBreaks(english, (words) => exact.get(words)),
    translate: (english) => betweenBreaks(english, find) ?? english,
  };
}

/** Line breaks around a text stay around its translation. */
function betweenBreaks(english: string, find: (words: string) => string | undefined): string | undefined {
  const [, before = "", words = "", after = ""] = /^([\r\n]*)(.*?)([\r\n]*)$/su.exec(english) ?? [];
  const translation = find(words);
  return translation === undefined ? undefined : before + translation + after;
}

function isWorded(english: string): boolean {
  return /[A-Za-z]/u.test(english.replaceAll(/\{\d+\}/gu, ""));
}

function compile([english, translation]: readonly [string, string]): Template {
  const literals = english.split(/\{\d+\}/u);
  const pattern = literals.map((literal) => RegExp.escape(literal)).join("(.*?)");
  const longest = literals.reduce((best, literal) => (literal.length > best.length ? literal : best), "");
  return { english: new RegExp(`^${pattern}$`, "su"), longest, literals: literals.join("").length, translation };
}
