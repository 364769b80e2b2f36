import type { JsonObject, JsonValue } from "@shotlist/schema";
import type { Media, PromptPart, Reference } from "./media.ts";
import type { DependencyDigest } from "./shot-field.ts";
import type { TakeId } from "./take-id.ts";

// Keys in alphabetical order: the bytes of a digest are those of canonical JSON.

/** A prompt by its words and the media it names. */
export function hashedPrompt(prompt: readonly PromptPart[]): JsonValue {
  return prompt.map((part) => (typeof part === "string" ? part : { index: part.index, kind: part.kind }));
}

/** Media by their content, whatever their names and places. */
export function hashedReferences(references: readonly Reference[], digestOf: DependencyDigest): JsonValue {
  return references.map(({ role, media }) => ({ media: hashedMedia(media, digestOf), role }));
}

/** A draft by its digest, or by the task that somebody else made. */
export function hashedDraft(
  draftOf: { readonly take: TakeId } | { readonly task: string },
  digestOf: DependencyDigest,
): JsonObject {
  return "task" in draftOf ? { task: draftOf.task } : { digest: digestOf(draftOf.take) };
}

function hashedMedia(media: Media, digestOf: DependencyDigest): JsonObject {
  switch (media.from) {
    case "url":
      return { url: media.url };
    case "asset":
      return { asset: media.id };
    case "data":
    case "file":
      return { sha256: media.sha256 };
    case "take":
      return { digest: digestOf(media.take), what: media.what };
    default:
      return media satisfies never;
  }
}
