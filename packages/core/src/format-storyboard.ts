import { parseDocument } from "yaml";
import { createCollector } from "./diagnostics/collector.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { StoryboardText } from "./compile-storyboard.ts";
import { readRoot } from "./read/read-root.ts";
import { createSource } from "./read/source.ts";

export interface Formatted {
  /** Absent when the text cannot be read. */
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Lays a storyboard out evenly: two spaces, one blank line at most, comments and anchors kept. Formatting twice changes nothing. */
export function formatStoryboard({ file, text }: StoryboardText): Formatted {
  const collector = createCollector({ strict: false });
  readRoot(createSource(file, "", text), collector.report);
  const diagnostics = collector.list();
  if (collector.hasErrors()) return { diagnostics };
  const once = layOut(text);
  // Some layouts need a second pass before they rest, such as a comment that moves with its folded line.
  return { text: layOut(once), diagnostics };
}

function layOut(text: string): string {
  const document = parseDocument(text, { version: "1.2" });
  return document.toString({ indent: 2, indentSeq: true, lineWidth: 0, flowCollectionPadding: true });
}
