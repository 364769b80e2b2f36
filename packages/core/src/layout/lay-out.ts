import {
  type Document,
  isCollection,
  parseDocument,
  type ScalarTag,
  type Tags,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { blockAsWritten } from "./block-as-written.ts";
import { columnsOf } from "./columns-of.ts";
import { usualQuotes } from "./usual-quotes.ts";

/** Columns at which a folded text is wrapped; other texts keep their lines. */
const foldedWidth = 100;
/** A list or map within one line that needs more columns gets a line for each entry. */
const flowWidth = 80;

/** One pass of formatting. The block texts that start at the given offsets keep their lines. */
export function layOut(text: string, kept: ReadonlySet<number> = new Set()): string {
  const customTags = (tags: Tags): Tags => tags.map((tag) => customTag(tag, kept));
  const document = parseDocument(text, {
    version: "1.2",
    customTags,
    uniqueKeys: false,
    keepSourceTokens: kept.size > 0,
  });
  const written = write(document);
  // Where a list is in the text is known once it is written; one that has no room changes what comes after it.
  return spreadFlows(document, written) ? write(document) : written;
}

function write(document: Document): string {
  return document.toString({ indent: 2, indentSeq: true, lineWidth: 0, flowCollectionPadding: true });
}

/** Gives every outermost list or map that does not fit into one line its own lines; answers whether there was one. */
function spreadFlows(document: Document, written: string): boolean {
  const flows = outermostFlows(document);
  const places = outermostFlows(parseDocument(written, { version: "1.2", uniqueKeys: false }));
  let isChanged = false;
  for (const [index, flow] of flows.entries()) {
    const [start = 0, end = 0] = places[index]?.range ?? [];
    if (flow.items.length === 0 || fits(written, start, end)) continue;
    spread(flow);
    isChanged = true;
  }
  return isChanged;
}

function outermostFlows(document: Document): readonly (YAMLMap | YAMLSeq)[] {
  const flows: (YAMLMap | YAMLSeq)[] = [];
  visit(document, {
    Collection: (key, node) => {
      // A key that is a list has to stay one.
      if (key === "key") return visit.SKIP;
      if (node.flow !== true) return undefined;
      flows.push(node);
      return visit.SKIP;
    },
  });
  return flows;
}

function spread(flow: YAMLMap | YAMLSeq): void {
  flow.flow = false;
  // What is inside becomes an outermost one itself, and has more room than before.
  for (const item of flow.items) {
    const value: unknown = typeof item === "object" && item !== null && "value" in item ? item.value : item;
    if (isCollection(value)) value.flow = true;
  }
}

function fits(written: string, start: number, end: number): boolean {
  if (written.slice(start, end).includes("\n")) return false;
  const lineStart = written.lastIndexOf("\n", start) + 1;
  return columnsOf(written.slice(lineStart, end)) <= flowWidth;
}

function customTag(tag: Tags[number], kept: ReadonlySet<number>): Tags[number] {
  if (typeof tag !== "object") return tag;
  if (isTextTag(tag)) return wrapping(tag, kept);
  switch (tag.tag) {
    case "tag:yaml.org,2002:map":
      return padded(tag, " ");
    case "tag:yaml.org,2002:seq":
      return padded(tag, "");
    default:
      return tag;
  }
}

/** Maps are written `{ a: 1 }` and lists `[a, b]`, whatever is in which. */
function padded<Tag extends Exclude<Tags[number], string>>(tag: Tag, padding: string): Tag {
  return {
    ...tag,
    stringify: (item, context, onComment, onChompKeep) =>
      isCollection(item)
        ? item.toString({ ...context, flowCollectionPadding: padding }, onComment, onChompKeep)
        : String(item),
  };
}

function isTextTag(tag: Exclude<Tags[number], string>): tag is ScalarTag {
  return tag.tag === "tag:yaml.org,2002:str";
}

/** Without its own width a folded text would come out as one long line, and with one for all every prompt would be folded. */
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
      const quoted = usualQuotes(item);
      const shown = quoted === item.type ? item : Object.assign(item.clone(), { type: quoted });
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a copy of the item
      return tag.stringify?.(shown as typeof item, own, onComment, onChompKeep) ?? String(item.value);
    },
  };
}
