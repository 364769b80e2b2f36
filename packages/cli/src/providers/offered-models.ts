import { factsAt, type FormatRef, type ModelFacts } from "@shotlist/schema";
import type { ProviderEndpoint } from "./endpoint-of.ts";
import { exitCodeOfAnswer, readFromVendor, type VendorAnswer } from "./read-from-vendor.ts";
import { ExitCode } from "../world/exit-code.ts";

/** A model of the catalogue, of the vendor's list, or of both. */
export interface OfferedModel {
  readonly id: string;
  /** Whether the vendor lists it; undefined where the vendor did not say. */
  readonly offered: boolean | undefined;
  /** What the format's documents say of it. */
  readonly catalogued: ModelFacts | undefined;
}

/** What a provider offers, as far as anybody says. */
export interface Offer {
  readonly models: readonly OfferedModel[];
  /** Why the vendor's own list is not in it. */
  readonly unasked?: string;
  readonly hint?: string | undefined;
  readonly exitCode: ExitCode;
}

type AskOptions = Parameters<typeof readFromVendor>[2] & {
  /** The format in the edition whose catalogue counts. */
  readonly edition: FormatRef;
};

/** Joins the catalogue with the vendor's own list of models, where its format has such a list and a key is available. */
export async function askForModels(endpoint: ProviderEndpoint, options: AskOptions): Promise<Offer> {
  const { models: catalogue, operations } = factsAt(endpoint.name, options.edition);
  const catalogueAlone = catalogue.map((model) => ({ id: model.id, offered: undefined, catalogued: model }));
  if (operations.models === undefined) {
    const unasked = `the format ${endpoint.format} has no documented list of models`;
    return { models: catalogueAlone, unasked, exitCode: ExitCode.ok };
  }
  if (options.key === undefined) {
    const hint = `Set ${endpoint.apiKeyEnv} to also ask the vendor`;
    return { models: catalogueAlone, unasked: `${endpoint.apiKeyEnv} is not set`, hint, exitCode: ExitCode.ok };
  }
  const answer = await readFromVendor(endpoint, operations.models.path, options);
  const listed = answer.outcome === "answered" ? idsIn(answer.body) : undefined;
  if (listed === undefined) {
    const exitCode = exitCodeOfAnswer(answer);
    return {
      models: catalogueAlone,
      ...whyUnasked(endpoint, answer),
      exitCode: exitCode === ExitCode.ok ? ExitCode.failed : exitCode,
    };
  }
  return { models: joined(catalogue, listed), exitCode: ExitCode.ok };
}

function joined(catalogue: readonly ModelFacts[], listed: readonly string[]): readonly OfferedModel[] {
  const isListed = ({ id, aliases = [] }: ModelFacts): boolean =>
    [id, ...aliases].some((name) => listed.includes(name));
  const known = new Set(catalogue.flatMap(({ id, aliases = [] }) => [id, ...aliases]));
  return [
    ...catalogue.map((model) => ({ id: model.id, offered: isListed(model), catalogued: model })),
    ...listed.filter((id) => !known.has(id)).map((id) => ({ id, offered: true, catalogued: undefined })),
  ];
}

function whyUnasked({ apiKeyEnv }: ProviderEndpoint, answer: VendorAnswer): Pick<Offer, "unasked" | "hint"> {
  if (answer.outcome === "unreachable") return { unasked: answer.message, hint: answer.hint };
  if (answer.outcome === "refused") {
    return { unasked: `the key was rejected (${answer.status}): ${answer.message}`, hint: `Check ${apiKeyEnv}` };
  }
  const status = `the vendor answered ${answer.status}`;
  return { unasked: answer.status === 200 ? `${status} without a list` : status, hint: "Try again later" };
}

/** The ids of a list as all known vendors write it: `{ data: [{ id }] }`. */
function idsIn(body: unknown): readonly string[] | undefined {
  if (typeof body !== "object" || body === null || !("data" in body) || !Array.isArray(body.data)) return undefined;
  const entries: readonly unknown[] = body.data;
  return entries.flatMap((entry) =>
    typeof entry === "object" && entry !== null && "id" in entry && typeof entry.id === "string" ? [entry.id] : [],
  );
}
