import { parseDocument, type ScalarTag, type Tags } from "yaml";
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

/** Columns at which a folded text is wrapped anew; other texts keep their lines. */
const foldedWidth = 100;

function layOut(text: string): string {
  const document = parseDocument(text, { version: "1.2", customTags: wrapFolded });
  return document.toString({ indent: 2, indentSeq: true, lineWidth: 0, flowCollectionPadding: true });
}

/** Without a width of its own a folded text would come out as one long line, and with one for all every prompt would be folded. */
function wrapFolded(tags: Tags): Tags {
  return tags.map((tag) => (typeof tag === "object" && isTextTag(tag) ? wrapping(tag) : tag));
}

function isTextTag(tag: Exclude<Tags[number], string>): tag is ScalarTag {
  return tag.tag === "tag:yaml.org,2002:str";
}

function wrapping(tag: ScalarTag): ScalarTag {
  return {
    ...tag,
    stringify: (item, context, ...rest) => {
      const isFolded = item.type === "BLOCK_FOLDED";
      const own = isFolded ? { ...context, options: { ...context.options, lineWidth: foldedWidth } } : context;
      return tag.stringify?.(item, own, ...rest) ?? String(item.value);
    },
  };
}
