import type { ExpressionValue } from "../expression/scope.ts";
import type { Located } from "../text/located.ts";
import { autoDuration } from "../model/clip-length.ts";
import { cellOf, type ReadContext, type Written } from "./context.ts";
import { readScalar } from "./read-value.ts";
import { parseTimeMs } from "./units.ts";

type Reader<Value> = (written: Written<Located>, context: ReadContext) => Value | undefined;

export const readText: Reader<string> = typed("text", (value) => {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
});

export const readNumber: Reader<number> = typed("a number", (value) => {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  // A text that came out of an expression or a table may well be a number in digits.
  const text = typeof value === "string" ? withDecimalPoint(value) : "";
  const number = /^-?\d+(?:\.\d+)?$/u.test(text) ? Number(text) : undefined;
  return Number.isFinite(number) ? number : undefined;
});

export const readBoolean: Reader<boolean> = typed("true or false", (value) => {
  if (typeof value === "boolean") return value;
  // Spreadsheets write them in capitals.
  const text = typeof value === "string" ? value.toLowerCase() : "";
  return text === "true" ? true : text === "false" ? false : undefined;
});

/** Seconds: a bare number, or a text with a unit. */
export const readSeconds: Reader<number> = typed("a number of seconds", secondsIn);

/** The length of a clip: seconds, or `auto` where the model chooses it. */
export const readLength: Reader<number> = typed("a number of seconds, or auto", (value) =>
  value === "auto" ? autoDuration : secondsIn(value),
);

function secondsIn(value: ExpressionValue): number | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "string") return undefined;
  const text = withDecimalPoint(value);
  const timeMs = parseTimeMs(/^\d+(?:\.\d+)?$/u.test(text) ? `${text}s` : text);
  return timeMs === undefined ? undefined : timeMs / 1000;
}

/** Milliseconds, from a text with a unit: a bare number does not say which. */
export const readTimeMs: Reader<number> = typed("a time with its unit, such as 200ms, 5s or 50m", (value) =>
  typeof value === "string" ? parseTimeMs(value) : undefined,
);

/** `7,5` as `7.5`. Three digits behind the comma are left: `1,500` is another number in another country. */
function withDecimalPoint(text: string): string {
  return text.replace(/^(?<whole>-?\d+),(?<fraction>\d{1,2}|\d{4,})(?!\d)/u, "$<whole>.$<fraction>");
}

function typed<Value>(what: string, parse: (value: ExpressionValue) => Value | undefined): Reader<Value> {
  return ({ node, literal }, context) => {
    const value = node.kind === "scalar" ? readScalar({ node, literal }, context) : null;
    if (value === undefined) return undefined;
    const parsed = node.kind === "scalar" ? parse(value) : undefined;
    if (parsed === undefined) reportType(node, what, value, context);
    return parsed;
  };
}

function reportType(node: Located, what: string, value: ExpressionValue, context: ReadContext): void {
  const found =
    node.kind === "scalar" ? ` but found ${JSON.stringify(value)?.slice(0, 80)}` : ` but found a ${node.kind}`;
  context.report({
    code: "wrong-type",
    at: node,
    message: `Expected ${what}${found === undefined ? "" : `,${found}`}`,
    help: `Write ${what}.`,
    ...cellOf(context),
  });
}
