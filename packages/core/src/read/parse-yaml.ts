import {
  type Alias,
  type Node as YamlNode,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml";
import type { Report } from "../diagnostics/collector.ts";
import type { Located, LocatedEntry, Scalar } from "../text/located.ts";
import type { Source, Span } from "../text/source.ts";
import { quotedForm, reportCutText } from "./cut-text.ts";

/** Deeper nesting than this is refused: no storyboard needs it, and recursion must end. */
const maximumDepth = 64;
/** Values an anchor may multiply into; ordinary files stay far below, alias bombs far above. */
const maximumValues = 5_000_000;

interface Conversion {
  readonly source: Source;
  readonly report: Report;
  readonly anchors: Map<string, Located>;
  /** Absent where the text has no `&` and so no anchor. */
  readonly weights: Map<Located, number> | undefined;
  refused: boolean;
}

/** Reads YAML with positions. Reports what is wrong; answers `undefined` when nothing usable is there. */
export function parseYaml(source: Source, report: Report): Located | undefined {
  const document = parse(source, report);
  if (document === undefined) return undefined;
  // One slip of syntax makes the parser stumble over everything behind it: only the first is worth reading.
  const [syntax] = document.errors;
  for (const problem of syntax === undefined ? document.warnings : [syntax]) {
    const [start, end] = problem.pos;
    if (problem.code === "RESOURCE_EXHAUSTION") {
      reportTooDeep(source, start, report);
      continue;
    }
    report({
      code: "yaml-syntax",
      at: { source, start, end: Math.max(end, start + 1) },
      message: problem.message.replace(/ at line \d+, column \d+:[^]*$/u, ""),
      help: helpFor(source, problem.code, start),
    });
  }
  if (syntax !== undefined || document.contents === null) return undefined;
  const weights = source.text.includes("&") ? new Map<Located, number>() : undefined;
  const conversion: Conversion = { source, report, anchors: new Map(), weights, refused: false };
  const root = convert(document.contents, conversion, 0);
  if (conversion.refused) return undefined;
  reportCutText(document, source, report);
  return root;
}

function parse(source: Source, report: Report): ReturnType<typeof parseDocument> | undefined {
  try {
    return parseDocument(source.text, {
      merge: true,
      prettyErrors: false,
      strict: true,
      // Looked for here: the library compares each key with all before it.
      uniqueKeys: false,
      version: "1.2",
    });
  } catch (error) {
    // The composer recurses; only its own stack can end that way.
    if (!(error instanceof RangeError)) throw error;
    reportTooDeep(source, 0, report);
    return undefined;
  }
}

function reportTooDeep(source: Source, start: number, report: Report): void {
  report({
    code: "nesting-too-deep",
    at: { source, start, end: start + 1 },
    message: "The file is nested too deeply to be read",
    help: `Nest lists and maps less than ${maximumDepth} levels deep.`,
  });
}

function helpFor(source: Source, code: string, start: number): string {
  const lineStart = source.text.lastIndexOf("\n", start - 1) + 1;
  const line = source.text.slice(lineStart, start + 80).split("\n")[0] ?? "";
  if (line.includes("${{")) return 'Put a value that contains an expression in quotes: "${{ … }}".';
  if (code === "TAB_AS_INDENT") return "Indent with spaces.";
  if (/[\u00A0\u2007\u202F]/u.test(line)) return "This line has a no-break space: type a normal space instead.";
  const quoted = quotedForm(line);
  if (quoted !== undefined) return quoted;
  const above = source.text.slice(source.text.lastIndexOf("\n", lineStart - 2) + 1, lineStart);
  if (/[^\s#"'] +#/u.test(above)) {
    return "In the line above, ` #` starts a comment: put the text in quotes if it continues.";
  }
  return "Check this line and the line above: a quote, a bracket, a colon or a space may be missing.";
}

/** An item of a parsed collection; its type says `unknown`, because documents may also be built by hand. */
function asNode(item: unknown): YamlNode | null {
  return isNode(item) ? item : null;
}

function convert(node: YamlNode | null, conversion: Conversion, depth: number): Located {
  if (depth > maximumDepth) {
    refuse(conversion, node, "nesting-too-deep", `Lists and maps are nested more than ${maximumDepth} levels deep`);
    return leaf(null, spanOf(node, conversion.source));
  }
  if (isAlias(node)) return resolveAlias(node, conversion);
  const located = convertContent(node, conversion, depth);
  if (node !== null && "anchor" in node && node.anchor !== undefined) conversion.anchors.set(node.anchor, located);
  return located;
}

function convertContent(node: YamlNode | null, conversion: Conversion, depth: number): Located {
  const { source } = conversion;
  const start = startOf(node);
  const end = endOf(node);
  if (isMap(node)) return convertMap(node, { source, start, end }, conversion, depth);
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(asNode(item), conversion, depth + 1));
    return weigh({ kind: "list", items, source, start, end }, items, conversion);
  }
  if (!isScalar(node)) return { kind: "scalar", value: null, source, start, end };
  const isQuoted = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE";
  const plain = isQuoted && typeof node.value === "string" ? plainlyQuoted(source.text, start, end) : undefined;
  const value = plain ?? toScalar(node.value);
  if (typeof value === "string" && !value.isWellFormed()) reportHalfCharacter({ source, start, end }, conversion);
  return { kind: "scalar", value, source, start, end };
}

/** An escape such as `\uD83C` alone: no vendor can be sent it, and no file can be named by it. */
function reportHalfCharacter(at: Span, { report }: Conversion): void {
  const message = "This text contains half of a character, which cannot be sent";
  report({
    code: "unsafe-character",
    at,
    message,
    help: 'Write the character itself, or both halves: "\\uD83C\\uDFAC".',
  });
}

/**
 * A quoted text as it is in the source, where it holds nothing that reads otherwise. The parser's own value is a chain of
 * single characters, and to read such chains of ten thousand prompts took a tenth of compiling them.
 */
function plainlyQuoted(text: string, start: number, end: number): string | undefined {
  const inner = text.slice(start + 1, end - 1);
  return /[\\\r\n']/u.test(inner) ? undefined : inner;
}

function convertMap(node: YAMLMap, { source, start, end }: Span, conversion: Conversion, depth: number): Located {
  const entries = new Map<string, LocatedEntry>();
  const merged: Located[] = [];
  for (const pair of node.items) {
    const value = convert(asNode(pair.value), conversion, depth + 1);
    if (isMergeKey(pair)) merged.push(value);
    else {
      const key = keyText(asNode(pair.key), conversion);
      const at = spanOf(asNode(pair.key), conversion.source);
      if (key !== undefined && entries.has(key)) reportDuplicate(at, conversion);
      else if (key !== undefined) entries.set(key, { key: at, value });
    }
  }
  for (const value of merged) mergeInto(entries, value, conversion);
  const map: Located = { kind: "map", entries, source, start, end };
  return conversion.weights === undefined
    ? map
    : weigh(
        map,
        [...entries.values()].map((entry) => entry.value),
        conversion,
      );
}

function reportDuplicate(at: Span, { report }: Conversion): void {
  const message = "This key is already set in the same map";
  report({ code: "duplicate-key", at, message, help: "Keep one of the two." });
}

/** A written key wins over a merged one, an earlier merged map over a later one, as the YAML merge type says. */
function mergeInto(entries: Map<string, LocatedEntry>, value: Located, conversion: Conversion): void {
  if (value.kind === "map") {
    for (const [key, entry] of value.entries) if (!entries.has(key)) entries.set(key, entry);
  } else if (value.kind === "list" && value.items.every((item) => item.kind === "map")) {
    for (const item of value.items) mergeInto(entries, item, conversion);
  } else {
    conversion.report({
      code: "yaml-syntax",
      at: value,
      message: "`<<` can only merge maps",
      help: "Use the anchor of a map: `<<: *name`.",
    });
  }
}

function isMergeKey(pair: Pair): boolean {
  return (
    isScalar(pair.key) && (pair.key.value === "<<" || typeof pair.key.value === "symbol") && pair.key.type === "PLAIN"
  );
}

function keyText(key: YamlNode | null, conversion: Conversion): string | undefined {
  const value = isScalar(key) ? key.value : undefined;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    if (!String(value).isWellFormed()) reportHalfCharacter(spanOf(key, conversion.source), conversion);
    return String(value);
  }
  conversion.report({
    code: "yaml-syntax",
    at: spanOf(key, conversion.source),
    message: "A key must be plain text",
    help: 'Put a key that contains an expression or brackets in quotes: "…":',
  });
  return undefined;
}

function resolveAlias(alias: Alias, conversion: Conversion): Located {
  const target = conversion.anchors.get(alias.source);
  // The parser has already reported an alias without an anchor; one inside its own anchor ends here.
  if (target === undefined) {
    refuse(conversion, alias, "yaml-syntax", `The anchor "${alias.source}" is not complete where it is used`);
    return leaf(null, spanOf(alias, conversion.source));
  }
  return target;
}

/** Counts the values within a list or a map, those behind an alias each time. */
function weigh(node: Located, children: readonly Located[], conversion: Conversion): Located {
  const { weights } = conversion;
  if (weights === undefined) return node;
  let weight = 1;
  for (const child of children) weight += weights.get(child) ?? 1;
  if (weight > maximumValues && !conversion.refused) {
    const message = `With its anchors, this file has more than ${maximumValues.toLocaleString("en")} values`;
    conversion.report({ code: "alias-expansion", at: node, message, help: "Use fewer aliases of aliases." });
    conversion.refused = true;
  }
  weights.set(node, weight);
  return node;
}

function refuse(
  conversion: Conversion,
  node: YamlNode | null,
  code: "nesting-too-deep" | "yaml-syntax",
  message: string,
): void {
  if (!conversion.refused) conversion.report({ code, at: spanOf(node, conversion.source), message });
  conversion.refused = true;
}

function leaf(value: Scalar, { source, start, end }: Span): Located {
  return { kind: "scalar", value, source, start, end };
}

function toScalar(value: unknown): Scalar {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return typeof value === "bigint" ? Number(value) : null;
}

function spanOf(node: YamlNode | null, source: Source): Span {
  return { source, start: startOf(node), end: endOf(node) };
}

function startOf(node: YamlNode | null): number {
  return node?.range?.[0] ?? 0;
}

function endOf(node: YamlNode | null): number {
  const range = node?.range;
  return range === undefined || range === null ? 0 : Math.max(range[1], range[0]);
}
