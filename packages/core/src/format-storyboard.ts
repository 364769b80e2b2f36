import { createCollector } from "./diagnostics/collector.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { layOut } from "./layout/lay-out.ts";
import { changedValues } from "./layout/changed-values.ts";
import type { StoryboardText } from "./read/read-storyboard.ts";
import { readRoot } from "./read/read-root.ts";
import type { Located } from "./text/located.ts";
import { createSource } from "./text/source.ts";

export interface Formatted {
  /** Absent when the text cannot be read. */
  readonly text?: string;
  /** Texts that were not formatted because that would change their meaning. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Formats a storyboard: two spaces, one blank line at most, comments and anchors kept. Formatting twice changes nothing, and no
 * value changes: a text that another layout would change keeps its own, and a file with such a value elsewhere is not touched.
 */
export function formatStoryboard({ file, text }: StoryboardText): Formatted {
  const collector = createCollector({ strict: false });
  const root = readRoot(createSource(file, "", text), collector.report);
  if (root === undefined || collector.hasErrors()) return { diagnostics: collector.list() };
  // Advice on what the text says is for `check`.
  const { report, list } = createCollector({ strict: false });
  const formatted = keepingValues(text, root);
  for (const at of formatted?.kept ?? [root]) {
    const what = formatted === undefined ? "This file is" : "This text is";
    const message = `${what} not formatted: formatting would change its meaning`;
    report({
      code: "layout-kept",
      at,
      message,
      help: "Write the text in quotes, or as a literal block (`|`).",
    });
  }
  return { text: formatted?.text ?? text, diagnostics: list() };
}

interface KeptLayout {
  readonly text: string;
  /** Values of the given tree that keep the layout they have. */
  readonly kept: readonly Located[];
}

/** `undefined` where no layout is found that says the same. */
function keepingValues(text: string, root: Located): KeptLayout | undefined {
  const once = layOut(text);
  const kept = changedValues(root, read(once));
  if (kept === undefined) return undefined;
  const result = kept.length === 0 ? once : layOut(text, new Set(kept.map(({ start }) => start)));
  const formatted = read(result);
  if (changedValues(root, formatted)?.length !== 0 || formatted === undefined) return undefined;
  // Some layouts need a second pass before they rest, such as a comment that moves with its folded line.
  const again = result === text ? result : keepingValues(result, formatted)?.text;
  return again === undefined ? undefined : { text: again, kept };
}

function read(text: string): Located | undefined {
  return readRoot(createSource("", "", text), () => undefined);
}
