import type { FormatRef, MessageError, MessageName, MessageVerdict } from "@shotlist/schema";
import { hasMessage, present, validateMessage } from "@shotlist/schema";
import { defineCommand, type Command } from "../arguments/command.ts";
import { knownEdition, knownFormat } from "../arguments/known-format.ts";
import { CommandError, usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { parseJson } from "../files/parse-json.ts";
import { readInput } from "../files/read-input.ts";
import { writeJson } from "../output/json.ts";
import { styleFor, type Style } from "../output/style.ts";
import { say, translate } from "../text/say.ts";

// A record, so that the compiler proves the list complete.
const messages: { readonly [name in MessageName]: true } = {
  "submit.request": true,
  "submit.response": true,
  "task.response": true,
  "error.response": true,
  "webhook.request": true,
};

function isMessageName(text: string): text is MessageName {
  return Object.hasOwn(messages, text);
}

/** Validates JSON files against the schema of one message of one format. */
export const contractCheck: Command = defineCommand({
  name: "contract check",
  summary: "Validate a message in a JSON file against its format's schema",
  positionals: [{ name: "FORMAT" }, { name: "MESSAGE" }, { name: "FILE", repeated: true }],
  options: {
    edition: { value: "ID", description: "Edition of the format to check against (default: any)" },
    strict: { description: "Treat advice as errors" },
    json: { description: "Print one JSON document" },
  },
  examples: ["shotlist contract check FORMAT submit.request body.json"],
  async run([format = "", message = "", ...files], { edition, strict, json }, { stdout, env, cwd }) {
    const target = await messageOf(format, { message, edition });
    const outcomes = await Promise.allSettled(
      files.map(async (file) => {
        const body = parseJson(file, await readInput(file, cwd));
        return { file, verdict: validateMessage(target.format, target.message, body, { strict }) };
      }),
    );
    const results = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    if (!json) for (const result of results) stdout.write(describe(result, styleFor(stdout, env)));
    const refused: unknown[] = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    if (refused.length > 0) throw unreadable(refused, results);
    if (json) writeJson(stdout, toDocument(results));
    return results.every(({ verdict }) => verdict.ok) ? ExitCode.ok : ExitCode.failed;
  },
});

async function messageOf(
  word: string,
  { message, edition }: { readonly message: string; readonly edition: string | undefined },
): Promise<{ format: FormatRef; message: MessageName }> {
  const format = knownEdition(await knownFormat(word), edition);
  if (!isMessageName(message) || !hasMessage(format, message)) {
    const known = Object.keys(messages).filter((name) => isMessageName(name) && hasMessage(format, name));
    throw usageError(`${format} has no message ${JSON.stringify(message)}`, `Messages: ${known.join(", ")}`);
  }
  return { format, message };
}

/** One error for the files that are not JSON; what was found in the others is kept. */
function unreadable(errors: readonly unknown[], results: readonly CheckedFile[]): unknown {
  const known = errors.filter((error) => error instanceof CommandError);
  const [first] = known;
  if (first === undefined || known.length < errors.length)
    return errors.find((error) => !(error instanceof CommandError));
  return new CommandError(known.map(({ message }) => message).join("; "), {
    code: first.code,
    exitCode: ExitCode.wrong,
    ...present({ hint: first.hint }),
    details: { files: toDocument(results).files },
    cause: first,
  });
}

interface CheckedFile {
  readonly file: string;
  readonly verdict: MessageVerdict;
}

function toDocument(results: readonly CheckedFile[]): { readonly ok: boolean; readonly files: readonly object[] } {
  return {
    ok: results.every(({ verdict }) => verdict.ok),
    files: results.map(({ file, verdict }) => ({
      file,
      ok: verdict.ok,
      errors: verdict.ok ? [] : verdict.errors,
      advice: verdict.advice,
    })),
  };
}

function describe({ file, verdict }: CheckedFile, style: Style): string {
  const errors = verdict.ok ? [] : verdict.errors;
  const lines = [
    ...errors.map((error) => describeError(error, style("red", say`error`), style)),
    ...verdict.advice.map((error) => describeError(error, style("yellow", say`advice`), style)),
  ];
  const mark = verdict.ok ? style("green", say`valid`) : style("red", say`invalid`);
  return [`${file}: ${mark}`, ...lines].map((line) => `${line}\n`).join("");
}

function describeError({ path, rule, message, provenance }: MessageError, mark: string, style: Style): string {
  const source = provenance.source === undefined ? provenance.grade : `${provenance.grade}, ${provenance.source}`;
  return `  ${mark} ${path === "" ? "/" : path}: ${translate(message)} ${style("dim", `(${rule}; ${source})`)}`;
}
