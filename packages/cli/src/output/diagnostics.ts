import { toOneLine } from "./plain-text.ts";
import { formatDiagnostic, type Diagnostic } from "@shotlist/core";
import { paint } from "./style.ts";
import { count } from "./units.ts";

/** The public shape of a diagnostic in JSON. */
export function diagnosticToJson({ code, severity, message, file, line, column, help }: Diagnostic): object {
  return { code, severity, message, file, line, column, ...(help === undefined ? {} : { help }) };
}

interface DescribeOptions {
  readonly textOf: (file: string) => string | undefined;
  readonly color: boolean;
}

/** Every diagnostic with its place, a picture of it, and the way out. */
export function describeDiagnostics(diagnostics: readonly Diagnostic[], { textOf, color }: DescribeOptions): string {
  return diagnostics
    .map((diagnostic) => `${formatDiagnostic(inLines(diagnostic), textOf(diagnostic.file), color ? { paint } : {})}\n`)
    .join("");
}

/** Such as `2 errors, 1 warning`. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const warnings = diagnostics.length - errors;
  return [...(errors > 0 ? [count(errors, "error")] : []), ...(warnings > 0 ? [count(warnings, "warning")] : [])].join(
    ", ",
  );
}

/** Names of files and keys may hold line breaks; each part of a diagnostic is one line. */
function inLines(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, file: toOneLine(diagnostic.file), message: toOneLine(diagnostic.message) };
}
