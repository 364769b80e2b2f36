import type { DraftTerms, JsonObject } from "@shotlist/schema";
import { autoDuration, changesVideo, defaultDuration } from "./clip-length.ts";
import { canonicalValue } from "./canonical-json.ts";
import type { PromptPart, Reference } from "./media.ts";
import { hashedDraft, hashedPrompt, hashedReferences } from "./shot-digest.ts";
import type { Filling, ShotField } from "./shot-field.ts";
import type { TakeId } from "./take-id.ts";

/** A shot in vendor-neutral form, with all defaults. Absent fields are left to the vendor. */
export interface ResolvedShot {
  readonly prompt: readonly PromptPart[];
  readonly model: string;
  readonly resolution: string;
  readonly references: readonly Reference[];
  readonly audio: boolean;
  /** Seconds, or `autoDuration`; exactly one of `duration` and `frames` is set. */
  readonly duration?: number;
  readonly frames?: number;
  readonly ratio?: string;
  readonly seed?: number;
  readonly watermark?: boolean;
  readonly cameraFixed?: boolean;
  /** Kind of task: a new clip, or a reference video to edit or extend. */
  readonly task?: string;
  readonly webSearch?: boolean;
  /** Container of the clip. */
  readonly outputFormat?: string;
  /** Priority in the vendor's queue; larger runs first. */
  readonly priority?: number;
  readonly returnLastFrame?: boolean;
  readonly draft?: boolean;
  readonly draftOf?: { readonly take: TakeId } | { readonly task: string };
  readonly serviceTier?: string;
  /** Seconds. */
  readonly expiresAfter?: number;
  readonly extra?: JsonObject;
}

export type ShotFieldName = keyof ResolvedShot;

type ShotFields = { readonly [Name in ShotFieldName]-?: ShotField<ResolvedShot[Name]> };

/**
 * One row for each field of a shot. A field that is missing here, or that a codec says nothing about, does not compile;
 * `docs/add-a-field.md` says what else a field needs. Defaults are fixed within a major version.
 */
export const shotFields: ShotFields = {
  prompt: {
    title: "prompt",
    read: "prompt",
    complete: (written = []) => written,
    hash: hashedPrompt,
    alter: () => ["another"],
    offered: "by rule",
  },
  model: {
    title: "model",
    read: "text",
    complete: (written = "") => written,
    alter: (model) => `${model}-altered`,
    offered: "by rule",
  },
  resolution: {
    title: "resolution",
    read: "text",
    complete: (written, { isDraft, isFinal, model }) =>
      written ?? resolutionBy(model?.draftTerms?.value, { isDraft, isFinal }) ?? "720p",
    alter: () => "1p",
    offered: "by rule",
  },
  references: {
    title: "media",
    read: "media",
    keys: ["firstFrame", "lastFrame", "references"],
    complete: (written = []) => written,
    hash: hashedReferences,
    offered: "by rule",
  },
  audio: {
    title: "sound",
    read: "switch",
    complete: (written = false) => written,
    alter: (audio) => !audio,
    offered: "audio",
    falseAsksNothing: true,
  },
  duration: {
    title: "length in seconds",
    read: "length",
    complete: (written, { hasFrames, task }) =>
      hasFrames ? undefined : (written ?? (task === "edit" ? autoDuration : defaultDuration)),
    offered: "by rule",
    formerlyExtra: { of: autoDuration, over: defaultDuration },
  },
  frames: { title: "length in frames", read: "number", offered: "by rule" },
  ratio: {
    title: "ratio",
    read: "text",
    complete: (written, { beginsWithFrame, task }) =>
      written ?? (changesVideo(task) ? "adaptive" : beginsWithFrame ? undefined : "16:9"),
    offered: "by rule",
  },
  seed: { title: "seed", read: "whole number", offered: "seed" },
  watermark: { title: "watermark", read: "switch", offered: "watermark" },
  cameraFixed: {
    title: "fixed camera",
    read: "switch",
    offered: "cameraFixed",
    notWith: "references",
    formerlyExtra: true,
  },
  task: { title: "task", read: "text", offered: "operations", formerlyExtra: true },
  webSearch: {
    title: "web search",
    read: "switch",
    offered: "webSearch",
    falseAsksNothing: true,
    notWith: "media",
    formerlyExtra: true,
  },
  outputFormat: { title: "container", read: "text", offered: "outputFormats", formerlyExtra: true },
  priority: { title: "priority", read: "whole number", offered: "priority", formerlyExtra: true },
  returnLastFrame: {
    title: "last frame returned",
    read: "switch",
    // Asked for by default only where the format's own document offers it.
    complete: (written, { isDraft, model }) => {
      if (written !== undefined || (isDraft && model?.draftTerms?.value.returnLastFrame === false)) return written;
      const fact = model?.returnLastFrame;
      return fact?.value === true && fact.provenance.grade === "documented" ? true : undefined;
    },
    // Asking for the last frame as well changes no clip, and whether a model offers it is a fact that may yet be learned:
    // only its refusal is part of what was asked.
    hash: (returned) => (returned ? undefined : false),
    offered: "returnLastFrame",
    falseAsksNothing: true,
  },
  draft: { title: "draft", read: "switch", offered: "draft", falseAsksNothing: true },
  draftOf: { title: "final clip of a draft", read: "draft", hash: hashedDraft, offered: "draftOf" },
  serviceTier: { title: "service tier", read: "text", offered: "serviceTiers" },
  expiresAfter: { title: "expiry on request", read: "seconds", offered: "expiresAfter" },
  extra: { title: "extra", read: "json", hash: canonicalValue, offered: "always" },
};

/** The names of a shot's fields, in the order of the rows. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rows have these keys and no other
export const shotFieldNames = Object.keys(shotFields) as readonly ShotFieldName[];

/** What a draft, or the clip made from one, has where nobody says a resolution. */
function resolutionBy(
  terms: DraftTerms | undefined,
  { isDraft, isFinal }: Pick<Filling, "isDraft" | "isFinal">,
): string | undefined {
  if (isDraft) return terms?.resolution;
  return isFinal ? terms?.finalResolutions?.[0] : undefined;
}
