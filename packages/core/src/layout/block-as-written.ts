import type { CST, Scalar } from "yaml";

/** A block text with its header and the lines it has in the source, moved to another indentation. */
export interface BlockAsWritten {
  readonly text: string;
  /** Whether the line ends at its end belong to the text. */
  readonly keepsEnd: boolean;
}

/** `undefined` for a scalar that is not a block text. */
export function blockAsWritten({ srcToken }: Scalar, indent: string): BlockAsWritten | undefined {
  if (srcToken?.type !== "block-scalar") return undefined;
  const header = headerOf(srcToken);
  const lines = srcToken.source.replaceAll("\r\n", "\n").split("\n");
  const columns = /\d/u.exec(header)?.[0];
  const own = columns === undefined ? firstIndent(lines) : Math.max(srcToken.indent, 0) + Number(columns);
  const body = lines.map((line) => (line.trim() === "" && line.length <= own ? "" : indent + line.slice(own)));
  // Said as a digit, the indentation does not depend on how the first line begins.
  const style = `${header.slice(0, 1)}${indent.length === 0 ? 1 : 2}${header.replaceAll(/[>|\d]/gu, "")}`;
  const comment = propertyOf(srcToken, "comment");
  return {
    text: `${style}${comment === "" ? "" : ` ${comment}`}\n${body.join("\n").replace(/\n$/u, "")}`,
    keepsEnd: header.includes("+"),
  };
}

function headerOf(token: CST.BlockScalar): string {
  return propertyOf(token, "block-scalar-header");
}

function propertyOf({ props }: CST.BlockScalar, type: CST.SourceToken["type"]): string {
  const found = props.find((property) => property.type === type);
  return found !== undefined && "source" in found ? found.source : "";
}

function firstIndent(lines: readonly string[]): number {
  const first = lines.find((line) => line.trim() !== "") ?? "";
  return first.length - first.trimStart().length;
}
