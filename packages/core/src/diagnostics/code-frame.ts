import { assertOptions } from "@shotlist/schema";
import type { Diagnostic } from "./diagnostic.ts";

export interface FrameOptions {
  /** Colours for a terminal; default none. */
  readonly color?: boolean;
  /** The caller's own colours, instead of those. */
  readonly paint?: Paint;
}

const context = 2;
const maximumWidth = 160;

/** A diagnostic as text: place, code, message, the lines around it with the range marked, and how to fix it. */
export function formatDiagnostic(
  diagnostic: Diagnostic,
  sourceText: string | undefined,
  options: FrameOptions = {},
): string {
  assertOptions<FrameOptions>("formatDiagnostic", options, { color: "flag", paint: "function" });
  const { color = false, paint = painter(color) } = options;
  const { severity, code, message, file, line, column, help } = diagnostic;
  const tone = severity === "error" ? "red" : "yellow";
  const head = `${paint("bold", `${file}:${line}:${column}`)} ${paint(tone, severity)} ${paint("dim", code)}\n  ${message}`;
  const frame = sourceText === undefined ? "" : `\n\n${codeFrame(diagnostic, sourceText, paint)}`;
  return `${head}${frame}${help === undefined ? "" : `\n\n  ${paint("cyan", "help:")} ${help}`}\n`;
}

function codeFrame(diagnostic: Diagnostic, sourceText: string, paint: Paint): string {
  const lines = sourceText.split(/\r?\n/u);
  const first = Math.max(1, diagnostic.line - context);
  const last = Math.min(lines.length, Math.max(diagnostic.line, diagnostic.line + context));
  const gutter = String(last).length;
  const shown: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const text = lines[number - 1] ?? "";
    const marked = number === diagnostic.line;
    const window = windowOf(text, marked ? diagnostic.column : 1);
    shown.push(
      `${paint("dim", `${marked ? ">" : " "} ${String(number).padStart(gutter)} |`)} ${masked(window.text)}`.trimEnd(),
    );
    if (marked)
      shown.push(`${paint("dim", `  ${" ".repeat(gutter)} |`)} ${paint("red", caretsUnder(diagnostic, text, window))}`);
  }
  return shown.join("\n");
}

interface Window {
  readonly text: string;
  /** Characters of the line before the window. */
  readonly from: number;
}

/** The part of a long line around a column. */
function windowOf(text: string, column: number): Window {
  if (text.length <= maximumWidth) return { text, from: 0 };
  const from = Math.max(0, Math.min(column - 1 - maximumWidth / 2, text.length - maximumWidth));
  return { text: text.slice(from, from + maximumWidth), from };
}

function caretsUnder({ line, column, endLine, endColumn }: Diagnostic, text: string, window: Window): string {
  const start = column - 1 - window.from;
  const end = (endLine === line ? endColumn - 1 : text.length) - window.from;
  const before = Array.from(window.text.slice(0, start), (character) =>
    character === "\t" ? "\t" : " ".repeat(widthOf(character)),
  );
  const marked = Array.from(window.text.slice(start, Math.max(end, start + 1)), widthOf);
  const width = marked.reduce((total, columns) => total + columns, 0);
  return before.join("") + "^".repeat(Math.max(1, width));
}

/** Columns a character takes in a terminal. */
function widthOf(character: string): number {
  if (/\p{Mark}/u.test(character)) return 0;
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFF60\p{Emoji_Presentation}]/u.test(
    character,
  )
    ? 2
    : 1;
}

/** A key that was written into the file is not repeated on the screen or in a log. */
function masked(text: string): string {
  return text
    .replaceAll(
      /(?<=\b(?:api[_-]?key(?:env)?|token|secret|password|authorization)["']?\s*:\s*["']?)[^\s"',}]{16,}/giu,
      hide,
    )
    .replaceAll(/\bsk[-_][\w-]{8,}/gu, hide)
    .replaceAll(/(?<=[?&](?:x-amz-signature|signature|sig|token|x-tos-signature)=)[^&\s"']+/giu, hide);
}

function hide(value: string): string {
  return "*".repeat(value.length);
}

type Paint = (style: "bold" | "dim" | "red" | "yellow" | "cyan", text: string) => string;

const styles = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], cyan: [36, 39] } as const;

function painter(color: boolean): Paint {
  if (!color) return (_style, text) => text;
  return (style, text) => `\u001B[${styles[style][0]}m${text}\u001B[${styles[style][1]}m`;
}
