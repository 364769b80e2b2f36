import { createHash } from "node:crypto";
import type { PlannedTake, Reference } from "@shotlist/core";

const roleFields: Readonly<Record<Reference["role"], string>> = {
  first_frame: "firstFrame",
  last_frame: "lastFrame",
  reference_image: "references.images",
  reference_video: "references.videos",
  reference_audio: "references.audios",
};

/** What is asked for, each field under its storyboard path. */
export function fieldValues(take: PlannedTake): ReadonlyMap<string, unknown> {
  const { references, ...plain } = take.asked;
  const values = new Map<string, unknown>([["format", take.format]]);
  for (const [field, value] of Object.entries(plain)) {
    if (value !== undefined) values.set(field, value);
  }
  const counts = new Map<string, number>();
  for (const { role, media } of references) {
    const base = roleFields[role];
    const index = counts.get(base) ?? 0;
    counts.set(base, index + 1);
    values.set(base.startsWith("references.") ? `${base}[${index}]` : base, contentOf(media));
  }
  return values;
}

/** A short hash for each field of what is asked for, so that a later change can be named. */
export function fieldHashes(take: PlannedTake): Readonly<Record<string, string>> {
  return Object.fromEntries([...fieldValues(take)].map(([field, value]) => [field, hashOf(value)]));
}

/** The fields in which two records differ, in the order of the newer one; fields that are gone come last. */
export function changedFields(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly string[] {
  const changed = Object.keys(after).filter((field) => before[field] !== after[field]);
  const gone = Object.keys(before).filter((field) => !Object.hasOwn(after, field));
  return [...changed, ...gone];
}

/** A file is what is in it, wherever it lies. */
function contentOf(media: Reference["media"]): unknown {
  return "sha256" in media ? media.sha256 : media;
}

/** The hash under which a ledger notes a value. */
export function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
