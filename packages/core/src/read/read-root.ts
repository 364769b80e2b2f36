import type { Report } from "../diagnostics/collector.ts";
import type { LocatedMap } from "../text/located.ts";
import { parseYaml } from "./parse-yaml.ts";
import type { Source } from "../text/source.ts";
import { findUnsafeCharacter } from "../text/unsafe-character.ts";

/** Characters of a storyboard or of one included file. Ten thousand authored shots need a fifth of it. */
const maximumCharacters = 10_000_000;

/** Reads one file whose outermost value must be a map. */
export function readRoot(source: Source, report: Report): LocatedMap | undefined {
  if (!isReadable(source, report)) return undefined;
  let isBroken = false;
  const root = parseYaml(source, (remark) => {
    isBroken = true;
    report(remark);
  });
  if (root?.kind === "map") return root;
  const empty = root === undefined || (root.kind === "scalar" && root.value === null);
  if (root !== undefined || !isBroken) {
    report({
      code: "not-a-storyboard",
      at: { source, start: 0, end: Math.min(1, source.text.length) },
      message: empty ? "This file is empty" : "A storyboard must be a map of keys, such as `shots:`",
      help: "Run `shotlist init` to create one.",
    });
  }
  return undefined;
}

/** Reports a text that is too long, or that is not text. */
export function isReadable(source: Source, report: Report): boolean {
  const { text } = source;
  if (text.length > maximumCharacters) {
    report({
      code: "file-too-large",
      at: { source, start: 0, end: 1 },
      message: `This file has ${text.length.toLocaleString("en")} characters; the limit is ${maximumCharacters.toLocaleString("en")}`,
      help: "Split it with `include:`, or write the rows of a matrix into a CSV file.",
    });
    return false;
  }
  const unsafe = findUnsafeCharacter(text);
  if (unsafe === undefined) return true;
  const { at, message, help } = unsafe;
  report({ code: "unsafe-character", at: { source, start: at, end: at + 1 }, message, help });
  return false;
}
