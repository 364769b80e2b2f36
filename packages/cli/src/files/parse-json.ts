import type { JsonValue } from "@shotlist/schema";
import { CommandError } from "../errors.ts";
import { ExitCode } from "../exit-code.ts";

/** The JSON value that the text of a file holds. */
export function parseJson(file: string, text: string): JsonValue {
  try {
    // A byte order mark is what some editors write; JSON has no place for it.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON.parse yields nothing else
    return JSON.parse(text.replace(/^\u{FEFF}/u, "")) as JsonValue;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new CommandError(`${file} is not JSON: ${cause.message}`, {
      code: "not_json",
      exitCode: ExitCode.wrong,
      cause,
    });
  }
}
