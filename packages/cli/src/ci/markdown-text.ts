import { toOneLine } from "../output/plain-text.ts";

/** Text as a cell or a line of GitHub's and GitLab's Markdown, where it is text alone: no link, mention, markup or new row. */
export function markdownText(text: string): string {
  return (
    toOneLine(text.replaceAll(/\s+/gu, " "))
      .replaceAll(/[\\`*_{}[\]()#+!|<>~$^-]/gu, String.raw`\$&`)
      .replaceAll("&", "&amp;")
      // A word joiner after these makes neither a mention nor an address of them.
      .replaceAll(/@|:\/\/|\bwww\./gu, (mark) => `${mark.slice(0, 1)}\u2060${mark.slice(1)}`)
  );
}

/** Rows below each other, each cell as text. */
export function markdownTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(titles), line(titles.map(() => "---")), ...rows.map((row) => line(row.map(markdownText)))].join("");
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}
