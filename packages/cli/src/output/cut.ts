import { columnsOf } from "./columns.ts";

/** The beginning of a text where all of it has no room, in columns of a terminal. Coloured texts are short and never cut. */
export function cut(text: string, width: number): string {
  if (columnsOf(text) <= width || text.includes("\u001B")) return text;
  let kept = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (columnsOf(kept + segment) > width - 1) break;
    kept += segment;
  }
  return kept === "" ? "" : `${kept}…`;
}
