import { hash } from "node:crypto";
import type { FormatId, JsonObject, JsonValue } from "@shotlist/schema";
import { canonicalValue } from "../model/canonical-json.ts";
import type { Digest, Media, ResolvedShot, TakeId } from "../model/plan.ts";

/** What a digest is made of. */
export interface DigestInput {
  readonly format: FormatId;
  /** Take number, from 1. */
  readonly take: number;
  readonly intent: ResolvedShot;
}

/** The digest of what a take depends on: of the version it uses, or of the take while there is none. */
export type DependencyDigest = (take: TakeId) => Digest;

/**
 * Hash of what was asked for: the resolved shot, format, model, take number and assets by content. It holds no name, path or
 * wire field, so that renaming, moving and re-encoding make nobody pay again.
 */
export function digestOf({ format, take, intent }: DigestInput, dependencyDigest: DependencyDigest): Digest {
  // Written in alphabetical order, so that the bytes are those of canonical JSON without sorting each take's keys.
  return hash("sha256", JSON.stringify({ format, shot: toHashed(intent, dependencyDigest), take, version: 1 }));
}

/** Keys in alphabetical order; `undefined` leaves no trace. */
function toHashed(intent: ResolvedShot, dependencyDigest: DependencyDigest): object {
  const { draftOf, extra, prompt, references } = intent;
  return {
    audio: intent.audio,
    draft: intent.draft,
    draftOf: draftOf === undefined ? undefined : hashedDraft(draftOf, dependencyDigest),
    duration: intent.duration,
    expiresAfter: intent.expiresAfter,
    extra: extra === undefined ? undefined : canonicalValue(extra),
    frames: intent.frames,
    model: intent.model,
    prompt: prompt.map((part) => (typeof part === "string" ? part : { index: part.index, kind: part.kind })),
    ratio: intent.ratio,
    references: references.map(({ role, media }) => ({ media: hashedMedia(media, dependencyDigest), role })),
    resolution: intent.resolution,
    // Asking for the last frame as well changes no clip, and whether a model offers it is a fact that may yet be learned:
    // only its refusal is part of what was asked.
    returnLastFrame: intent.returnLastFrame === false ? false : undefined,
    seed: intent.seed,
    serviceTier: intent.serviceTier,
    watermark: intent.watermark,
  } satisfies { readonly [Field in keyof Required<ResolvedShot>]: JsonValue | undefined };
}

function hashedDraft(draftOf: NonNullable<ResolvedShot["draftOf"]>, dependencyDigest: DependencyDigest): JsonObject {
  return "task" in draftOf ? { task: draftOf.task } : { digest: dependencyDigest(draftOf.take) };
}

function hashedMedia(media: Media, dependencyDigest: DependencyDigest): JsonObject {
  switch (media.from) {
    case "url":
      return { url: media.url };
    case "asset":
      return { asset: media.id };
    case "data":
    case "file":
      return { sha256: media.sha256 };
    case "take":
      return { digest: dependencyDigest(media.take), what: media.what };
    default:
      return media satisfies never;
  }
}
