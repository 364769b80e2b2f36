import type { FormatFacts } from "@shotlist/schema";
import { withoutRepeatedPath } from "../formats/base-url.ts";
import type { Span } from "../text/source.ts";
import type { ReadContext } from "./context.ts";

/** Warns of a base URL, written or given for this run, that was copied with the part of the path that the format adds itself. */
export function checkBasePath(
  text: string,
  { at, facts, context }: { readonly at: Span; readonly facts: FormatFacts; readonly context: ReadContext },
): void {
  const path = facts.operations.submit?.path;
  const better = path === undefined ? undefined : withoutRepeatedPath(text, path);
  if (path === undefined || better === undefined) return;
  const asked = `${new URL(text).pathname.replace(/\/+$/u, "")}${path}`;
  context.report({
    code: "base-url-path",
    at,
    message: `The base URL ${text} ends with the start of the format's paths: requests would go to ${asked}`,
    help: `Write ${better}.`,
  });
}
