import {
  codecFor,
  finalOfDraft,
  type FormatCodec,
  type ResolvedShot,
  type TaskPage,
  type WireRequest,
} from "@shotlist/core";
import {
  factsOf,
  isFormatId,
  modelFactsOf,
  type ErrorOccasion,
  type FormatFacts,
  type MediaForm,
  type MediaKind,
  type ModelFacts,
  type Operation,
  type RateHeaders,
  present,
  type Role,
} from "@shotlist/schema";
import { valueAtSteps } from "@shotlist/schema/own";

import type { LargestClip } from "../money/worst-case.ts";

/** How to find the task of a submit whose answer was lost. */
export type Lookup =
  | { readonly by: "clientId"; readonly request: (clientId: string) => WireRequest }
  | {
      readonly by: "list";
      /** Asks for a page, counted from 1, of the tasks of the tier that was asked for. */
      readonly request: (page: number, serviceTier?: string) => WireRequest;
      /** `undefined` where the answer is not a list. */
      readonly decode: (body: unknown) => TaskPage | undefined;
      /** Ids under which an answer may name a model. */
      readonly isModel: (asked: string, answered: string) => boolean;
    };

/** What the runner needs to know about a wire format. */
export interface FormatSupport {
  readonly codec: FormatCodec;
  /** Allowed forms of a medium with this role. */
  readonly mediaForms: (model: string, role: Role) => readonly MediaForm[];
  /** Bounds of the seed, if the model supports one. */
  readonly seedRange: (model: string) => { readonly min: number; readonly max: number } | undefined;
  readonly failuresAreFree: boolean;
  readonly maxBodyBytes: number;
  /** Whether an id looks like those of the vendor's tasks. */
  readonly isTaskId?: (id: string) => boolean;
  /** When the vendor gives an error of this code, as far as the facts list it. */
  readonly occasionOf?: (httpStatus: number, code: string | undefined) => ErrorOccasion | undefined;
  /** The largest clip that a model makes. */
  readonly largestClip?: (model: string) => LargestClip | undefined;
  readonly lookup?: Lookup;
  /** Headers that say how much is left of the vendor's limits, where they are documented. */
  readonly rateHeaders?: RateHeaders;
  /** How long tasks usually take, where the format's document says. */
  readonly usualLength?: { readonly minMs: number; readonly maxMs: number };
  /** A shot as it is asked for from a draft of it; `undefined` where its model makes no such clip from a draft. */
  readonly finalOfDraft?: (shot: ResolvedShot, taskId: string) => ResolvedShot | undefined;
  /** How long a draft can be made into its clip, counted from its submit, where that is documented. */
  readonly draftLifeMs?: (model: string) => number | undefined;
  /** Asks the vendor to cancel a task, if the format supports it. */
  readonly cancel?: (taskId: string) => WireRequest;
  /** Where a local file goes, if the format documents an upload of its kind. */
  readonly uploadOf?: (kind: MediaKind) => UploadEndpoint | undefined;
}

/** An endpoint that takes a local file as a form and answers with its address. */
export interface UploadEndpoint {
  readonly path: string;
  /** Name of the form's field that holds the file. */
  readonly field: string;
  /** How long the address can be used where nothing else is configured. */
  readonly lifeMs: number;
  /** The address in an answer; `undefined` where there is none. */
  readonly urlIn: (body: unknown) => string | undefined;
}

/** A format as the runner uses it. */
export function formatSupportOf(format: string): FormatSupport {
  if (!isFormatId(format)) throw new Error(`no such format: ${format}`);
  const facts = factsOf(format);
  // A model outside the catalogue is taken for the catalogue's first: the service decides.
  const modelOf = (id: string): ModelFacts | undefined => modelFactsOf(id, facts) ?? facts.models[0];
  const codec = codecFor(format);
  return {
    codec,
    mediaForms: (model, role) => modelOf(model)?.roles[role]?.forms ?? [],
    seedRange: (model) => modelOf(model)?.seed?.value,
    failuresAreFree: facts.failuresAreFree.value,
    maxBodyBytes: facts.maxBodyBytes.value,
    isTaskId: (id) => new RegExp(facts.taskIdPattern.value, "u").test(id),
    occasionOf: (httpStatus, code) =>
      facts.errors.find((error) => error.httpStatus === httpStatus && String(error.code) === code)?.occasion,
    largestClip: (model) => largestClipOf(modelOf(model), facts),
    ...usualLengthOf(facts),
    ...present({ rateHeaders: facts.rateHeaders?.value }),
    ...draftsOf(facts),
    ...lookupOf(facts, codec),
    ...cancelOf(facts),
    ...uploadsOf(facts),
  };
}

function uploadsOf({ uploads }: FormatFacts): Pick<FormatSupport, "uploadOf"> {
  if (uploads === undefined) return {};
  return {
    uploadOf(kind) {
      const upload = uploads.find(({ kinds }) => kinds.includes(kind));
      if (upload === undefined) return undefined;
      const { path, field, urlAt, lifeSeconds } = upload;
      return { path, field, lifeMs: lifeSeconds.value * 1000, urlIn: (body) => textAt(body, urlAt) };
    },
  };
}

function textAt(body: unknown, steps: readonly string[]): string | undefined {
  const value = valueAtSteps(body, steps);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function usualLengthOf({ usualSeconds }: FormatFacts): Pick<FormatSupport, "usualLength"> {
  if (usualSeconds === undefined) return {};
  const { min, max } = usualSeconds.value;
  return { usualLength: { minMs: min * 1000, maxMs: max * 1000 } };
}

/** A model outside the catalogue may stand for any: a draft is made into a clip only where its own model is known to do that. */
function draftsOf(facts: FormatFacts): Pick<FormatSupport, "finalOfDraft" | "draftLifeMs"> {
  return {
    finalOfDraft(shot, taskId) {
      const model = modelFactsOf(shot.model, facts);
      const isOffered = model?.draftTerms?.value.finalResolutions?.includes(shot.resolution) ?? true;
      if (model?.draftOf?.value !== true || !isOffered) return undefined;
      return finalOfDraft(shot, taskId, model.draftReuses?.value);
    },
    draftLifeMs(id) {
      const seconds = modelFactsOf(id, facts)?.draftLifeSeconds?.value;
      return seconds === undefined ? undefined : seconds * 1000;
    },
  };
}

function largestClipOf(model: ModelFacts | undefined, facts: FormatFacts): LargestClip | undefined {
  if (model === undefined) return undefined;
  const framesPerSecond = facts.framesPerSecond.value;
  const { duration, frames, roles } = model;
  const seconds = Math.max(duration.value.max, (frames?.value.max ?? 0) / framesPerSecond);
  const sizes = Object.values((model.ratioPixels ?? facts.ratioPixels)?.value ?? {}).flatMap((ratios) =>
    Object.values(ratios),
  );
  if (sizes.length === 0) return { seconds };
  const pixels = Math.max(...sizes.map(([width, height]) => width * height));
  const watched = roles.reference_video?.maxTotalSeconds ?? 0;
  return { seconds, tokens: Math.ceil(((framesPerSecond * (seconds + watched) + 1) * pixels) / 1024) };
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
    const model = modelFactsOf(asked, facts);
    // What an account's own name for a model stands for, nobody here knows.
    return model === undefined || asked === answered || modelFactsOf(answered, facts) === model;
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
