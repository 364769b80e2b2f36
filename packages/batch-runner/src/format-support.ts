import { codecFor, type FormatCodec, type TaskPage, type WireRequest } from "@shotlist/core";
import {
  factsOf,
  isFormatId,
  type FormatFacts,
  type MediaForm,
  type ModelFacts,
  type Operation,
  type Role,
} from "@shotlist/schema";

/** How a submit whose answer was lost can be found again. */
export type Lookup =
  | { readonly by: "clientId"; readonly request: (clientId: string) => WireRequest }
  | {
      readonly by: "list";
      /** Asks for a page, counted from 1, of the tasks of the tier that was asked for. */
      readonly request: (page: number, serviceTier?: string) => WireRequest;
      /** `undefined` where the answer is no list. */
      readonly decode: (body: unknown) => TaskPage | undefined;
      /** Ids under which an answer may name a model. */
      readonly isModel: (asked: string, answered: string) => boolean;
    };

/** What the runner needs to know of a wire format. */
export interface FormatSupport {
  readonly codec: FormatCodec;
  /** In which forms a medium of this role may be handed over. */
  readonly mediaForms: (model: string, role: Role) => readonly MediaForm[];
  /** Bounds of the seed where the model honours one. */
  readonly seedRange: (model: string) => { readonly min: number; readonly max: number } | undefined;
  readonly failuresAreFree: boolean;
  readonly maxBodyBytes: number;
  readonly lookup?: Lookup;
  /** Asks the vendor to call a task off, where the format has a way. */
  readonly cancel?: (taskId: string) => WireRequest;
}

/** The format as the packages below know it. */
export function formatSupportOf(format: string): FormatSupport {
  if (!isFormatId(format)) throw new Error(`no such format: ${format}`);
  const facts = factsOf(format);
  // A model outside the catalogue is taken for the catalogue's first: the service decides.
  const modelOf = (id: string): ModelFacts | undefined => catalogued(facts, id) ?? facts.models[0];
  const codec = codecFor(format);
  return {
    codec,
    mediaForms: (model, role) => modelOf(model)?.roles[role]?.forms ?? [],
    seedRange: (model) => modelOf(model)?.seed?.value,
    failuresAreFree: facts.failuresAreFree.value,
    maxBodyBytes: facts.maxBodyBytes.value,
    ...lookupOf(facts, codec),
    ...cancelOf(facts),
  };
}

function catalogued({ models }: FormatFacts, id: string): ModelFacts | undefined {
  return models.find((model) => model.id === id || model.aliases?.includes(id));
}

function lookupOf(facts: FormatFacts, { encodeList, decodeList }: FormatCodec): Pick<FormatSupport, "lookup"> {
  const { lookup, operations } = facts;
  if (lookup?.value.by === "clientId") {
    const operation = operations.lookup ?? operations.poll;
    if (operation === undefined) return {};
    return { lookup: { by: "clientId", request: (clientId) => toRequest(operation, clientId) } };
  }
  if (lookup === undefined || encodeList === undefined || decodeList === undefined) return {};
  const isModel = (asked: string, answered: string): boolean => {
    const model = catalogued(facts, asked);
    // What an account's own name for a model stands for, nobody here knows.
    return model === undefined || asked === answered || catalogued(facts, answered) === model;
  };
  return { lookup: { by: "list", request: encodeList, decode: decodeList, isModel } };
}

function cancelOf({ operations: { cancel }, statuses }: FormatFacts): Pick<FormatSupport, "cancel"> {
  // Where no task is ever cancelled, the call only deletes what is done: a clip that was paid for.
  if (cancel === undefined || statuses.every(({ canonical }) => canonical !== "cancelled")) return {};
  return { cancel: (taskId) => toRequest(cancel, taskId) };
}

function toRequest({ method, path }: Operation, id: string): WireRequest {
  return { method, path: path.replace("{id}", encodeURIComponent(id)) };
}
