import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { codecKitFor, createMappedCodec, registerCodec, type CodecKit, type DefinedCodec } from "@shotlist/core/own";
import type { Diagnostic } from "@shotlist/core";
import type { Vendor, VendorKit } from "@shotlist/mock-server/own";
import { type FormatFacts, type FormatId, type MessageName, present } from "@shotlist/schema";
import type { FormatContract } from "@shotlist/schema/contracts";
import type { Fixture } from "@shotlist/schema/fixtures";
import { registerFormat, type CompiledMessage, type OwnFormat, type RequestMapping } from "@shotlist/schema/own";
import type { MessageSchema } from "@shotlist/schema/schemas";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { countDiagnostics, describeDiagnostics, diagnosticToJson } from "../output/diagnostics.ts";
import { hasColour } from "../output/style.ts";
import type { World } from "../world/world.ts";
import { contentFaults, factsFaults } from "./check-contents.ts";
import { readFormatFolder, type FormatFolder } from "./read-folder.ts";
import { sampleFaults } from "./sample-faults.ts";
import { compileMessage } from "./validators.ts";

/** Loads the format in a folder and registers it for this command. What is wrong with it is reported at its place. */
export async function loadFormat(
  named: string,
  { isTrusted, world }: { readonly isTrusted: boolean; readonly world: World },
): Promise<FormatId> {
  const folder = await readFormatFolder(named, world.cwd);
  refuse(folder, folder.diagnostics, world);
  refuseUntrusted(folder, isTrusted);
  const format = toFormat(folder, world);
  const id = register(format, folder, world);
  refuse(folder, contentFaults(id, format, folder), world);
  await registerCode(id, format, folder);
  refuse(folder, sampleFaults(id, folder), world);
  return id;
}

/** What the files hold has the shape of these types: it was checked against the schema that is made from them. */
function toFormat(folder: FormatFolder, world: World): OwnFormat {
  const { data } = folder;
  // oxlint-disable typescript/no-unsafe-type-assertion
  const facts = data.get("facts")?.value as unknown as FormatFacts;
  const contract = data.get("contract")?.value as unknown as FormatContract;
  const fixtures = data.get("fixtures")?.value as unknown as readonly Fixture[];
  const mapping = data.get("request")?.value as unknown as RequestMapping | undefined;
  // oxlint-enable typescript/no-unsafe-type-assertion
  const document = data.get("facts");
  if (document !== undefined) refuse(folder, factsFaults(facts, document), world);
  return { facts, contract, fixtures, ...compileSchemas(folder, world), ...present({ mapping }) };
}

function compileSchemas(folder: FormatFolder, world: World): Pick<OwnFormat, "schemas" | "compiled"> {
  const schemas: { [message in MessageName]?: MessageSchema } = {};
  const compiled: { [message in MessageName]?: CompiledMessage } = {};
  const faults: Diagnostic[] = [];
  for (const [message, document] of folder.schemas) {
    try {
      const one = compileMessage(document.value ?? null);
      schemas[message] = one.schema;
      compiled[message] = one.compiled;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      faults.push(document.faultAt(pointerIn(why), `This schema cannot be used: ${why}`));
    }
  }
  refuse(folder, faults, world);
  return { schemas, compiled };
}

/** The place that an error of the compiler names, such as `#/properties/text/not needs an x-rule`. */
function pointerIn(why: string): string {
  return /#(?<pointer>\/\S+)/u.exec(why)?.groups?.["pointer"]?.replace(/[:,"]+$/u, "") ?? "";
}

function register(format: OwnFormat, folder: FormatFolder, world: World): FormatId {
  try {
    return registerFormat(format);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const fault = folder.data.get("facts")?.faultAt("/id", error.message, "Give the format another id.");
    refuse(folder, fault === undefined ? [] : [fault], world);
    throw error;
  }
}

function refuseUntrusted({ folder, programs, data }: FormatFolder, isTrusted: boolean): void {
  const [file] = programs.values();
  if (file !== undefined && !isTrusted) {
    throw new CommandError(`The format in ${folder} has code, ${basename(file)}, which is not run`, {
      code: "format_untrusted",
      exitCode: ExitCode.wrong,
      hint: `Read the code, then put ${folder} and --trust-format on the command line. It runs with all your permissions on this machine`,
    });
  }
  const needed = (["codec", "vendor"] as const).find((name) => !programs.has(name) && !data.has("request"));
  if (needed === undefined) return;
  throw new CommandError(`The format in ${folder} has neither request.yaml nor ${needed}.ts`, {
    code: "format_wrong",
    exitCode: ExitCode.wrong,
    hint: "docs/own-format.md lists the files of a format",
  });
}

/** The client's side and the vendor's, each from its file or else from the mapping. */
async function registerCode(id: FormatId, format: OwnFormat, { programs }: FormatFolder): Promise<void> {
  const { mapping, contract } = format;
  const { createMappedVendor, registerVendor, vendorKit } = await import("@shotlist/mock-server/own");
  // oxlint-disable typescript/no-unsafe-type-assertion -- the author's compiler checks what is not asked for by name
  const codecFile = programs.get("codec");
  if (codecFile !== undefined) {
    registerCodec((await createdBy(codecFile, codecKitFor(id), "decodeTask")) as DefinedCodec);
  } else if (mapping !== undefined) registerCodec(createMappedCodec(id, { places: contract.places, mapping }));
  const vendorFile = programs.get("vendor");
  if (vendorFile !== undefined)
    registerVendor(id, (await createdBy(vendorFile, vendorKit, "taskAnswer")) as unknown as Vendor);
  else if (mapping !== undefined) registerVendor(id, createMappedVendor(id, mapping));
  // oxlint-enable typescript/no-unsafe-type-assertion
}

/** What the function that a file exports makes of its kit: an object with a function of this name. */
async function createdBy(file: string, kit: CodecKit | VendorKit, member: string): Promise<object> {
  const { default: create }: { readonly default?: unknown } = await import(pathToFileURL(file).href);
  const result: unknown = typeof create === "function" ? create(kit) : undefined;
  if (typeof result === "object" && result !== null && typeof Reflect.get(result, member) === "function") return result;
  throw new CommandError(`${file} must export by default a function that returns an object with ${member}`, {
    code: "format_wrong",
    exitCode: ExitCode.wrong,
    hint: "docs/own-format.md shows one",
  });
}

function refuse({ folder, textOf }: FormatFolder, diagnostics: readonly Diagnostic[], { stderr, env }: World): void {
  if (diagnostics.length === 0) return;
  stderr.write(describeDiagnostics(diagnostics, { textOf, color: hasColour(stderr, env) }));
  if (diagnostics.every(({ severity }) => severity !== "error")) return;
  throw new CommandError(`Cannot use the format in ${folder}: ${countDiagnostics(diagnostics)}`, {
    code: "format_wrong",
    exitCode: ExitCode.wrong,
    details: { diagnostics: diagnostics.map(diagnosticToJson) },
  });
}
