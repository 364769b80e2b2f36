import { type Document, isPair, isScalar, type Pair, type Scalar, visit } from "yaml";
import type { Report } from "../diagnostics/collector.ts";
import type { Source, Span } from "../text/source.ts";

/** Blanks that look like one and are letters to YAML. */
const foreignBlank = /[\u00A0\u2007\u202F]/u;
/** At an end of a text, or where a blank would have made a key or a list item of what is before it. */
const misleadingBlank = /^-?[\u00A0\u2007\u202F]|[\u00A0\u2007\u202F]$|^[^\u00A0\u2007\u202F]*:[\u00A0\u2007\u202F]/u;

/**
 * Reports text that YAML reads as something else than a person meant: what follows ` #` is a comment, a comma in a flow map begins
 * another key, a word that begins with `&` is an anchor, a no-break space is a letter. A comment behind a quoted text, or behind
 * a single word such as an id, is a comment.
 */
export function reportCutText(document: Document, source: Source, report: Report): void {
  const { text } = source;
  if (!/[ \t]#|[{&\u00A0\u2007\u202F]/u.test(text)) return;
  const anchors = new Map<string, Scalar>();
  visit(document, {
    Alias: (_, { source: name }) => void anchors.delete(name),
    Map: (_, map) => {
      if (map.flow === true) reportCommas(map.items, source, report);
    },
    Scalar: (key, scalar, path) => {
      if (scalar.type !== "PLAIN") return;
      const parent = path.at(-1);
      const name = key === "value" && isPair(parent) && isScalar(parent.key) ? parent.key.value : undefined;
      reportComment(scalar, name === "prompt", source, report);
      if (typeof scalar.value !== "string") return;
      reportForeignBlank(scalar, key === "key", source, report);
      if (scalar.anchor !== undefined && key !== "key") anchors.set(scalar.anchor, scalar);
    },
  });
  for (const [name, scalar] of anchors) {
    const written = `&${name} ${String(scalar.value)}`;
    const message = `YAML reads \`&${name}\` as an anchor that is never used: the text is ${shown(String(scalar.value))}`;
    report({ code: "text-cut", severity: "warning", at: spanOf(scalar, source), message, help: inQuotes(written) });
  }
}

/** `prompt: Take #3 of the watch` is the prompt `Take`. */
function reportComment(scalar: Scalar, isPrompt: boolean, source: Source, report: Report): void {
  const [start, end] = scalar.range ?? [0, 0];
  const comment = /^[ \t]*(?<text>#[^\r\n]*)/u.exec(source.text.slice(end, end + 10_000))?.groups?.["text"];
  if (comment === undefined || (scalar.value !== null && typeof scalar.value !== "string")) return;
  // Nobody begins a remark like `#3`, `#ff8800` or `#AuroraTime`.
  const isGlued = /^#[\p{L}\p{N}]/u.test(comment);
  if (scalar.value === null) {
    if ((!isGlued && !isPrompt) || source.text.slice(start, end) !== "") return;
    const at = { source, start: end, end: end + comment.length };
    report({
      code: "text-cut",
      at,
      message: "YAML reads this text as a comment: the value is empty",
      help: inQuotes(comment),
    });
    return;
  }
  if (!isGlued && !isPrompt && !/\s/u.test(scalar.value)) return;
  const message = `YAML reads ${shown(comment)} as a comment: the text ends before it`;
  const help = `${inQuotes(`${scalar.value} ${comment}`)} A comment can follow a quoted text.`;
  report({ code: "text-cut", severity: "warning", at: spanOf(scalar, source), message, help });
}

/** `{ line: A watch, slowly turning }` is two keys, the second without a value. */
function reportCommas(pairs: readonly Pair[], source: Source, report: Report): void {
  for (const [index, { key, value }] of pairs.entries()) {
    const before = pairs[index - 1]?.value;
    if (!isPlainText(before) || !isPlainText(key) || foreignBlank.test(key.value)) continue;
    const hasNoValue =
      value === null || (isScalar(value) && value.value === null && value.range?.[0] === value.range?.[1]);
    if (!hasNoValue && !/\s/u.test(key.value.trim())) continue;
    const message = `YAML reads ${shown(key.value)} as a separate key: the text ends at the comma before it`;
    const help = inQuotes(`${before.value}, ${key.value}`);
    report({ code: "text-cut", severity: "warning", at: spanOf(key, source), message, help });
  }
}

function isPlainText(node: unknown): node is Scalar<string> {
  return isScalar(node) && node.type === "PLAIN" && typeof node.value === "string";
}

/** `id:⍽watch` is not a key and a value, and `lang⍽:` another key than `lang:`. */
function reportForeignBlank(scalar: Scalar, isKey: boolean, source: Source, report: Report): void {
  const value = String(scalar.value);
  if (!(isKey ? foreignBlank : misleadingBlank).test(value)) return;
  const message = `The no-break space in ${shown(value)} looks like a space, but YAML reads it as a letter`;
  const help = "Type a normal space instead, or put the text in quotes if it is intended.";
  report({ code: "no-break-blank", at: spanOf(scalar, source), message, help });
}

/** The way out where YAML cannot read a text as it begins, such as one with `@` or a backtick. */
export function quotedForm(line: string): string | undefined {
  const text = /^(?:\s*- )*\s*(?:[^\s"'#][^:#]*:|-)\s+(?<text>[@`%&*!|>][^\r\n]*)$/u.exec(line)?.groups?.["text"];
  return text === undefined ? undefined : inQuotes(text.trimEnd());
}

function inQuotes(text: string): string {
  return `Put the text in quotes: ${shown(text)}.`;
}

function shown(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text;
  return JSON.stringify(short);
}

function spanOf(node: Scalar, source: Source): Span {
  const [start, end] = node.range ?? [0, 0];
  return { source, start, end: Math.max(end, start + 1) };
}
