import type { FormatFacts, UploadFact } from "@shotlist/schema";
import type { Reference } from "../model/media.ts";
import { roleFactsOf } from "../model/model-facts.ts";
import type { ResolvedProvider } from "../model/plan.ts";

/** Where media may be uploaded. */
export interface UploadTarget {
  readonly facts: Pick<FormatFacts, "models" | "uploads">;
  readonly resolved: Pick<ResolvedProvider, "uploads">;
}

/**
 * References of a shot as a provider takes them: a local file is uploaded where its configuration says so, its vendor documents an
 * endpoint that takes the file, and the model takes an address for its role. A digest does not depend on it.
 */
export function markUploads(
  references: readonly Reference[],
  { model, target }: { readonly model: string; readonly target: UploadTarget },
): readonly Reference[] {
  if (!references.some(({ media }) => media.from === "file")) return references;
  return references.map((reference) => {
    const { media } = reference;
    if (media.from !== "file") return reference;
    const { upload: _, ...file } = media;
    const isTaken =
      target.resolved.uploads !== undefined &&
      roleFactsOf(reference.role, model, target.facts)?.forms.includes("url") === true &&
      uploadFor(reference, target.facts) !== undefined;
    return { ...reference, media: isTaken ? { ...file, upload: true } : file };
  });
}

/** The endpoint that takes a local file, by its kind, its media type and its size. */
function uploadFor({ kind, media }: Reference, { uploads = [] }: Pick<FormatFacts, "uploads">): UploadFact | undefined {
  return uploads.find(
    ({ kinds, mediaTypes, maxBytes = Infinity }) =>
      media.from === "file" &&
      kinds.includes(kind) &&
      mediaTypes?.includes(media.mediaType) !== false &&
      media.bytes <= maxBytes,
  );
}
