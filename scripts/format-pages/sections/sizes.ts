import type { RatioPixels } from "@shotlist/schema";
import { blocks, table } from "../markdown.ts";
import type { Section } from "../page.ts";

export const sizes: Section = {
  title: "Sizes in pixels",
  write: ({ facts, sources }) => {
    const shared =
      facts.ratioPixels === undefined
        ? ""
        : blocks(
            `By resolution and ratio (${sources.mark(facts.ratioPixels.provenance, "sizes in pixels")}).`,
            sizeTable(facts.ratioPixels.value),
          );
    const own = facts.models.flatMap(({ id, ratioPixels }) =>
      ratioPixels === undefined
        ? []
        : [
            `Of \`${id}\` (${sources.mark(ratioPixels.provenance, `sizes of \`${id}\``)}):`,
            sizeTable(ratioPixels.value),
          ],
    );
    return blocks(shared, ...own);
  },
};

function sizeTable(pixels: RatioPixels): string {
  const resolutions = Object.keys(pixels);
  const ratios = [...new Set(resolutions.flatMap((resolution) => Object.keys(pixels[resolution] ?? {})))];
  const rows = ratios.map((ratio) => [
    ratio,
    ...resolutions.map((resolution) => pixels[resolution]?.[ratio]?.join("×") ?? ""),
  ]);
  return table(["ratio", ...resolutions], rows);
}
