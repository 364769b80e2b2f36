import { readdir, stat } from "node:fs/promises";
import { resolve } from "node:path";
import {
  checkConsumers,
  ContractUnreadableError,
  diffContracts,
  diffOfMissing,
  joinDiffs,
  toDiffTable,
  type ContractDiff,
  type RefusedCall,
} from "@shotlist/contract-kit";
import type { JsonValue } from "@shotlist/schema";
import { defineCommand, type Command } from "../arguments/command.ts";
import { knownFormat } from "../arguments/known-format.ts";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { readInput } from "../files/read-input.ts";
import { readRecordingFile } from "../files/read-recording-file.ts";
import { writeJson } from "../output/json.ts";
import { parseDocument } from "../files/parse-document.ts";
import { say, translate } from "../text/say.ts";
import { count } from "../output/units.ts";

/** Compares two versions of a contract, from the side of a client of the older one. */
export const contractDiff: Command = defineCommand({
  name: "contract diff",
  summary: "Show what changed between two OpenAPI documents or schemas, and what breaks",
  positionals: [{ name: "OLD" }, { name: "NEW" }],
  options: {
    trace: {
      value: "FILE",
      multiple: true,
      description: "A recording whose calls the newer document must also accept",
    },
    format: { value: "F", description: "Format of a --trace file that is not a recording" },
    json: { description: "Print one JSON document" },
  },
  examples: [
    "shotlist contract diff openapi-1.json openapi-2.json",
    "shotlist contract diff openapi-1.yaml openapi-2.yaml",
    "shotlist contract diff old-schemas/ new-schemas/",
    "shotlist contract diff openapi-1.json openapi-2.json --trace session.jsonl",
  ],
  async run([old = "", current = ""], { trace: traces, format: word, json }, { stdout, cwd }) {
    const format = word === undefined ? undefined : await knownFormat(word);
    const recordings = await Promise.all(
      traces.map(async (file) => ({ file, entries: (await readRecordingFile(file, { cwd, format })).entries })),
    );
    const [before, after] = [await readContract(old, cwd), await readContract(current, cwd)];
    const diff = await explained(old, current, () => diffOf(before, after));
    const consumers = await Promise.all(
      recordings.map(async ({ file, entries }) => ({
        file,
        ...(await heldAgainst({ before, after, old, current }, entries)),
      })),
    );
    const ok = diff.ok && consumers.every(({ refused }) => refused.length === 0);
    if (json) writeJson(stdout, { ok, totals: diff.totals, changes: diff.changes, consumers });
    else stdout.write([toDiffTable(diff, { translate }), ...consumers.map(describe)].join(""));
    return ok ? ExitCode.ok : ExitCode.failed;
  },
});

/** A document, or the schemas of a folder by their names. */
type Contract =
  | { readonly kind: "document"; readonly name: string; readonly document: JsonValue }
  | { readonly kind: "folder"; readonly messages: ReadonlyMap<string, JsonValue> };

const whatToName = "Use two OpenAPI documents, two JSON Schemas, or two folders of schemas";
const schemaEnding = /\.schema\.(?:json|ya?ml)$/;

async function readContract(path: string, cwd: string): Promise<Contract> {
  const isFolder = await stat(resolve(cwd, path)).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder)
    return { kind: "document", name: nameOf(path), document: await parseDocument(path, await readInput(path, cwd)) };
  const files = (await readdir(resolve(cwd, path))).filter((file) => schemaEnding.test(file)).toSorted();
  if (files.length === 0) {
    throw new CommandError(`${path} contains no .schema.json or .schema.yaml file`, {
      code: "contract_unreadable",
      exitCode: ExitCode.wrong,
      hint: whatToName,
    });
  }
  const messages = await Promise.all(
    files.map(
      async (file) =>
        [nameOf(file), await parseDocument(`${path}/${file}`, await readInput(`${path}/${file}`, cwd))] as const,
    ),
  );
  return { kind: "folder", messages: new Map(messages) };
}

function nameOf(file: string): string {
  return file.split(/[/\\]/).at(-1)?.replace(schemaEnding, "") ?? file;
}

function diffOf(before: Contract, after: Contract): ContractDiff {
  if (before.kind === "document" && after.kind === "document") {
    // The file name says who writes a message, as long as both versions agree.
    const isTold = writerIn(before.name) === writerIn(after.name);
    return diffContracts(before.document, after.document, isTold ? { name: before.name } : {});
  }
  if (before.kind !== "folder" || after.kind !== "folder") {
    throw new ContractUnreadableError("one is a folder and the other is a file");
  }
  const names = [...new Set([...before.messages.keys(), ...after.messages.keys()])];
  return joinDiffs(
    names.map((name) => {
      const [was, is] = [before.messages.get(name), after.messages.get(name)];
      if (was === undefined) return diffOfMissing(name, "before");
      return is === undefined ? diffOfMissing(name, "after") : diffContracts(was, is, { name });
    }),
  );
}

function writerIn(name: string): string | undefined {
  return /webhook|request|response/i.exec(name)?.[0].toLowerCase();
}

interface Versions {
  readonly before: Contract;
  readonly after: Contract;
  readonly old: string;
  readonly current: string;
}

async function heldAgainst(
  { before, after, old, current }: Versions,
  entries: Parameters<typeof checkConsumers>[2],
): ReturnType<typeof checkConsumers> {
  const documents = [before, after].map((contract) => (contract.kind === "document" ? contract.document : null));
  const [was = null, is = null] = documents;
  return explained(old, current, () => checkConsumers(was, is, entries));
}

/** Runs a comparison; documents that cannot be compared are the caller's mistake. */
async function explained<Result>(
  old: string,
  current: string,
  compare: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await compare();
  } catch (cause) {
    if (!(cause instanceof ContractUnreadableError)) throw cause;
    throw new CommandError(`Cannot compare ${old} with ${current}: ${cause.message}`, {
      code: "contract_unreadable",
      exitCode: ExitCode.wrong,
      hint: whatToName,
      cause,
    });
  }
}

function describe({
  file,
  judged,
  refused,
}: {
  readonly file: string;
  readonly judged: number;
  readonly refused: readonly RefusedCall[];
}): string {
  const lines = refused.map(
    ({ entry, where, reasons }) => say`REFUSED    ${file} call ${entry + 1}, ${where}: ${reasons.join("; ")}\n`,
  );
  return (
    lines.join("") +
    say`${file}: ${translate(count(judged, "call"))} allowed by the older document, ${refused.length} refused by the newer one\n`
  );
}
