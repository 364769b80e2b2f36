import stringWidth from "string-width";

/** The beginning of a text where all of it has no room, in columns of a terminal. Coloured texts are short and never cut. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width || text.includes("\u001B")) return text;
  let kept = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return kept === "" ? "" : `${kept}…`;
}
