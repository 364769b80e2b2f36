import { parseDocument, type ScalarTag, type Tags } from "yaml";
import { blockAsWritten } from "./block-as-written.ts";

/** Columns at which a folded text is wrapped; other texts keep their lines. */
const foldedWidth = 100;

/** One pass of formatting. The block texts that start at the given offsets keep their lines. */
export function layOut(text: string, kept: ReadonlySet<number> = new Set()): string {
  const customTags = (tags: Tags): Tags => tags.map((tag) => (isTextTag(tag) ? wrapping(tag, kept) : tag));
  const document = parseDocument(text, {
    version: "1.2",
    customTags,
    uniqueKeys: false,
    keepSourceTokens: kept.size > 0,
  });
  return document.toString({ indent: 2, indentSeq: true, lineWidth: 0, flowCollectionPadding: true });
}

function isTextTag(tag: Tags[number]): tag is ScalarTag {
  return typeof tag === "object" && tag.tag === "tag:yaml.org,2002:str";
}

/** Without a width of its own a folded text would come out as one long line, and with one for all every prompt would be folded. */
function wrapping(tag: ScalarTag, kept: ReadonlySet<number>): ScalarTag {
  return {
    ...tag,
    stringify: (item, context, onComment, onChompKeep) => {
      const written = kept.has(item.range?.[0] ?? -1) ? blockAsWritten(item, context.indent) : undefined;
      if (written !== undefined) {
        onComment?.();
        if (written.keepsEnd) onChompKeep?.();
        return written.text;
      }
      const isFolded = item.type === "BLOCK_FOLDED";
      const own = isFolded ? { ...context, options: { ...context.options, lineWidth: foldedWidth } } : context;
      return tag.stringify?.(item, own, onComment, onChompKeep) ?? String(item.value);
    },
  };
}
