import type { Report } from "../diagnostics/collector.ts";
import type { LocatedMap } from "./located.ts";
import { parseYaml } from "./parse-yaml.ts";
import type { Source } from "./source.ts";

/** Characters of a storyboard or of one included file. Ten thousand authored shots need a fifth of it. */
const maximumCharacters = 10_000_000;

/** Reads one file whose outermost value must be a map. */
export function readRoot(source: Source, report: Report): LocatedMap | undefined {
  if (!isReadable(source, report)) return undefined;
  const root = parseYaml(source, report);
  if (root?.kind === "map") return root;
  const empty = root === undefined || (root.kind === "scalar" && root.value === null);
  if (root !== undefined || source.text.trim() === "") {
    report({
      code: "not-a-storyboard",
      at: { source, start: 0, end: Math.min(1, source.text.length) },
      message: empty ? "This file is empty" : "A storyboard is a map of keys, such as `shots:`",
      help: "Run `shotlist init` for one to start from.",
    });
  }
  return undefined;
}

function isReadable(source: Source, report: Report): boolean {
  const { text } = source;
  if (text.length > maximumCharacters) {
    report({
      code: "file-too-large",
      at: { source, start: 0, end: 1 },
      message: `This file has ${text.length.toLocaleString("en")} characters; ${maximumCharacters.toLocaleString("en")} are read at most`,
      help: "Split it with `include:`, or write the rows of a matrix into a CSV file.",
    });
    return false;
  }
  // oxlint-disable-next-line no-control-regex -- this is the one place that looks for them
  const unsafe = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/u.exec(text);
  if (unsafe === null) return true;
  const code = unsafe[0].codePointAt(0)?.toString(16).padStart(4, "0").toUpperCase();
  report({
    code: "unsafe-character",
    at: { source, start: unsafe.index, end: unsafe.index + 1 },
    message: `The control character U+${code} cannot stand in a storyboard`,
    help: "Remove it; the file may be binary or have another encoding than UTF-8.",
  });
  return false;
}
