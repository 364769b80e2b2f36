import type { JsonValue } from "@shotlist/schema";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { parseJson } from "./parse-json.ts";

/** The value of a file in JSON, or in YAML where its name says so. */
export async function parseDocument(file: string, text: string): Promise<JsonValue> {
  if (!/\.ya?ml$/i.test(file)) return parseJson(file, text);
  const { parse, YAMLError } = await import("yaml");
  try {
    // What JSON has no word for is left out, and a key is a text.
    return parseJson(file, JSON.stringify(parse(text, { logLevel: "error" }) ?? null));
  } catch (cause) {
    // The parser meets the end of the stack, and says so as of any mistake; so do the steps after it.
    if (cause instanceof RangeError || (cause instanceof YAMLError && cause.message.startsWith("Maximum call stack"))) {
      throw new CommandError(`${file}: lists and maps are nested too deeply`, {
        code: "not_yaml",
        exitCode: ExitCode.wrong,
      });
    }
    if (!(cause instanceof YAMLError) && !(cause instanceof ReferenceError)) throw cause;
    throw new CommandError(`${file} is not YAML: ${cause.message.split("\n")[0]}`, {
      code: "not_yaml",
      exitCode: ExitCode.wrong,
      cause,
    });
  }
}
