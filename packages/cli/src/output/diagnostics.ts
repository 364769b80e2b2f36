import { present } from "@shotlist/schema";
import { toOneLine } from "./plain-text.ts";
import { formatDiagnostic, type Diagnostic } from "@shotlist/core";
import { paint } from "./style.ts";
import { count } from "./units.ts";
import { text, translate } from "../text/say.ts";

/** The public shape of a diagnostic in JSON. */
export function diagnosticToJson({ code, severity, message, file, line, column, help }: Diagnostic): object {
  return { code, severity, message, file, line, column, ...present({ help }) };
}

interface DescribeOptions {
  readonly textOf: (file: string) => string | undefined;
  readonly color: boolean;
}

/** Every diagnostic with its place, a picture of it, and the way out. */
export function describeDiagnostics(diagnostics: readonly Diagnostic[], { textOf, color }: DescribeOptions): string {
  return diagnostics
    .map(
      (diagnostic) =>
        `${formatDiagnostic(inLines(diagnostic), textOf(diagnostic.file), { paint: color ? paintLabel : plainLabel })}\n`,
    )
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

const labels: ReadonlySet<string> = new Set([text("error"), text("warning"), text("help:")]);

/** The marks of a diagnostic in the reader's language. */
function label(word: string): string {
  return labels.has(word) ? translate(word) : word;
}

function paintLabel(...[format, word]: Parameters<typeof paint>): string {
  return paint(format, label(word));
}

function plainLabel(...[, word]: Parameters<typeof paint>): string {
  return label(word);
}

/** Names of files and keys may hold line breaks; each part of a diagnostic is one line. */
function inLines(diagnostic: Diagnostic): Diagnostic {
  const { help } = diagnostic;
  return {
    ...diagnostic,
    file: toOneLine(diagnostic.file),
    message: toOneLine(translate(diagnostic.message)),
    ...(help === undefined ? {} : { help: translate(help) }),
  };
}
