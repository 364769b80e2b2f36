import type { StoryboardError, StoryboardVerdict } from "@shotlist/schema";
import type { DiagnosticCode } from "../diagnostics/codes.ts";
import type { Report } from "../diagnostics/collector.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { type Located, locate, toJson } from "../text/located.ts";
import type { Span } from "../text/source.ts";

/** Holds what was written against the schema of its kind of file, and reports every departure at its place. */
export function checkShape(
  root: Located,
  validate: (value: unknown) => StoryboardVerdict,
  report: Report,
  page = "docs/storyboard.md",
): void {
  const verdict = validate(toJson(root));
  if (verdict.ok) return;
  for (const error of verdict.errors) reportError(error, root, { report, page });
}

interface ShapeReport {
  readonly report: Report;
  /** Where the keys are explained. */
  readonly page: string;
}

function reportError(error: StoryboardError, root: Located, { report, page }: ShapeReport): void {
  const path = error.path.split("/").slice(1).map(unescape);
  const node = locate(root, path);
  const unknownKey = textOf(error.params["additionalProperty"]);
  if (unknownKey !== undefined) {
    const allowed = listOf(error.params["allowedProperties"]);
    const message = `Unknown key "${unknownKey}"`;
    report({
      code: "unknown-key",
      at: keyOf(node, unknownKey),
      message,
      help: didYouMean(unknownKey, allowed, "keys"),
    });
    return;
  }
  const missing = textOf(error.params["missingProperty"]);
  if (missing !== undefined) {
    const help = `Add \`${missing}:\` to this map.`;
    report({ code: "missing-field", at: startOf(node), message: `The key "${missing}" is missing`, help });
    return;
  }
  const name = path.at(-1) ?? "";
  const code = codeOf(error, name);
  const message = sentence(error.message, name);
  const at = code === "conflicting-fields" ? (lastNamed(node, error.message) ?? startOf(node)) : startOf(node);
  report({ code, at, message, help: helpFor(code, documentedName(path), page) });
}

/** Of the keys that exclude each other, and which the message therefore names, the one written last. */
function lastNamed(node: Located, message: string): Span | undefined {
  if (node.kind !== "map") return undefined;
  const words = new Set(message.split(" "));
  return [...node.entries].findLast(([name]) => words.has(name))?.[1].key;
}

function codeOf({ keyword, path }: StoryboardError, name: string): DiagnosticCode {
  if (path.startsWith("/providers/") && ["apiKey", "key", "token", "apiKeyEnv"].includes(name))
    return "key-in-storyboard";
  switch (keyword) {
    case "type":
      return "wrong-type";
    case "not":
      return "conflicting-fields";
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "maxLength":
    case "minLength":
    case "minItems":
    case "minProperties":
      return "value-range";
    default:
      return "wrong-value";
  }
}

/** The name that the reference explains: not an index, not an axis or a provider that the author has named. */
function documentedName(path: readonly string[]): string {
  const own = new Set(["matrix", "providers", "vars", "text"]);
  return path.findLast((step, index) => !/^\d+$/u.test(step) && !own.has(path[index - 1] ?? "")) ?? "";
}

function helpFor(code: DiagnosticCode, name: string, page: string): string {
  if (code === "key-in-storyboard") {
    return "Write `apiKeyEnv:` with the name of an environment variable; if a real key was written here, revoke it.";
  }
  if (code === "conflicting-fields") return "Keep one of the two.";
  if (name === "") return "Add `shots:` with at least an `id` and a `prompt`, or `include:` a file that has shots.";
  return `See \`${name}\` in ${page}, or hover over it in an editor.`;
}

function keyOf(node: Located, key: string): Span {
  return node.kind === "map" ? (node.entries.get(key)?.key ?? node) : node;
}

/** A list or a map is marked at its first key or item: its whole range would mark half the file. */
function startOf(node: Located): Span {
  if (node.kind === "map") return [...node.entries.values()][0]?.key ?? node;
  return node.kind === "list" ? (node.items[0] ?? node) : node;
}

/** A message that begins with the name of its field keeps the name as it is written. */
function sentence(text: string, name: string): string {
  return text.startsWith(`${name} `) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

function unescape(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
