import type { Scalar } from "yaml";

/** The quotes that formatters agree on: double ones, or single ones around a text that contains double ones. */
export function usualQuotes({ type, source = "", value }: Scalar): Scalar["type"] {
  if (typeof value !== "string" || value.includes("\n")) return type;
  if (type === "QUOTE_SINGLE") return value.includes("\\") || value.includes('"') ? type : "QUOTE_DOUBLE";
  if (type !== "QUOTE_DOUBLE") return type;
  // Only double quotes can say an escape.
  const isEscaped = /\\[^"]/u.test(source) || JSON.stringify(value).replaceAll('\\"', "").includes("\\");
  return !isEscaped && value.includes('"') ? "QUOTE_SINGLE" : type;
}
