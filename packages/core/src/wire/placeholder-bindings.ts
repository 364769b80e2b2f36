import type { FormatFacts, JsonValue } from "@shotlist/schema";
import type { Reference } from "../model/media.ts";
import type { ResolvedShot } from "../model/shot.ts";
import type { Bindings } from "./codec.ts";
import { mediaFormOf } from "./media-form.ts";

/** Bindings of a plan: what exists only at submit is left out, or held by a placeholder that names it. */
export function placeholderBindings(shot: ResolvedShot, facts: Pick<FormatFacts, "models">): Bindings {
  const { draftOf, model } = shot;
  const media = (reference: Reference): JsonValue => mediaPlaceholder(reference, { model, facts });
  if (draftOf === undefined || "task" in draftOf) return { media };
  return { media, draftTaskId: { take: draftOf.take, what: "task" } };
}

function mediaPlaceholder(
  reference: Reference,
  target: { readonly model: string; readonly facts: Pick<FormatFacts, "models"> },
): JsonValue {
  const { media } = reference;
  switch (media.from) {
    case "url":
      return media.url;
    case "asset":
      return `asset://${media.id}`;
    case "data":
      return { asset: media.sha256 };
    case "file":
      if (media.upload === true) return { upload: media.sha256, path: media.path };
      return media.url !== undefined && mediaFormOf(reference, target) === "url"
        ? media.url
        : { asset: media.sha256, path: media.path };
    case "take":
      return { take: media.take, what: media.what };
    default:
      return media satisfies never;
  }
}
