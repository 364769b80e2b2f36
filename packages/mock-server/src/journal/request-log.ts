import { isJsonObject } from "@shotlist/schema";
import { checkKeys, type Check } from "../checking/checks.ts";
import { toHar, toJsonLines } from "./export-journal.ts";
import type { JournalEntry, JournalExchange, JournalPrice } from "./journal.ts";

/** What a request should look like; every key that is given must hold. In `body`, only the named fields count. */
export interface RequestPattern {
  readonly method?: string;
  readonly path?: string | RegExp;
  readonly format?: string;
  readonly operation?: string;
  readonly status?: number;
  readonly verdict?: JournalEntry["verdict"];
  readonly taskId?: string;
  readonly fault?: string;
  /** As with `body`, only what is named counts. */
  readonly price?: Partial<JournalPrice>;
  readonly body?: unknown;
}

const anything: Check = () => undefined;
const patternKeys: Readonly<Record<keyof RequestPattern, Check>> = {
  method: anything,
  path: anything,
  format: anything,
  operation: anything,
  status: anything,
  verdict: anything,
  taskId: anything,
  fault: anything,
  price: anything,
  body: anything,
};
const priceKeys: Readonly<Record<keyof JournalPrice, Check>> = { amount: anything, currency: anything };

/** The journal, oldest first, with assertions on it. */
export interface RequestLog extends ReadonlyArray<JournalEntry> {
  /**
   * Throws unless the pattern fits exactly `times` requests, or at least one where `times` is absent. Throws a `TypeError` for a
   * pattern with a key that no request has: none would fit, and `times: 0` would prove nothing.
   */
  expect(pattern: RequestPattern, times?: number): readonly JournalEntry[];
  /** The requests with their answers as an HTTP archive (HAR 1.2), without keys and signatures of links. */
  toHar(): object;
  /** The same with one line of JSON for each request. */
  toJsonLines(): string;
}

/** Adds assertions and exports to the entries; `origin` starts the addresses in an archive. */
export function toRequestLog(exchanges: readonly JournalExchange[], origin: string): RequestLog {
  return new Log(exchanges, origin);
}

/** An array, so that a test compares it as one. */
class Log extends Array<JournalEntry> implements RequestLog {
  readonly #exchanges: readonly JournalExchange[];
  readonly #origin: string;

  constructor(exchanges: readonly JournalExchange[], origin: string) {
    super();
    this.#exchanges = exchanges;
    this.#origin = origin;
    for (const { entry } of exchanges) this.push(entry);
  }

  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  toHar(): object {
    return toHar(this.#exchanges, this.#origin);
  }

  toJsonLines(): string {
    return toJsonLines(this.#exchanges);
  }

  expect(pattern: RequestPattern, times?: number): readonly JournalEntry[] {
    assertPattern(pattern);
    const found = this.filter((entry) => differences(entry, pattern).length === 0);
    if (times === undefined ? found.length > 0 : found.length === times) return found;
    throw new RequestExpectationError(explain(this, pattern, { found: found.length, times }));
  }
}

function assertPattern(pattern: RequestPattern): void {
  const { price } = pattern;
  const problems = [...checkKeys({ ...pattern }, patternKeys), ...checkKeys({ ...price }, priceKeys)];
  if (problems.length > 0) throw new TypeError(`requests.expect: ${problems.map(({ message }) => message).join("; ")}`);
}

/** The journal does not have what a test expects. */
export class RequestExpectationError extends Error {
  override readonly name = "RequestExpectationError";
}

function explain(
  entries: readonly JournalEntry[],
  pattern: RequestPattern,
  { found, times }: { readonly found: number; readonly times: number | undefined },
): string {
  const wanted = times === undefined ? "at least one request" : `${times} ${times === 1 ? "request" : "requests"}`;
  const head = `Expected ${wanted} like ${show(pattern)}, found ${found} of ${entries.length}.`;
  if (found > 0) return head;
  const nearest = entries
    .map((entry) => ({ entry, apart: differences(entry, pattern) }))
    .toSorted((left, right) => left.apart.length - right.apart.length)[0];
  if (nearest === undefined) return `${head} There were no requests.`;
  const { number, method, path } = nearest.entry;
  return [`${head} The closest is number ${number}, ${method} ${path}, which differs in:`, ...nearest.apart].join(
    "\n  ",
  );
}

/** One line for each place in which an entry departs from the pattern. */
function differences(entry: JournalEntry, pattern: RequestPattern): readonly string[] {
  return Object.entries(pattern).flatMap(([key, expected]) => {
    const actual: unknown = Reflect.get(entry, key);
    if (expected instanceof RegExp) {
      return expected.test(String(actual)) ? [] : [`/${key}: ${show(actual)} does not match ${String(expected)}`];
    }
    return unlike(actual, expected, `/${key}`);
  });
}

function unlike(actual: unknown, expected: unknown, pointer: string): readonly string[] {
  if (isJsonObject(expected)) {
    if (!isJsonObject(actual)) return [`${pointer}: ${show(actual)} instead of ${show(expected)}`];
    return Object.entries(expected).flatMap(([key, value]) => unlike(actual[key], value, `${pointer}/${key}`));
  }
  if (Array.isArray(expected) && Array.isArray(actual) && actual.length === expected.length) {
    return expected.flatMap((value, index) => unlike(actual[index], value, `${pointer}/${index}`));
  }
  return Object.is(actual, expected) ? [] : [`${pointer}: ${show(actual)} instead of ${show(expected)}`];
}

function show(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (part instanceof RegExp ? String(part) : part)) ?? "nothing";
}
