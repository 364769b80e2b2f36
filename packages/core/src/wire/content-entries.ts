import type { JsonObject, JsonValue } from "@shotlist/schema";
import type { Reference } from "../model/media.ts";
import type { ResolvedShot } from "../model/shot.ts";
import type { Bindings } from "./codec.ts";

/** The typed entry of a medium; its role is always written, since vendors read an absent one differently. */
export function mediaEntry(reference: Reference, value: JsonValue): JsonObject {
  const type = `${reference.kind}_url`;
  return { type, [type]: { url: value }, role: reference.role };
}

/** The typed entries of a shot's media, in the author's order, which is the order that prompts count in. */
export function mediaEntries(shot: ResolvedShot, bindings: Bindings): readonly JsonObject[] {
  return shot.references.map((reference) => mediaEntry(reference, bindings.media(reference)));
}

/** The typed entry of a prompt; a blank one has none. */
export function textEntries(text: string): readonly JsonObject[] {
  return text.trim() === "" ? [] : [{ type: "text", text }];
}

/** The typed entry of the draft that a final clip is made from. */
export function draftEntries({ draftOf }: ResolvedShot, { draftTaskId }: Bindings): readonly JsonObject[] {
  if (draftOf === undefined) return [];
  const id = "task" in draftOf ? draftOf.task : draftTaskId;
  if (id === undefined) throw new Error("A shot made from a draft was encoded without the draft's task id.");
  return [{ type: "draft_task", draft_task: { id } }];
}
