/** A fenced block of a page, with what the comments above it say. */
export interface Block {
  /** `path:line` of the fence. */
  readonly place: string;
  readonly language: string;
  readonly text: string;
  /** From `<!-- name: value -->` right above the fence. */
  readonly marks: ReadonlyMap<string, string>;
}

/** The fenced blocks of a page, in their order. */
export function blocksOf(page: string, text: string): readonly Block[] {
  const lines = text.split("\n");
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const fence = /^```(\w*)$/u.exec(lines[at] ?? "");
    if (fence === null) continue;
    const end = lines.indexOf("```", at + 1);
    if (end === -1) throw new Error(`${page}:${at + 1}: the block has no end`);
    const body = lines.slice(at + 1, end).map((line) => `${line}\n`);
    blocks.push({
      place: `${page}:${at + 1}`,
      language: fence[1] ?? "",
      text: body.join(""),
      marks: marksAbove(lines, at),
    });
    at = end;
  }
  return blocks;
}

function marksAbove(lines: readonly string[], fence: number): ReadonlyMap<string, string> {
  const marks = new Map<string, string>();
  for (let at = fence - 1; at >= 0; at -= 1) {
    const line = lines[at] ?? "";
    const mark = /^<!-- ([a-z ]+?)(?:: (.+))? -->$/u.exec(line);
    if (line !== "" && mark === null) break;
    if (mark !== null) marks.set(mark[1] ?? "", mark[2] ?? "");
  }
  return marks;
}
