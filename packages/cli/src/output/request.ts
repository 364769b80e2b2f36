import type { PlannedTake, ResolvedProvider } from "@shotlist/core";
import { shellQuote } from "../arguments/shell-quote.ts";
import { toOneLine, toPlainJson } from "./plain-text.ts";

/**
 * A request as a command for a shell. The key is left out: the shell puts the provider's variable in. What exists only when a
 * request is sent, such as the bytes of a file, is held by a placeholder, and a comment says so.
 */
export function requestAsCurl({ id, request }: PlannedTake, { baseUrl, apiKeyEnv }: ResolvedProvider): string {
  const { method, path, body } = request;
  const json = body === undefined ? undefined : toPlainJson(JSON.stringify(body, null, 2));
  const lines = [
    `curl --request ${method} ${shellQuote([`${baseUrl}${path}`])}`,
    `  --header "Authorization: Bearer $${apiKeyEnv}"`,
    ...(json === undefined
      ? []
      : [`  --header ${shellQuote(["Content-Type: application/json"])}`, `  --data ${shellQuote([json])}`]),
  ];
  const note = hasPlaceholder(body) ? "# Replace the objects with `asset` or `take` by what they stand for.\n" : "";
  return `# ${toOneLine(id)}\n${note}${lines.join(" \\\n")}\n`;
}

/** Whether a body holds `{ asset, … }` or `{ take, what }`, which no vendor takes. */
function hasPlaceholder(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const keys = Object.keys(value).toSorted().join(" ");
  if (keys === "asset" || keys === "asset path" || keys === "take what") return true;
  return Object.values(value).some(hasPlaceholder);
}
