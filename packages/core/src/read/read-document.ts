import { type JsonValue, present, type StoryboardVerdict } from "@shotlist/schema";
import { stepsOf } from "@shotlist/schema/own";
import { createCollector } from "../diagnostics/collector.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { locate, toJson, type Located } from "../text/located.ts";
import { createSource, type Source, type Span } from "../text/source.ts";
import { checkShape } from "./check-shape.ts";
import { parseYaml } from "./parse-yaml.ts";
import { isReadable } from "./read-root.ts";

interface DocumentText {
  /** The path as it was given; diagnostics show it. */
  readonly file: string;
  /** YAML, of which JSON is a part. */
  readonly text: string;
  readonly validate: (value: unknown) => StoryboardVerdict;
  /** Where the keys are explained. */
  readonly page: string;
}

/** A document of a format's folder, with the way from a JSON pointer back to its place. */
export interface ReadDocument {
  /** Absent where the document cannot be used. */
  readonly value?: JsonValue;
  readonly diagnostics: readonly Diagnostic[];
  /** What is wrong at a JSON pointer, as a diagnostic at its place. */
  readonly faultAt: (pointer: string, message: string, help?: string) => Diagnostic;
}

/** Reads YAML or JSON that is checked against a schema, and keeps where everything was written. */
export function readDocument({ file, text, validate, page }: DocumentText): ReadDocument {
  const source = createSource(file, "", text);
  const { report, list, hasErrors } = createCollector({ strict: false });
  const root = isReadable(source, report) ? parseYaml(source, report) : undefined;
  if (root?.kind === "map" || root?.kind === "list") checkShape(root, validate, report, page);
  else if (!hasErrors()) report({ code: "wrong-value", at: startOf(root, source), message: "This file is empty" });
  const value = root === undefined || hasErrors() ? {} : { value: toJson(root) };
  return {
    ...value,
    diagnostics: list(),
    faultAt: (pointer, message, help) => {
      const one = createCollector({ strict: false });
      const at = startOf(root && locate(root, stepsOf(pointer)), source);
      one.report({ code: "wrong-value", at, message, ...present({ help }) });
      const [fault] = one.list();
      if (fault === undefined) throw new Error("what was reported is not listed");
      return fault;
    },
  };
}

/** A list or a map is marked at its first key or item, an empty document at its start. */
function startOf(node: Located | undefined, source: Source): Span {
  if (node === undefined) return { source, start: 0, end: Math.min(1, source.text.length) };
  if (node.kind === "map") return [...node.entries.values()][0]?.key ?? node;
  return node.kind === "list" && node.items[0] !== undefined ? startOf(node.items[0], source) : node;
}
