import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readDocument, type ReadDocument } from "@shotlist/core/own";
import type { Diagnostic } from "@shotlist/core";
import { messageNames, type MessageName } from "@shotlist/schema";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { readInput } from "../files/read-input.ts";
import { describeSystemError, isSystemError } from "../files/system-error.ts";
import { loadShapeChecks, type DataFile } from "./validators.ts";

/** A document with the name of its file. */
export interface FolderDocument extends ReadDocument {
  readonly file: string;
}

/** The files of a format's folder as they are read, before anything is made of them. */
export interface FormatFolder {
  /** As it was named. */
  readonly folder: string;
  readonly data: ReadonlyMap<DataFile, FolderDocument>;
  readonly schemas: ReadonlyMap<MessageName, FolderDocument>;
  /** Absolute paths of files with code, by what they are. */
  readonly programs: ReadonlyMap<"codec" | "vendor", string>;
  readonly diagnostics: readonly Diagnostic[];
  readonly textOf: (file: string) => string | undefined;
}

const page = "docs/own-format.md";
const dataFiles: readonly DataFile[] = ["facts", "contract", "fixtures", "request"];
const neededData: readonly DataFile[] = ["facts", "contract", "fixtures"];
const neededMessages: readonly MessageName[] = ["submit.request", "submit.response", "task.response", "error.response"];

/** Reads every file of a format's folder; nothing in it is run. */
export async function readFormatFolder(folder: string, cwd: string): Promise<FormatFolder> {
  const present = await filesIn(folder, cwd);
  const shapes = await loadShapeChecks();
  const texts = new Map<string, string>();
  const read = async (
    name: string,
    validate: Parameters<typeof readDocument>[0]["validate"],
  ): Promise<FolderDocument> => {
    const file = join(folder, name);
    const text = await readInput(file, cwd);
    texts.set(file, text);
    return { ...readDocument({ file, text, validate, page }), file };
  };
  const data = new Map<DataFile, FolderDocument>();
  for (const name of dataFiles) {
    const file = dataFile(present, name);
    if (file !== undefined) data.set(name, await read(file, shapes(name)));
    else if (neededData.includes(name)) throw missing(folder, `${name}.yaml`);
  }
  const schemas = new Map<MessageName, FolderDocument>();
  for (const name of messageNames) {
    const file = dataFile(present, `${name}.schema`);
    if (file !== undefined) schemas.set(name, await read(file, () => ({ ok: true })));
    else if (neededMessages.includes(name)) throw missing(folder, `${name}.schema.json`);
  }
  const programs = new Map<"codec" | "vendor", string>();
  for (const name of ["codec", "vendor"] as const) {
    const file = present.find((one) => [`${name}.ts`, `${name}.mjs`, `${name}.js`].includes(one));
    if (file !== undefined) programs.set(name, resolve(cwd, folder, file));
  }
  const documents = [...data.values(), ...schemas.values()];
  return {
    folder,
    data,
    schemas,
    programs,
    diagnostics: documents.flatMap(({ diagnostics }) => diagnostics),
    textOf: (file) => texts.get(file),
  };
}

async function filesIn(folder: string, cwd: string): Promise<readonly string[]> {
  try {
    return await readdir(resolve(cwd, folder));
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    const { words } = describeSystemError(cause);
    throw new CommandError(`Cannot read the format in ${folder}: ${words}`, {
      code: "unreadable_file",
      exitCode: ExitCode.wrong,
      hint: "--format takes the id of a format or a folder with one",
      cause,
    });
  }
}

function dataFile(present: readonly string[], name: string): string | undefined {
  return [`${name}.yaml`, `${name}.yml`, `${name}.json`].find((file) => present.includes(file));
}

function missing(folder: string, file: string): CommandError {
  return new CommandError(`The format in ${folder} has no ${file}`, {
    code: "format_wrong",
    exitCode: ExitCode.wrong,
    hint: `${page} lists the files of a format`,
  });
}
