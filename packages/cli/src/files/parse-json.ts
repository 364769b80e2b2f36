import { type JsonValue, tooDeepAt } from "@shotlist/schema";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";

/** The JSON value that the text of a file holds. */
export function parseJson(file: string, text: string): JsonValue {
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const before = text.slice(0, deep).split("\n");
    const place = `${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    throw new CommandError(`${place} lists and maps are nested too deeply`, {
      code: "not_json",
      exitCode: ExitCode.wrong,
    });
  }
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
