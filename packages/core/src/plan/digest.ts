import { hash } from "node:crypto";
import type { FormatId } from "@shotlist/schema";
import { canonicalJson } from "./canonical-json.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Digest, Media, ResolvedShot, TakeId } from "./plan.ts";

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
  return hash("sha256", canonicalJson({ version: 1, format, take, shot: toHashed(intent, dependencyDigest) }));
}

function toHashed(intent: ResolvedShot, dependencyDigest: DependencyDigest): JsonObject {
  const { references, prompt, draftOf, returnLastFrame, ...plain } = intent;
  const hashed: Record<string, JsonValue> = { ...plain };
  hashed["prompt"] = prompt.map((part) => (typeof part === "string" ? part : { kind: part.kind, index: part.index }));
  hashed["references"] = references.map(({ role, media }) => ({ role, media: hashedMedia(media, dependencyDigest) }));
  if (draftOf !== undefined) {
    hashed["draftOf"] = "task" in draftOf ? { task: draftOf.task } : { digest: dependencyDigest(draftOf.take) };
  }
  // Asking for the last frame as well changes no clip, and whether a model offers it is a fact that may yet be learned:
  // only its refusal is part of what was asked.
  if (returnLastFrame === false) hashed["returnLastFrame"] = false;
  return hashed;
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
  }
}
