import type { JsonValue } from "@shotlist/schema";

/** A table; a column that is empty in every row is left out, and no table comes of no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const kept = head.map((_, column) => column).filter((column) => rows.some((row) => (row[column] ?? "") !== ""));
  const line = (cells: readonly string[]): string =>
    `| ${kept.map((column) => escapeCell(cells[column] ?? "")).join(" | ")} |`;
  return [line(head), `| ${kept.map(() => "---").join(" | ")} |`, ...rows.map(line)].join("\n");
}

/** Text in the font of code. */
export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** A JSON value in the font of code, as it is in a body. */
export function jsonCode(value: JsonValue): string {
  return code(JSON.stringify(value));
}

export function jsonBlock(value: JsonValue): string {
  return `\`\`\`json\n${JSON.stringify(value, undefined, 2)}\n\`\`\``;
}

/** A part that opens on a click. */
export function folded(summary: string, content: string): string {
  return `<details>\n<summary>${escapeHtml(capitalised(summary))}</summary>\n\n${content}\n\n</details>`;
}

/** Joins what there is, with an empty line between. */
export function blocks(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

/** `a, b or c`. */
export function listed(words: readonly string[], last: "or" | "and" = "or"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

export function sentence(text: string): string {
  const whole = capitalised(text);
  return /[.!?:]$/.test(whole) ? whole : `${whole}.`;
}

/** The anchor that a heading gets. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

function escapeCell(text: string): string {
  const line = text.replaceAll(/\s*\n\s*/g, " ").replaceAll("|", String.raw`\|`);
  // Outside code, an angle bracket would open a tag.
  return line
    .split(/(`` .*? ``|`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : escapeHtml(part)))
    .join("");
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
